"""A registered woman, a text in force, and the people around them."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from casework.survivors.actions import register
from casework.survivors.models import Survivor
from consent.text_actions import approve, send_to_review
from consent.text_models import LEGAL_FIELDS, NOTICE_FIELDS, ConsentItem, ConsentText
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
    words = {name: f"Texto de {name}." for name in (*NOTICE_FIELDS, *LEGAL_FIELDS)}
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
