"""ClaveUnica as the first factor of staff: the second is still owed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.middleware import SessionMiddleware
from django.test import Client, RequestFactory
from django.utils import timezone

from casework.access import state_login
from casework.access.models import Operator
from casework.audit.models import AuditEvent
from casework.identity.lookup import run_digest
from casework.identity.run import Run
from casework.interop.claveunica.identity import Identity
from casework.interop.claveunica.registry import handler_for
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db
HERS, UNKNOWN = Run(44444444), Run(55555555)


def with_run(someone):
    with as_system():
        Operator.objects.filter(pk=someone.id).update(run_digest=run_digest(HERS))
    return someone


def comes_back(run):
    """The provider vouched for this RUN at the staff door; give the browser and the answer."""
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/claveunica/retorno/")
    SessionMiddleware(lambda _: None).process_request(request)
    request.user, request.principal = AnonymousUser(), None
    identity = Identity(run, ("Ana",), ("Propia",), timezone.now(), "staff")
    answer = handler_for("staff")(request, identity)
    request.session.save()
    client = Client()
    client.cookies["gestion"] = request.session.session_key
    return client, answer


def test_a_known_run_goes_on_to_the_second_factor_and_only_there():
    with_run(people.own_centre_worker())
    client, answer = comes_back(HERS)
    assert answer["Location"] == "/gestion/entrar/"
    assert client.get("/gestion/").status_code == 302
    page = client.get("/gestion/entrar/")
    assert page.context["wizard"]["steps"].current == "token"
    assert client.get("/gestion/").status_code == 302
    people.second_factor(client, people.code())
    assert client.get("/gestion/").status_code == 200


def test_a_known_run_without_second_factor_must_make_one():
    with_run(people.person("nueva", factor=False))
    client, _ = comes_back(HERS)
    answer = client.get("/gestion/entrar/")
    assert answer["Location"] == "/gestion/cuenta/segundo-factor/agregar/"
    assert client.get("/gestion/")["Location"] == "/gestion/cuenta/segundo-factor/agregar/"


def test_the_first_factor_counts_once_and_for_five_minutes():
    with_run(people.own_centre_worker())
    client, _ = comes_back(HERS)
    client.get("/gestion/entrar/")
    assert client.get("/gestion/entrar/").context["wizard"]["steps"].current == "auth"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        late, _ = comes_back(HERS)
        clock.shift(timedelta(minutes=6))
        assert late.get("/gestion/entrar/").context["wizard"]["steps"].current == "auth"


def test_an_unknown_run_learns_nothing_and_is_offered_another_way():
    with_run(people.own_centre_worker())
    client, answer = comes_back(UNKNOWN)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "/claveunica/salir/" in page
    assert "/gestion/entrar/" in page
    assert UNKNOWN.plain not in page
    assert str(UNKNOWN) not in page
    assert client.get("/gestion/").status_code == 302


def test_somebody_who_left_is_unknown():
    someone = with_run(people.own_centre_worker())
    with as_system():
        Operator.objects.filter(pk=someone.id).update(active=False, ended_at=timezone.now())
    assert comes_back(HERS)[1].status_code == 403


def test_no_log_line_holds_the_run():
    comes_back(UNKNOWN)
    with as_system():
        kept = str(list(AuditEvent.objects.values()))
    assert "sign.in_failed" in kept
    assert str(UNKNOWN.number) not in kept


def test_leaving_after_it_also_leaves_the_provider():
    with_run(people.own_centre_worker())
    client, _ = comes_back(HERS)
    client.get("/gestion/entrar/")
    people.second_factor(client, people.code())
    assert client.post("/gestion/salir/")["Location"] == "/claveunica/cerrando/"


def test_the_door_is_registered_at_start_up():
    assert handler_for("staff") is state_login.take
