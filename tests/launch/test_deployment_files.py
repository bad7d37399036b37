"""The files in deploy/ name settings, commands and options that exist."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from casework.survivors.rules import SHORTEST_WINDOW
from config.launch.periodic import COMMANDS, OFTEN
from config.launch.server import GUNICORN

from .processes import ROOT

DEPLOY = ROOT / "deploy"
NAME = re.compile(r"^([A-Z][A-Z_]+)=", re.MULTILINE)


def test_every_setting_named_is_one_the_product_reads() -> None:
    sources = "".join(path.read_text() for path in (ROOT / "config/settings").glob("*.py"))
    named = set(NAME.findall((DEPLOY / "production.env").read_text()))
    assert len(named) > 10
    assert {name for name in named if f'"{name}"' not in sources} == set()


@pytest.mark.parametrize("pattern", ["siivbg-*.service", "compose.yaml"])
def test_unattended_work_is_the_same_everywhere(pattern: str) -> None:
    text = "".join(path.read_text() for path in DEPLOY.glob(pattern))
    found = re.findall(r"manage\.py (\w+)", text)
    assert set(COMMANDS) <= set(found)
    assert set(COMMANDS) <= set(get_commands())


def test_messages_are_looked_after_as_often_everywhere_and_within_the_shortest_hours() -> None:
    often = OFTEN["send_messages"]
    assert f"OnUnitActiveSec={often / 60:.0f}min" in (DEPLOY / "siivbg-messages.timer").read_text()
    compose = (DEPLOY / "compose.yaml").read_text()
    assert f"while sleep {often:.0f}; do python manage.py send_messages" in compose
    assert often * 3 < SHORTEST_WINDOW.total_seconds()


@pytest.mark.parametrize("name", ["siivbg.service", "Dockerfile"])
def test_the_server_starts_as_it_does_in_development(name: str) -> None:
    text = re.sub(r'[",]', "", (DEPLOY / name).read_text())
    for option in ("--no-control-socket", "gthread", "config.wsgi", "--log-level warning"):
        assert option in text
        assert option.split()[0] in GUNICORN
    assert "--preload" not in text


def test_systemd_understands_its_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd here")
    for unit in DEPLOY.glob("siivbg*"):
        text = unit.read_text().replace("/opt/siivbg/.venv/bin/python", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "siivbg" in line] == []
