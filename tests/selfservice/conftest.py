"""Her phone, after ClaveUnica let somebody in with a RUN."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from casework.access.context import NOBODY, enter
from casework.identity.run import Run
from casework.survivors import door_actions
from casework.survivors.choices import Mode
from selfservice import sessions
from selfservice.door import door_of
from selfservice.tokens import Visitor
from tests.consent.conftest import (  # noqa: F401
    ana,
    as_principal,
    call_after_six,
    centres,
    editor,
    her,
    other_centre_worker,
    own_centre_worker,
    second_person,
    text,
)
from tests.survivors.conftest import NOW

HERS = Run.parse("44.444.444-4")
UNKNOWN = Run.parse("99.999.999-9")


def phone(run: Run) -> Client:
    """A browser that just came back from ClaveUnica with this RUN."""
    response = HttpResponse()
    visitor = Visitor(run, ("Ana María",), ("Soto", "Núñez"), timezone.now())
    sessions.begin(visitor, response, timezone.now(), door=door_of(run))
    client = Client()
    name = settings.SURVIVOR_COOKIE_NAME
    client.cookies[name] = response.cookies[name].value
    return client


@pytest.fixture(autouse=True)
def forget_tries(db: None) -> None:
    cache.clear()


@pytest.fixture
def key_in_hand(her, own_centre_worker) -> str:  # noqa: F811
    """Her key, handed over by the worker of her centre; then nobody is asking any more."""
    key = door_actions.hand_key(survivor=her, by=own_centre_worker, at=NOW)
    enter(NOBODY)
    return key


@pytest.fixture
def set_mode(her, own_centre_worker, as_principal) -> Callable[[Mode], None]:  # noqa: F811
    def change(mode: Mode) -> None:
        as_principal(own_centre_worker)
        door_actions.choose_mode(survivor=her, mode=mode, by=own_centre_worker, at=NOW)
        enter(NOBODY)

    return change


@pytest.fixture
def inside(key_in_hand: str) -> Client:
    """Her telephone, past her door."""
    from tests.selfservice.test_door import type_key

    client = phone(HERS)
    type_key(client, key_in_hand)
    return client
