"""The simulator lets anybody be anybody, so production refuses it three times over."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from casework.interop.checks import check_provider
from casework.interop.simulator import urls as simulator_urls
from casework.interop.simulator.guard import check_simulator

ROOT = Path(__file__).resolve().parents[2]


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings and the addresses in a process of its own."""
    command = (
        "import django; django.setup(); from django.urls import resolve;"
        "print(resolve('/simulador/claveunica/openid/jwks').view_name)"
    )
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={
            **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "SIIVBG_ENV": "production",
            "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "siivbg.example", **environment,
        },
    )  # fmt: skip


def test_production_does_not_start_with_the_simulator() -> None:
    done = start(SIMULATORS="1")
    assert done.returncode == 2
    assert done.stderr.startswith("SIMULATORS: cannot be on in production.")
    assert "Traceback" not in done.stderr


def test_production_has_no_simulator_address() -> None:
    done = start()
    assert "simulator" not in done.stdout


@pytest.mark.parametrize(
    ("production", "simulators"), [(True, True), (True, False), (False, False)]
)
def test_the_simulators_addresses_cannot_be_imported(
    settings: Any, production: bool, simulators: bool
) -> None:
    settings.PRODUCTION, settings.SIMULATORS = production, simulators
    with pytest.raises(ImproperlyConfigured):
        importlib.reload(simulator_urls)


def test_the_check_names_the_remedy(settings: Any) -> None:
    assert check_simulator() == []
    settings.PRODUCTION = settings.SIMULATORS = True
    (found,) = check_simulator()
    assert (found.id, bool(found.hint)) == ("interop.E001", True)


def test_production_wants_credentials_and_https(settings: Any) -> None:
    assert check_provider() == []
    settings.PRODUCTION = True
    settings.CLAVE_UNICA = {**settings.CLAVE_UNICA, "client_secret": ""}
    assert [found.id for found in check_provider()] == ["interop.E002", "interop.E003"]
