"""No bulk write on an audited model outside actions: django-auditlog would not see it.

`queryset.update`, `bulk_create` and `bulk_update` send no signals, so the field log would miss the
change. Inside a module named actions.py (or *_actions.py) the action writes its own event.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.audit.changes import tracked

ROOT = Path(__file__).resolve().parents[2]
HOUSES = ("casework", "consent", "complaints", "selfservice", "portal", "config")
BULK = {"bulk_create", "bulk_update", "abulk_create", "abulk_update"}
UPDATE = {"update", "aupdate"}
QUERYSET = {
    "objects", "_base_manager", "_default_manager", "all", "filter", "exclude", "select_for_update",
    "visible_to", "order_by", "using",
}  # fmt: skip

# Called by a migration, with historical models: those send no signals whatever the call.
EXEMPT = {Path("portal/first_site.py")}


def bulk_writes(source: str, audited: set[str]) -> Iterator[int]:
    """Give the lines that write in bulk to an audited model, or to one the scan cannot name.

    A queryset held in a variable hides its model: such a line is given too.
    """
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        steps, root = chain(node.func.value)
        name = node.func.attr
        if name in BULK or (name in UPDATE and QUERYSET & set(steps)):
            known = root[:1].isupper() and root not in audited
            if not known:
                yield node.lineno


def chain(node: ast.expr) -> tuple[list[str], str]:
    """Give the attributes from a call chain's root to its end, and the root's name."""
    steps: list[str] = []
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            steps.append(node.attr)
            node = node.value
        else:
            return steps, node.id if isinstance(node, ast.Name) else ""


def modules() -> list[Path]:
    found = [path for house in HOUSES for path in (ROOT / house).rglob("*.py")]
    return [
        path
        for path in found
        if path.relative_to(ROOT) not in EXEMPT
        and "migrations" not in path.parts
        and not path.stem.endswith("actions")
    ]


def test_no_bulk_write_bypasses_the_field_log():
    audited = {model.__name__ for model in tracked()}
    offences = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules()
        for line in bulk_writes(path.read_text(encoding="utf-8"), audited)
    ]

    assert not offences, "Bulk writes the field log cannot see: " + ", ".join(offences)


@pytest.mark.parametrize(
    "line",
    [
        "Survivor.objects.update(x=1)",
        "Survivor.objects.filter(pk=1).exclude(x=2).update(x=1)",
        "Survivor.objects.bulk_create(rows)",
        "rows.filter(pk=1).update(x=1)",
        "rows.bulk_update(found, ['x'])",
        "self.model.objects.all().update(x=1)",
    ],
)
def test_the_scan_sees_a_bulk_write(line):
    assert list(bulk_writes(line, {"Survivor"})) == [1]


@pytest.mark.parametrize(
    "line", ["words.update(a=1)", "hash.update(b'')", "Region.objects.update(x=1)", "row.save()"]
)
def test_the_scan_leaves_other_calls_alone(line):
    assert list(bulk_writes(line, {"Survivor"})) == []
