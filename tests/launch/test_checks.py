"""Each numbered check fires when its rule is broken, and a sound production fires none."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from casework.sharing import gate
from config import checks
from config.launch import text_libraries

from .processes import INHERITED, ROOT


def fired(check: checks.Check) -> set[str]:
    """Run one check; every message must carry its remedy."""
    found = check(app_configs=None)
    assert all(message.hint for message in found)
    return {str(message.id) for message in found}


@pytest.fixture
def production(settings: Any, tmp_path: Path) -> Any:
    settings.PRODUCTION = True
    settings.SIMULATORS = settings.DEBUG = False
    settings.EXIT_TARGET = settings.PUBLIC_ORIGIN = "https://siivbg.example.cl"
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path / "static", tmp_path / "media"
    for name in checks.PRIVATE_FOLDERS:
        folder = tmp_path / name.lower()
        folder.mkdir(mode=0o700)
        setattr(settings, name, folder)
    return settings


@pytest.mark.parametrize(
    ("name", "value", "check", "number"),
    [
        ("SIMULATORS", True, checks.simulators, "siivbg.E001"),
        ("DEBUG", True, checks.debugging, "siivbg.E002"),
        ("CLAMD_ADDRESS", "", checks.antivirus, "siivbg.E005"),
        ("EXIT_TARGET", "http://www.gob.cl/", checks.exit_target, "siivbg.E009"),
        ("EXIT_TARGET", "javascript:alert(1)", checks.exit_target, "siivbg.E009"),
        ("PUBLIC_ORIGIN", "http://127.0.0.1:8000", checks.public_origin, "siivbg.E012"),
        ("DATABASE_URL", "", checks.own_database, "siivbg.E014"),
    ],
)
def test_a_setting_unfit_for_production_fires_its_check(
    production: Any, name: str, value: object, check: checks.Check, number: str
) -> None:
    production.ANTIVIRUS_REQUIRED, production.CLAMD_ADDRESS = True, "unix:/run/clamd"
    production.DATABASE_URL = "postgresql://db/siivbg"
    assert fired(check) == set()
    setattr(production, name, value)
    assert fired(check) == {number}


def test_the_simulators_are_welcome_in_development(settings: Any) -> None:
    settings.PRODUCTION, settings.SIMULATORS = False, True
    assert fired(checks.simulators) == set()


@pytest.mark.parametrize("name", checks.PRIVATE_FOLDERS)
@pytest.mark.parametrize("root", ["STATIC_ROOT", "MEDIA_ROOT"])
def test_a_private_folder_inside_a_published_one_fires(
    production: Any, name: str, root: str
) -> None:
    assert fired(checks.private_folders) == set()
    setattr(production, name, getattr(production, root) / "deep" / "inside")
    assert fired(checks.private_folders) == {"siivbg.E003"}


@pytest.mark.parametrize("mode", [0o755, 0o704, 0o720])
def test_a_private_folder_open_to_others_fires(production: Any, mode: int) -> None:
    production.KEY_DIR.chmod(mode)
    assert fired(checks.private_folders) == {"siivbg.E004"}


def test_missing_credentials_of_the_state_login_fire(settings: Any) -> None:
    settings.CLAVE_UNICA = {**settings.CLAVE_UNICA, "client_id": "a", "client_secret": "b"}
    assert fired(checks.state_login) == set()
    settings.CLAVE_UNICA = {**settings.CLAVE_UNICA, "client_secret": ""}
    assert fired(checks.state_login) == {"siivbg.E013"}


@pytest.mark.django_db
def test_the_application_role_passes_the_check() -> None:
    assert fired(checks.database_role) == set()


@pytest.mark.django_db
def test_roles_that_are_too_strong_fire() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET ROLE siivbg_owner")
        assert fired(checks.database_role) == {"siivbg.E011"}
        cursor.execute("SET ROLE NONE")
        assert "siivbg.E006" in fired(checks.database_role)


@pytest.mark.django_db
def test_writes_that_a_power_cut_would_lose_fire() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    assert fired(checks.database_role) == {"siivbg.E007"}


def test_a_database_out_of_reach_fires(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **more: Any) -> None:
        raise checks.DatabaseError

    monkeypatch.setattr(checks.connection, "cursor", refuse)
    assert fired(checks.database_role) == {"siivbg.E010"}


def test_no_sharing_rule_fires(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_rules", {"a rule": object()})
    assert fired(checks.sharing_rule) == set()
    monkeypatch.setattr(gate, "_rules", {})
    assert fired(checks.sharing_rule) == {"siivbg.E008"}


def test_missing_text_libraries_are_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_libraries, "missing", lambda: [])
    monkeypatch.setattr(text_libraries, "slow", lambda: False)
    assert fired(checks.text_drawing) == set()
    monkeypatch.setattr(text_libraries, "slow", lambda: True)
    assert fired(checks.text_drawing) == {"siivbg.W002"}
    monkeypatch.setattr(text_libraries, "missing", lambda: ["libpangoft2-1.0-0"])
    assert fired(checks.text_drawing) == {"siivbg.W001"}


@pytest.fixture
def deployment() -> Iterator[dict[str, str]]:
    """The environment of a sound production, on the server under test."""
    default = connection.settings_dict
    with tempfile.TemporaryDirectory(prefix="siivbg-production-") as var:
        for name in ("keys", "private", "anchors", "seal"):
            (Path(var) / name).mkdir(mode=0o700)
        kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
        yield {
            **kept,
            "SIIVBG_ENV": "production",
            "SIIVBG_VAR": var,
            "SECRET_KEY": "k7" * 20 + "Zq9-_xB3" * 4,
            "ALLOWED_HOSTS": "siivbg.example.cl",
            "PUBLIC_ORIGIN": "https://siivbg.example.cl",
            "DATABASE_URL": (
                f"postgresql://siivbg_app@/{default['NAME']}"
                f"?host={default['HOST']}&port={default['PORT']}"
            ),
            "CLAMD_ADDRESS": "unix:/run/clamav/clamd.ctl",
            "CLAVE_UNICA_CLIENT_ID": "institution",
            "CLAVE_UNICA_CLIENT_SECRET": "not-a-real-one",
        }


def deploy_check(values: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=values, capture_output=True, text=True, check=False,
    )  # fmt: skip


def numbers(done: subprocess.CompletedProcess[str]) -> set[str]:
    return set(re.findall(r"\((\w+\.[EW]\d+)\)", done.stderr))


@pytest.mark.slow
@pytest.mark.django_db
def test_a_sound_production_fires_nothing(deployment: dict[str, str]) -> None:
    done = deploy_check(deployment)
    assert "System check identified no issues" in done.stdout + done.stderr, done.stderr
    assert done.returncode == 0


@pytest.mark.slow
@pytest.mark.django_db
def test_an_unsound_production_fires_by_number(deployment: dict[str, str]) -> None:
    """The same command on the same machine, with three things wrong."""
    unsound = deployment | {"CLAMD_ADDRESS": "", "EXIT_TARGET": "http://www.gob.cl/"}
    done = deploy_check(unsound | {"DEBUG": "1"})
    assert done.returncode != 0
    assert numbers(done) == {"siivbg.E002", "siivbg.E005", "siivbg.E009", "security.W018"}
