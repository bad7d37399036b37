"""A day is a day in Chile: nothing takes the day, the month or the year of a moment in UTC.

Moments come from the database in UTC; after eight or nine in the evening their day is tomorrow's.
"""

import ast
from collections.abc import Iterator

import pytest

from .sources import modules, relative

LOCAL = ("astimezone", "localtime", "localdate", "chilean_day")
PARTS = {"year", "month", "day", "hour", "weekday", "date"}
STAMPS = ("at", "moment")


def days_of_moments(source: str) -> Iterator[int]:
    """Give the lines that read a day or an hour off a moment not told in Chilean time."""
    tree = ast.parse(source)
    local = {name for node in ast.walk(tree) for name in _made_local(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not node.args and _names(node.func) == "date":
            assert isinstance(node.func, ast.Attribute)
            taken: ast.expr | None = node.func.value
        elif isinstance(node, ast.Attribute) and node.attr in PARTS and _is_stamp(node.value):
            taken = node.value
        elif isinstance(node, ast.FormattedValue) and node.format_spec and _is_stamp(node.value):
            spelt = ast.unparse(node.format_spec)
            taken = node.value if "%" in spelt and not spelt.rstrip("'").endswith("Z") else None
        else:
            continue
        if taken is not None and not _is_local(taken, local):
            yield node.lineno


def _made_local(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Assign) and any(word in ast.unparse(node.value) for word in LOCAL):
        names = [name for target in node.targets for name in ast.walk(target)]
        return [name.id for name in names if isinstance(name, ast.Name)]
    return []


def _names(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""


def _is_stamp(node: ast.expr) -> bool:
    name = node.id if isinstance(node, ast.Name) else _names(node)
    return name in STAMPS or name.endswith("_at")


def _is_local(node: ast.expr, local: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in local
    return isinstance(node, ast.Call) and any(word in ast.unparse(node.func) for word in LOCAL)


@pytest.mark.parametrize(
    "source",
    [
        "day = row.created_at.date()",
        "day = at.date()",
        "year = case.opened_at.year",
        "words = f'{row.opened_at:%d-%m-%Y}'",
        "day = (at + DAY).date()",
    ],
)
def test_the_day_of_a_moment_in_utc_is_found(source: str) -> None:
    assert list(days_of_moments(source))


@pytest.mark.parametrize(
    "source",
    [
        "day = chilean_day(row.created_at)",
        "day = row.created_at.astimezone(CHILE).date()",
        "local = timezone.localtime(at)\nday = local.date()",
        "words = f'{at:%Y-%m-%dT%H:%M:%SZ}'",
        "year = day.year",
    ],
)
def test_the_day_in_chile_is_left_alone(source: str) -> None:
    assert not list(days_of_moments(source))


def test_no_module_takes_the_day_of_a_moment_in_utc() -> None:
    found = [
        f"{relative(path)}:{line}"
        for path in modules()
        for line in days_of_moments(path.read_text())
    ]
    assert not found
