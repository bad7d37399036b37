"""What the door asks of the database at every click, and that it asks enough."""

from datetime import date

import pytest
from django.contrib.auth import HASH_SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.access.certificate_models import LevelRequirement
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db
MOST = 5  # session, live session with account and grants, device, assignments, context


def statements(client, path):
    """Give the statements of one click, without those of the test's own transactions."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    told = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    return told[:-1] if "anonymous" in told[-1] else told


@pytest.mark.parametrize("stand_in", [True, False])
def test_the_door_costs_five_statements_also_when_certificates_count(settings, stand_in):
    settings.COMPETENCE_STAND_IN = stand_in
    worker = people.own_centre_worker()
    with as_system():
        LevelRequirement.objects.create(level="N6", needed=False, valid_from=date(2024, 1, 1))
    client = people.come_in(Client(), worker)
    before_the_page = next(
        number for number, sql in enumerate(statements(client, "/gestion/")) if "set_config" in sql
    )
    assert before_the_page + 1 <= MOST


def test_a_worker_whose_password_was_changed_elsewhere_is_out():
    worker = people.own_centre_worker()
    client = people.come_in(Client(), worker)
    worker.user.set_password("otra frase, cambiada en otro lugar")
    worker.user.save()
    assert client.get("/gestion/").status_code == 302


def test_a_session_with_a_forged_password_mark_is_out():
    client = people.come_in(Client(), people.own_centre_worker())
    session = client.session
    session[HASH_SESSION_KEY] = "x" * 64
    session.save()
    assert client.get("/gestion/").status_code == 302


def test_a_worker_whose_account_was_disabled_is_out():
    worker = people.own_centre_worker()
    client = people.come_in(Client(), worker)
    worker.user.is_active = False
    worker.user.save()
    assert client.get("/gestion/").status_code == 302
