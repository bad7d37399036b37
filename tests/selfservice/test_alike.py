"""Nobody can tell from the work done whether a RUN is registered (design 4.3; safety.md 0.2).

Time is work: the same questions to the database and the same number of hashes, counted, not timed.
"""

import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.selfservice.conftest import HERS, UNKNOWN, phone

pytestmark = pytest.mark.django_db
WRONG = "9 1111 1111 anexo 111 1111"


@pytest.fixture
def hashes(monkeypatch) -> list[str]:
    """Every Argon2 computation, as it happens."""
    done: list[str] = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)

        def counted(self, *values, _real=real, _name=name):
            done.append(_name)
            return _real(self, *values)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    return done


def shape(statement: str) -> str:
    """A question without its values."""
    return re.sub(r"'[^']*'|\d+|NULL", "?", statement)[:120]


def work(run, hashes) -> tuple[list[str], int]:
    """The shapes of the questions asked, and the hashes made, from login to a wrong number."""
    hashes.clear()
    with CaptureQueriesContext(connection) as asked:
        client = phone(run)
        client.get("/mi-espacio/")
        client.post("/mi-espacio/numero/", {"number": WRONG})
        client.get("/mi-espacio/permisos/")
    return [shape(query["sql"]) for query in asked], len(hashes)


def test_a_registered_and_an_unknown_run_cost_the_same_work(key_in_hand, hashes):
    assert work(HERS, hashes) == work(UNKNOWN, hashes)


def test_each_try_makes_two_hashes_whoever_asks(key_in_hand, hashes):
    assert work(UNKNOWN, hashes)[1] == work(HERS, hashes)[1] == 2


def test_an_answer_of_her_own_space_is_never_kept_by_a_browser(key_in_hand):
    for run in (HERS, UNKNOWN):
        assert "no-store" in phone(run).get("/mi-espacio/")["Cache-Control"]
