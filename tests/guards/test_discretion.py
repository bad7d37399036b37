"""Programs keep quiet about people: no prints, no personal values in logs."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

from casework.identity.privacy import Privacy

from .sources import product_modules, relative, tree

LOUD_BY_TRADE = ("config/launch/",)
LOG_METHODS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
CODED = {"problem", "error"}
ALWAYS_SECRET = {
    "run",
    "password",
    "token",
    "secret",
    "code",
    "key",
    "name",
    "narrative",
    "request",
}


@cache
def personal_names() -> set[str]:
    """Names of fields that hold something about a person, taken from the models themselves."""
    held = [vars(model).get("privacy") for model in apps.get_models()]
    classes = [p for p in held if isinstance(p, Privacy)]
    return ALWAYS_SECRET | {name for p in classes for name in (*p.subject, *p.third_party)} - {"id"}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def said(call: ast.Call) -> set[str]:
    """Names and attributes among the arguments of a call. Our own errors carry codes only."""
    parts = [node for argument in call.args for node in ast.walk(argument)]
    names = {node.id for node in parts if isinstance(node, ast.Name)}
    attributes = [node for node in parts if isinstance(node, ast.Attribute)]
    return names | {node.attr for node in attributes if ast.unparse(node.value) not in CODED}


def is_log(call: ast.Call) -> bool:
    target = call.func
    if not isinstance(target, ast.Attribute) or target.attr not in LOG_METHODS:
        return False
    return "log" in ast.unparse(target.value).lower() and "audit" not in ast.unparse(target.value)


def test_nothing_is_printed() -> None:
    quiet = [path for path in product_modules() if not relative(path).startswith(LOUD_BY_TRADE)]
    prints = [
        f"{relative(path)}:{call.lineno}" for path in quiet for call in calls(path)
        if getattr(call.func, "id", "") in {"print", "pprint"}
    ]  # fmt: skip
    assert len(quiet) > 1000
    assert prints == []


def test_no_personal_value_is_logged() -> None:
    told = {
        f"{relative(path)}:{call.lineno}": said(call) & personal_names()
        for path in product_modules() for call in calls(path) if is_log(call)
    }  # fmt: skip
    assert {place: names for place, names in told.items() if names} == {}


def test_a_logged_name_is_noticed() -> None:
    call = ast.parse("logger.info('saw %s', survivor.given_names)", mode="eval").body
    assert isinstance(call, ast.Call)
    assert is_log(call)
    assert "given_names" in said(call)
