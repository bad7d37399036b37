"""Every address of the project, met by every kind of person."""

import copy
import time

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from casework.access import gates
from casework.access.levels import Level
from casework.access.models import LiveSession
from casework.audit.models import AuditEvent
from tests import people
from tests.access import matrix
from tests.database import as_system
from tests.guards.addresses import routes

pytestmark = pytest.mark.django_db

MAKERS = {
    "n1": people.authority,
    "n2": people.administrator,
    "n3": people.territorial_manager,
    "n4": people.agency_manager,
    "n5": people.head_of_centre,
    "n5_other": people.head_of_other_centre,
    "n6": people.own_centre_worker,
    "n6_other": people.other_centre_worker,
    "editor": people.editor,
    "closed": people.stranger,
}


def make_world():
    people.assigned(people.person("tercera"), Level.N6, centre=people.centre())
    return matrix.World({name: maker() for name, maker in MAKERS.items()})


def cookies_of(world, principal):
    """What the browser of this principal carries."""
    client = Client()
    if principal == "half":
        people.first_factor(client, people.person("a-medias", factor=False))
    elif principal == "survivor":
        client.cookies[settings.SURVIVOR_COOKIE_NAME] = "a" * 32
    elif principal != "anonymous":
        people.login(client, world.staff[principal])
    return client.cookies


def visit(row, world, cookies):
    """Send the request and undo whatever it did; give the status.

    What the row meets is made before, once, and outlives the visit.
    """
    client = Client(raise_request_exception=False)
    client.cookies = copy.deepcopy(cookies)
    url = reverse(row.name, args=world.once(row.make, lambda: row.make(world)))
    with transaction.atomic():
        answer = getattr(client, row.method)(url, row.data)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("principal", matrix.PRINCIPALS)
def test_every_address_answers_as_the_matrix_says(principal):
    world = make_world()
    if principal != "n6":
        people.login(Client(), world.staff["n6"])
    cookies = cookies_of(world, principal)
    wrong = {}
    for row in matrix.ROWS:
        got = visit(row, world, cookies).status_code
        if got != row.expected[principal]:
            wrong[row.name] = f"{got}, not {row.expected[principal]}"
    assert wrong == {}


def test_no_address_is_without_a_row():
    known = {row.name for row in matrix.ROWS}
    missing = {r.name or r.pattern for r in routes() if not r.pattern.startswith("cms/")} - known
    assert sorted(missing) == [], "Give each a line in tests/access/matrix.py"


def test_no_row_is_without_an_address():
    assert {row.name for row in matrix.ROWS} <= {route.name for route in routes()}


def staff_routes():
    return [r for r in routes() if r.pattern.startswith(("gestion/", "cms/"))]


DOORS = {"/gestion/entrar/", "/gestion/salir/", "/cms/login/", "/cms/logout/",
         "/gestion/cuenta/segundo-factor/agregar/"}  # fmt: skip


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


def test_a_page_without_a_gate_is_closed_to_everybody(client, monkeypatch):
    people.login(client, people.administrator())
    assert client.get("/gestion/operadores/").status_code == 200
    monkeypatch.setattr(gates, "gate_of", lambda view: "")
    answer = client.get("/gestion/operadores/")
    assert answer.status_code == 403


def test_not_yours_is_answered_like_not_there():
    world = make_world()
    people.login(client := Client(), world.staff["n6"])
    people.login(Client(), world.staff["n5"])
    theirs = client.post(f"/gestion/cuenta/sesiones/{world.session_of('n5').pk}/terminar/")
    nowhere = client.post(f"/gestion/cuenta/sesiones/{matrix.NOBODY_KNOWS}/terminar/")
    assert theirs.status_code == nowhere.status_code == 404
    assert theirs.content == nowhere.content
    assert LiveSession.objects.filter(operator=world.staff["n5"].operator).exists()


def test_refusals_of_both_kinds_are_written_with_the_reason(client):
    worker = people.own_centre_worker()
    people.login(client, worker)
    refused = client.get("/gestion/operadores/")
    assert "N6" in refused.content.decode()
    client.get(f"/gestion/accesos/{matrix.NOBODY_KNOWS}/")
    with as_system():
        found = AuditEvent.objects.filter(verb="access.denied", actor_id=worker.id).order_by("at")
        details = [(event.target_id, event.detail) for event in found]
    assert details == [
        ("staff:operators", {"status": 403, "why": "right", "thing": ""}),
        ("staff:grant", {"status": 404, "why": "not-there", "thing": str(matrix.NOBODY_KNOWS)}),
    ]
