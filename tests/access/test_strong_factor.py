"""A level that asks for a security key stays closed without one, and says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from two_factor.plugins.webauthn.models import WebauthnDevice

from casework.access import accounts
from casework.access.checks import strong_factor_levels_exist
from casework.access.levels import Right
from tests import people
from tests.database import as_system

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Este nivel exige una llave de seguridad"


@pytest.fixture
def admin(db, settings):
    settings.STRONG_FACTOR_LEVELS = frozenset({"N2"})
    return people.administrator()


def key_of(someone, **more):
    with as_system():
        return WebauthnDevice.objects.create(
            user=someone.user, name="llave", public_key="p" * 60, key_handle="k" * 40,
            sign_count=0, confirmed=True, **more,
        )  # fmt: skip


def test_without_a_security_key_an_administrator_may_do_nothing(admin):
    assert admin.staff.assignments == ()
    client = people.come_in(Client(), admin)
    refused = client.get("/gestion/operadores/")
    assert refused.status_code == 403
    home = client.get("/gestion/").content.decode()
    assert WORDS in home
    assert "/gestion/cuenta/segundo-factor/" in home


def test_she_can_still_reach_the_page_where_a_key_is_added(admin):
    client = people.come_in(Client(), admin)
    assert client.get("/gestion/cuenta/segundo-factor/").status_code == 200
    assert client.get("/gestion/cuenta/segundo-factor/agregar/").status_code == 200


def test_with_a_registered_key_the_level_opens(admin):
    key_of(admin)
    assert admin.staff.may(Right.MANAGE_OPERATORS)
    client = people.come_in(Client(), admin)
    assert client.get("/gestion/operadores/").status_code == 200
    assert WORDS not in client.get("/gestion/").content.decode()


def test_somebody_elses_key_or_an_unconfirmed_one_opens_nothing(admin):
    key_of(people.own_centre_worker())
    unconfirmed = key_of(admin)
    with as_system():
        WebauthnDevice.objects.filter(pk=unconfirmed.pk).update(confirmed=False)
    assert admin.staff.assignments == ()


def test_removing_the_key_closes_the_level_at_once(admin):
    device = key_of(admin)
    client = people.come_in(Client(), admin)
    assert client.get("/gestion/operadores/").status_code == 200
    with as_system():
        accounts.remove_factor(admin.operator, device, at=timezone.now())
    assert client.get("/gestion/operadores/").status_code == 403


def test_levels_that_are_not_named_need_no_key(admin):
    assert people.own_centre_worker().staff.may(Right.OPEN_CASES)


@pytest.mark.django_db
def test_by_default_a_test_or_a_demonstration_asks_for_none(settings):
    assert not settings.STRONG_FACTOR_LEVELS
    assert people.administrator().staff.may(Right.MANAGE_OPERATORS)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [("production", None, "N2"), ("production", "N1,N2", "N1 N2"), ("development", None, "")],
)
def test_production_asks_administrators_for_a_key(tmp_path, kind, given, expected):
    environment = {
        **{name: value for name, value in os.environ.items() if name != "STRONG_FACTOR_LEVELS"},
        "SIIVBG_ENV": kind, "SIIVBG_VAR": str(tmp_path), "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "example.cl",
    }  # fmt: skip
    environment |= {"STRONG_FACTOR_LEVELS": given} if given else {}
    program = "from config.settings.doors import STRONG_FACTOR_LEVELS as s; print(*sorted(s))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.strip(), done.stderr) == (expected, "")


def test_a_level_that_is_none_is_pointed_out(settings):
    assert strong_factor_levels_exist() == []
    settings.STRONG_FACTOR_LEVELS = frozenset({"N2", "N7"})
    assert "N7" in strong_factor_levels_exist()[0].msg
