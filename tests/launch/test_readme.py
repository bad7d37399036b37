"""README's table of settings names every setting the product reads, and none that it does not."""

import re

from .processes import ROOT

READ = re.compile(r'env\.(?:text|flag|whole|one_of|words|folder)\(\s*"([A-Z_]+)"')
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def read_by_the_settings() -> set[str]:
    sources = [*(ROOT / "config/settings").glob("*.py"), ROOT / "config/launch/stack.py"]
    return {name for path in sources for name in READ.findall(path.read_text())}


def test_every_setting_is_told_and_every_one_told_is_read() -> None:
    told = ROW.findall((ROOT / "README.md").read_text())
    assert len(told) == len(set(told)), "a setting is told twice"
    assert len(told) > 40
    assert set(told) == read_by_the_settings()


def test_every_command_that_is_told_exists() -> None:
    told = set(re.findall(r"manage\.py (\w+)", (ROOT / "README.md").read_text()))
    ours = {path.stem for path in ROOT.glob("*/management/commands/*.py")}
    assert "verify_audit" in told
    assert told - ours <= {"check", "collectstatic", "migrate", "publish_scheduled"}
