"""Dependencies are pinned and explained; no secret and no private place is written down."""

import re
from pathlib import Path

import pytest

from .sources import ROOT, relative, text_files

SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bxox[abp]-\w+"
    r"|\beyJ[\w-]{20,}\.[\w-]{20,}\."
)
REGISTRY = re.compile(r"--(extra-)?index-url|files\.pythonhosted|registry\.npmjs|--trusted-host")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|[Ll]orem ipsum|(?<!\w)/work/")
THIS_FILE = Path(__file__).resolve()


def offending(pattern: re.Pattern[str]) -> set[str]:
    return {
        f"{relative(path)}: {found[0]}"
        for path in text_files()
        if path != THIS_FILE and (found := pattern.search(path.read_text(errors="ignore")))
    }


def locked(name: str) -> dict[str, str]:
    """Give each requirement of a lock file with the block of lines it fills."""
    blocks = re.split(r"\n(?=[\w.-]+(?:\[[\w,]+\])?==)", "\n" + (ROOT / name).read_text())
    return {block.split("==")[0].split("[")[0].lower(): block for block in blocks if "==" in block}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_a_hash(name: str) -> None:
    blocks = locked(name)
    assert len(blocks) > 10
    assert [package for package, block in blocks.items() if "--hash=sha256:" not in block] == []


def asked(name: str) -> dict[str, str]:
    """Give what a requirements source asks for, with the reason given."""
    lines = [line for line in (ROOT / name).read_text().splitlines() if re.match(r"[A-Za-z]", line)]
    return {re.match(r"[\w.-]+", line)[0].lower(): line.partition("#")[2] for line in lines}  # type: ignore[index]


def test_every_runtime_dependency_says_why_it_is_there() -> None:
    assert [
        package for package, reason in asked("requirements.in").items() if not reason.strip()
    ] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_holds_everything_asked_for(name: str) -> None:
    assert set(asked(f"{name}.in")) <= set(locked(f"{name}.txt"))


def test_no_secret_is_written_in_a_file() -> None:
    assert offending(SECRET) == set()


def test_no_file_names_a_package_registry() -> None:
    assert offending(REGISTRY) == set()


def test_nothing_is_left_unfinished() -> None:
    assert offending(UNFINISHED) == set()
