"""Every address of the project, met by every kind of person."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from casework.access.levels import Level
from tests import people
from tests.access import matrix
from tests.guards.addresses import routes

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


def make_world() -> matrix.World:
    people.assigned(people.person("tercera"), Level.N6, centre=people.centre())
    return matrix.World({name: maker() for name, maker in MAKERS.items()})


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[matrix.World]:
    """One world for all principals, whose visits leave no trace in it; then none of it was.

    Making it costs more than being refused everywhere. So no test here may have a transaction of
    its own (`django_db`): that closes the connection, and this one with it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        people.login(Client(), made.staff["n6"])
        yield made
        transaction.set_rollback(True)
    connection.close()


def cookies_of(world: matrix.World, principal: str) -> Any:
    """What the browser of this principal carries."""
    client = Client()
    if principal == "half":
        people.first_factor(client, people.person("a-medias", factor=False))
    elif principal == "survivor":
        client.cookies[settings.SURVIVOR_COOKIE_NAME] = "a" * 32
    elif principal != "anonymous":
        people.login(client, world.staff[principal])
    return client.cookies


def visit(row: matrix.Row, world: matrix.World, cookies: Any) -> Any:
    """Send the request and undo whatever it did; give the answer.

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
def test_every_address_answers_as_the_matrix_says(world: matrix.World, principal: str) -> None:
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
