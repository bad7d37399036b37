"""The staff's doors: nothing is open with one factor, without a gate, or without a reason."""

import copy
import time

import pytest
from django.test import Client

from casework.access import gates
from casework.access.models import LiveSession
from casework.audit.models import AuditEvent
from tests import people
from tests.access.matrix import NOBODY_KNOWS
from tests.database import as_system
from tests.guards.addresses import routes

pytestmark = pytest.mark.django_db


def staff_routes():
    return [r for r in routes() if r.pattern.startswith(("gestion/", "cms/"))]


# What the training copy sends back comes with its own signature: nobody's session is believed for
# it, and whoever has none is only asked to come in and send it again.
RESULT = "/gestion/practica/resultado/"
DOORS = {"/gestion/entrar/", "/gestion/salir/", "/cms/login/", "/cms/logout/",
         "/gestion/cuenta/segundo-factor/agregar/", RESULT}  # fmt: skip


def test_the_door_of_results_shows_a_stranger_only_what_the_stranger_sent(client):
    people.editor()
    assert client.get(RESULT).headers["Location"] == "/gestion/practica/"
    answer = client.post(RESULT, {"resultado": "<b>inventado"})
    assert answer.status_code == 401
    assert "&lt;b&gt;inventado" in answer.content.decode()
    assert not answer.context["request"].user.is_authenticated
    with as_system():
        assert not LiveSession.objects.exists()


@pytest.mark.parametrize("standing", ["anonymous", "password", "enrolling", "forged"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_with_one_factor_no_staff_or_editing_page_can_be_reached(standing, method):
    client = Client(raise_request_exception=False)
    worker = people.editor()
    if standing == "password":
        people.first_factor(client, worker)
    elif standing == "enrolling":
        people.first_factor(client, people.person("nueva", factor=False))
    elif standing == "forged":
        client.force_login(worker.user)
        session = client.session
        session["door_half_since"] = time.time() + 10_000
        session.save()
    cookies = client.cookies
    reached = []
    for route in staff_routes():
        if route.example in DOORS:
            continue
        client.cookies = copy.deepcopy(cookies)
        answer = getattr(client, method)(route.example)
        way = answer.get("Location", "")
        if answer.status_code != 302 or not way.startswith(
            ("/gestion/entrar/", "/gestion/cuenta/segundo-factor/agregar/")
        ):
            reached.append((route.example, answer.status_code, way))
    assert len(staff_routes()) > 100
    assert reached == []


def test_staff_who_do_not_edit_reach_no_editing_page(client):
    people.login(client, people.own_centre_worker())
    reached = [
        (route.example, status)
        for route in staff_routes()
        if route.pattern.startswith("cms/") and route.example not in DOORS
        if (status := client.get(route.example).status_code) != 403
    ]
    assert reached == []


def test_every_staff_page_carries_a_gate():
    from django.urls import resolve

    without = [
        route.example
        for route in staff_routes()
        if route.pattern.startswith("gestion/") and not gates.gate_of(resolve(route.example).func)
    ]
    assert without == []


@pytest.mark.parametrize("address", ["/gestion/no-existe/", "/gestion/sobrevivientes/hoy/"])
def test_an_address_that_does_not_exist_is_not_there(client, address):
    people.login(client, people.own_centre_worker())
    answer = client.get(address)
    assert answer.status_code == 404
    assert "regla" not in answer.content.decode()


def test_a_page_without_a_gate_is_closed_to_everybody(client, monkeypatch):
    people.login(client, people.administrator())
    assert client.get("/gestion/operadores/").status_code == 200
    monkeypatch.setattr(gates, "gate_of", lambda view: "")
    answer = client.get("/gestion/operadores/")
    assert answer.status_code == 403


def test_not_yours_is_answered_like_not_there():
    worker, head = people.own_centre_worker(), people.head_of_centre()
    people.login(client := Client(), worker)
    people.login(Client(), head)
    hers = LiveSession.objects.get(operator=head.operator)
    theirs = client.post(f"/gestion/cuenta/sesiones/{hers.pk}/terminar/")
    nowhere = client.post(f"/gestion/cuenta/sesiones/{NOBODY_KNOWS}/terminar/")
    assert theirs.status_code == nowhere.status_code == 404
    assert theirs.content == nowhere.content
    assert LiveSession.objects.filter(pk=hers.pk).exists()


def test_refusals_of_both_kinds_are_written_with_the_reason(client):
    worker = people.own_centre_worker()
    people.login(client, worker)
    refused = client.get("/gestion/operadores/")
    assert "N6" in refused.content.decode()
    client.get(f"/gestion/accesos/{NOBODY_KNOWS}/")
    with as_system():
        found = AuditEvent.objects.filter(verb="access.denied", actor_id=worker.id).order_by("at")
        details = [(event.target_id, event.detail) for event in found]
    assert details == [
        ("staff:operators", {"status": 403, "why": "right", "thing": ""}),
        ("staff:grant", {"status": 404, "why": "not-there", "thing": str(NOBODY_KNOWS)}),
    ]
