"""Fixtures of the launch tests: folders of their own, starts that are always ended."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .processes import Start


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder outside pytest's own, which is closed to the account the database runs as."""
    with tempfile.TemporaryDirectory(prefix="siivbg-launch-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def var(folder: Path) -> Path:
    """One data folder for the tests of a module: the first start in it is the only slow one."""
    return folder / "var"


@pytest.fixture
def start(var: Path) -> Iterator[Callable[..., Start]]:
    """Begin starts; whatever still runs at the end of the test is ended."""
    begun: list[Start] = []

    def begin(port: int = 0, **settings: str) -> Start:
        begun.append(Start(var, port, **settings))
        return begun[-1]

    yield begin
    for each in begun:
        each.clean_up()
