"""A registered woman, a text in force, and the people around them."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from casework.access.context import enter
from casework.access.principals import Staff
from casework.survivors.actions import Identity, register
from casework.survivors.models import Survivor
from consent.text_actions import approve, send_to_review
from consent.text_models import LEGAL_FIELDS, NOTICE_FIELDS, ConsentItem, ConsentText
from tests import people
from tests.consent import screens
from tests.database import as_system
from tests.survivors.conftest import (  # noqa: F401
    NOW,
    ana,
    as_principal,
    call_after_six,
    centres,
    other_centre_worker,
    own_centre_worker,
)


def draft(author: User, **values: object) -> ConsentText:
    """A draft with two questions."""
    words = dict.fromkeys((*NOTICE_FIELDS, *LEGAL_FIELDS), "Tú decides. Te lo decimos claro.")
    text = ConsentText(
        **{
            "code": "autorizaciones",
            "title": "Tus autorizaciones",
            "introduction": "Tú decides.",
            "statement": "Leí y entendí.",
            "author": author,
            **words,
            **values,
        }
    )
    text.items = [
        ConsentItem(purpose_id="history", recipient_id="network_centres", question="¿Otro centro?"),
        ConsentItem(purpose_id="coordinate", recipient_id="health", question="¿Salud?"),
    ]
    text.save()
    return text


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create(username="editora")


@pytest.fixture
def second_person(db: None) -> User:
    return User.objects.create(username="aprobadora")


@pytest.fixture
def text(editor: User, second_person: User) -> ConsentText:
    with as_system():
        made = draft(editor)
        send_to_review(text=made, by=editor, at=NOW)
        return approve(text=made, by=second_person, at=NOW)


@pytest.fixture
def her(centres, own_centre_worker, ana, call_after_six, as_principal) -> Survivor:  # noqa: F811
    as_principal(own_centre_worker)
    return register(
        identity=ana, contact=call_after_six, centre_id=centres[0].pk, by=own_centre_worker, at=NOW
    )


@pytest.fixture
def sixteen_today() -> date:
    return date(NOW.year - 16, NOW.month, NOW.day)


@pytest.fixture
def paula(db: None) -> people.Person:
    """A worker of the centre here, with an account."""
    return people.own_centre_worker("paula.propia")


@pytest.fixture
def olga(db: None) -> people.Person:
    """A worker of another centre."""
    return people.other_centre_worker("olga.otra")


@pytest.fixture
def desk(paula: people.Person) -> Client:
    """Paula's browser, inside. After each answer the test looks with Paula's eyes."""
    return people.login(screens.Desk(paula), paula)


@pytest.fixture
def desk_there(olga: people.Person) -> Client:
    """Olga's browser, inside."""
    return people.login(Client(), olga)


@pytest.fixture
def anas(paula: people.Person, ana: Identity) -> Survivor:  # noqa: F811
    """Ana's file, in Paula's centre."""
    return screens.registered(paula, ana)


@pytest.fixture
def as_paula(paula: people.Person) -> Staff:
    """Paula before the database, in this transaction."""
    staff = paula.staff
    enter(staff.context)
    return staff
