"""The import contracts hold, and no folder escapes them (design 2)."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from .sources import ROOT, modules, relative, tree

PORTAL_MAY_SEE = {"identity", "territory", "audit", "access", "documents", "protocols"}
APPS = {"config", "portal", "selfservice", "consent", "complaints", "casework"}


def imported(path: Path) -> set[str]:
    """Give the absolute modules a file imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_contract_is_kept() -> None:
    # In a process of its own: the linter sets up logging anew and silences everybody else's.
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_of_casework_has_its_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rooms = next(c for c in contracts["contracts"] if c.get("containers") == ["casework"])
    assert rooms["exhaustive"] is True


def test_the_portal_sees_only_rooms_without_persons() -> None:
    seen = {
        (relative(path), name)
        for path in modules()
        if relative(path).startswith("portal/")
        for name in imported(path)
        if name.startswith("casework.") and name.split(".")[1] not in PORTAL_MAY_SEE
    }
    assert seen == set()


def test_no_other_top_level_package_exists() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == APPS | {"tests"}


def test_product_code_does_not_import_tests() -> None:
    guilty = {
        relative(path)
        for path in modules()
        if not relative(path).startswith("tests/")
        for name in imported(path)
        if name.split(".")[0] == "tests"
    }
    assert guilty == set()
