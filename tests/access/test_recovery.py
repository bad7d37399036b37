"""Somebody lost her second factor, an editor for instance: another person lets her back in."""

import pytest
from django.test import Client
from django.utils import timezone

from casework.access import accounts, actions, recovery
from casework.access.context import acting
from casework.access.models import LiveSession
from casework.audit.models import AuditEvent
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db


def forgotten(admin: people.Person, someone: people.Person) -> None:
    with acting(admin.staff.context):
        actions.forget_factors(someone.operator, by=admin.staff.actor, at=timezone.now())


def renewed(admin: people.Person, someone: people.Person) -> None:
    with acting(admin.staff.context):
        actions.renew_password(someone.operator, by=admin.staff.actor, at=timezone.now())


def test_the_entrance_tells_an_editor_what_to_do(client: Client) -> None:
    editor = people.editor()
    shown = people.first_factor(client, editor).content.decode()
    assert "Perdí mi teléfono o mi llave" in shown
    assert "administradora del sistema" in shown


def test_an_editor_gets_back_in_by_an_administrators_act() -> None:
    editor, admin = people.editor(), people.administrator()
    inside, office, again = Client(), Client(), Client()
    people.login(inside, editor)
    with as_system():
        accounts.make_codes(editor.operator, at=timezone.now())
    people.login(office, admin)
    address = f"/gestion/operadores/{editor.id}/"
    assert "Perdió su segundo factor" in office.get(address).content.decode()
    office.post(f"{address}segundo-factor/")
    with as_system():
        assert not accounts.factors(editor.user)
        assert not accounts.codes_left(editor.user)
        assert not LiveSession.objects.filter(operator=editor.operator).exists()
        last = AuditEvent.objects.filter(verb="factor.removed").get()
    assert (last.actor_id, last.target_id) == (admin.id, str(editor.id))
    assert inside.get("/cms/").status_code == 302
    people.first_factor(again, editor)
    assert again.get("/cms/")["Location"].startswith("/gestion/cuenta/segundo-factor/")
    assert again.get(people.ENROL).status_code == 200


def test_nobody_takes_away_her_own() -> None:
    admin = people.administrator()
    with pytest.raises(actions.OwnAssignment):
        forgotten(admin, admin)


def test_one_administrator_alone_cannot_come_in_as_somebody_else() -> None:
    editor, first = people.editor(), people.administrator()
    second = people.administrator("sonia.segunda")
    renewed(first, editor)
    with pytest.raises(recovery.SamePerson):
        forgotten(first, editor)
    forgotten(second, editor)
    with pytest.raises(recovery.SamePerson):
        renewed(second, editor)
    renewed(first, editor)


def test_the_page_says_why_it_has_to_be_somebody_else() -> None:
    editor, admin = people.editor(), people.administrator()
    office = Client()
    people.login(office, admin)
    office.post(f"/gestion/operadores/{editor.id}/clave/")
    answer = office.post(f"/gestion/operadores/{editor.id}/segundo-factor/")
    assert answer.status_code == 403
    assert "otra persona" in answer.content.decode()
    with as_system():
        assert accounts.factors(editor.user)
