"""The copy and the site never take each other's database, and the copy never starts alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import database, env
from tests.practice.conftest import MEETING

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("practice", "name", "taken"),
    [(True, "siivbg_practica", True), (True, "siivbg", False), (False, "siivbg", True),
     (False, "siivbg_practica", False)],
)  # fmt: skip
def test_each_side_takes_only_its_own_database(
    practice: bool, name: str, taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PRACTICE", practice)
    if taken:
        assert database.named(name) == name
    else:
        with pytest.raises(env.SettingError):
            database.named(name)


def test_a_copy_that_does_not_know_its_site_does_not_start(tmp_path: Path) -> None:
    values = {"PATH": os.environ["PATH"], "SIIVBG_VAR": str(tmp_path / "practica"),
              "SIIVBG_PRACTICE": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}  # fmt: skip
    told = "import config.settings as s; print(s.PRACTICE, s.DATABASES['default']['NAME'])"

    def start(**more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", told], cwd=ROOT, env={**values, **more}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip

    alone = start(PRACTICE_ORIGIN=MEETING["PRACTICE_ORIGIN"])
    assert alone.returncode == 2
    assert start(**MEETING).stdout.split() == ["True", "siivbg_practica"]
