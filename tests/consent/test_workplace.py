"""Consent texts in the editors' workplace: who writes, who approves, what nobody can do."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from consent.models import ConsentText
from consent.text_models import LEGAL_FIELDS, NOTICE_FIELDS, Stage
from tests import people
from tests.consent.conftest import draft
from tests.database import as_system

pytestmark = pytest.mark.django_db
HOME = "/cms/snippets/consent/consenttext/"
HARD = "Interoperabilidad institucional multidimensional imprescindiblemente administrativa."


def member(username: str, group: str) -> people.Person:
    someone = people.person(username, username.title(), "Prueba")
    with as_system():
        someone.user.groups.add(Group.objects.get(name=group))
    return someone


@pytest.fixture
def writer():
    return member("rita", "Redacción")


@pytest.fixture
def approver():
    return member("alba", "Aprobación")


@pytest.fixture
def desk_of():
    return lambda someone: people.login(Client(), someone)


def written(**values):
    """What the form sends."""
    words = dict.fromkeys(
        (*NOTICE_FIELDS, *LEGAL_FIELDS, "introduction", "statement"), "Tú decides. Es tu derecho."
    )
    question = {"purpose": "history", "recipient": "health", "question": "¿Estás de acuerdo?"}
    counts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 1, "MAX_NUM_FORMS": 1000}
    return {
        **words, "title": "Tus permisos", "code": "permisos", "language": "es", "required": "on",
        **{f"items-{name}": number for name, number in counts.items()},
        **{f"items-0-{name}": value for name, value in question.items()},
        "items-0-ORDER": 1, **values,
    }  # fmt: skip


def step(browser, text, name):
    return browser.post(f"{HOME}paso/{text.pk}/", {"step": name}, follow=True)


def test_an_editor_writes_and_a_second_person_puts_it_in_force(desk_of, writer, approver):
    desk_of(writer).post(f"{HOME}add/", written())
    text = ConsentText.objects.get(code="permisos")
    assert (text.author, text.stage, text.items.count()) == (writer.user, Stage.DRAFT, 1)
    step(desk_of(writer), text, "review")
    step(desk_of(approver), text, "approve")
    text.refresh_from_db()
    assert (text.stage, text.approved_by) == (Stage.APPROVED, approver.user)


def test_an_editor_has_no_way_to_approve(desk_of, writer):
    text = draft(writer.user, code="permisos")
    step(desk_of(writer), text, "review")
    assert step(desk_of(writer), text, "approve").status_code in {302, 403, 200}
    text.refresh_from_db()
    assert text.stage == Stage.REVIEW


def test_an_approver_does_not_approve_her_own(desk_of, approver):
    browser, text = desk_of(approver), draft(approver.user, code="permisos")
    page = step(browser, text, "review")
    assert 'value="approve"' not in page.content.decode()
    assert "nadie aprueba" in step(browser, text, "approve").content.decode()
    text.refresh_from_db()
    assert text.stage == Stage.REVIEW


def test_a_hard_text_is_saved_with_a_warning_and_not_approved(desk_of, writer, approver):
    answer = desk_of(writer).post(f"{HOME}add/", written(notice_rights=HARD), follow=True)
    assert "c) sus derechos" in answer.content.decode()
    text = ConsentText.objects.get(code="permisos")
    step(desk_of(writer), text, "review")
    assert "c) sus derechos" in step(desk_of(approver), text, "approve").content.decode()
    text.refresh_from_db()
    assert text.stage == Stage.REVIEW


@pytest.mark.parametrize(
    ("field", "words"),
    [("statement", "Renuncio a reclamar."), ("title", "Mujeres víctimas de violencia")],
)
def test_waivers_and_telling_titles_are_not_saved(desk_of, writer, field, words):
    """DP-11."""
    desk_of(writer).post(f"{HOME}add/", written(**{field: words}))
    assert not ConsentText.objects.filter(code="permisos").exists()


def test_a_text_past_writing_is_only_read(text, desk_of, writer):
    browser = desk_of(writer)
    read = f"{HOME}leer/{text.pk}/"
    assert browser.get(f"{HOME}edit/{text.pk}/")["Location"] == read
    assert browser.post(f"{HOME}edit/{text.pk}/", written())["Location"] == read
    assert text.title in browser.get(read).content.decode()


def test_a_new_version_begins_as_a_draft_of_whoever_begins_it(text, desk_of, writer):
    step(desk_of(writer), text, "version")
    following = ConsentText.objects.get(code=text.code, version=2)
    assert (following.stage, following.author) == (Stage.DRAFT, writer.user)
    assert following.items.count() == text.items.count()


def test_nothing_is_ever_deleted_not_even_by_a_superuser(text, desk_of, approver):
    with as_system():
        approver.user.is_superuser = True
        approver.user.save()
    browser = desk_of(approver)
    for one in (text, draft(approver.user, code="otro")):
        browser.post(f"{HOME}delete/{one.pk}/")
        browser.post(f"/cms/bulk/consent/consenttext/delete/?id={one.pk}", {"id": one.pk})
        assert ConsentText.objects.filter(pk=one.pk).exists()


def test_legibility_is_measured_while_writing(desk_of, writer):
    answer = desk_of(writer).post(f"{HOME}legibilidad/", {"statement": HARD, "introduction": "Sí."})
    assert answer.json()["statement"]["plain"] is False
    assert answer.json()["introduction"]["plain"] is True


def test_staff_who_do_not_edit_stay_outside(text, desk_of):
    browser = desk_of(people.own_centre_worker())
    for rest in ("", "add/", f"leer/{text.pk}/"):
        assert browser.get(HOME + rest).status_code == 403
    assert browser.post(f"{HOME}legibilidad/", {"a": "b"}).status_code == 403
