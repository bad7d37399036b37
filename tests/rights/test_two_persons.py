"""What steers answers is changed by two persons: at the door, in the action, in the database."""

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.territory.validity import chilean_day
from complaints.amending import actions, kinds, queries
from complaints.amending.comparing import beside
from complaints.amending.models import Amendment
from complaints.amending.sql import STEERING
from complaints.amending.states import State
from complaints.models import (
    AnswerTemplate,
    DiscrepancyCause,
    LegalGround,
    OirsTerm,
    OpinionQuestion,
)
from complaints.oirs.choices import Kind
from complaints.satisfaction.question_models import questions_on
from tests import people
from tests.database import as_system
from tests.oirs.hands import from_site, row
from tests.portal.editors import number_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def member(username, group):
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


def term(kind=Kind.CLAIM):
    return OirsTerm.objects.get(kind=kind)


def drafted(who, row=None, **values):
    """A draft of somebody: a claim's time in twenty days, unless something else is said."""
    row = row or term()
    for name, value in (values or {"working_days": 20}).items():
        setattr(row, name, value)
    with acting(who.staff.context):
        return actions.begin(row=row, reason="Lo pide el servicio.", by=who.user, at=NOW)


def sent(who, row=None, **values):
    change = drafted(who, row, **values)
    with acting(who.staff.context):
        return actions.send(change=change, by=who.user, at=NOW)


def done(step, change, who, **more):
    with acting(who.staff.context):
        return step(change=change, by=who.user, at=NOW, **more)


def test_every_kind_that_steers_is_guarded_in_its_table():
    assert {model._meta.db_table for model in kinds.kinds().values()} == set(STEERING)


ROWS = {
    "ground": lambda: (LegalGround.objects.get(code="retencion"), {"explanation": "Otra."}),
    "text": lambda: (AnswerTemplate.objects.filter(right="").first(), {"body": "Otra."}),
    "term": lambda: (term(), {"working_days": 20}),
    "question": lambda: (OpinionQuestion.objects.filter(language="es").first(), {"words": "¿Sí?"}),
    "cause": lambda: (DiscrepancyCause.objects.get(code="otra"), {"name": "Otras"}),
    "new": lambda: (OirsTerm(kind=Kind.CLAIM, working_days=5), {"valid_from": chilean_day(NOW)}),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_is_in_force_is_used_until_another_person_approves(name, writer, approver):
    was, values = ROWS[name]()
    kind, before = type(was), kinds.content_of(was)
    change = sent(writer, was, **values)
    if not was._state.adding:
        assert kinds.content_of(kind.objects.get(pk=was.pk)) == before
    now = done(actions.approve, change, approver)
    expected = {**before, **change.content}
    assert kinds.content_of(kind.objects.get(pk=now.pk)) == expected != before
    change.refresh_from_db()
    assert (change.state, change.decided_by) == (State.IN_FORCE, approver.user)


def test_nobody_approves_or_refuses_her_own_not_even_a_superuser(writer, approver):
    with as_system():
        approver.user.is_superuser = True
        approver.user.save()
    change = sent(approver)
    assert change not in queries.waiting_for(approver.user)
    with pytest.raises(actions.ChangeRefused, match="nadie aprueba"):
        done(actions.approve, change, approver)
    with pytest.raises(actions.ChangeRefused, match="nadie aprueba"):
        done(actions.refuse, change, approver, why="No.")
    browser = people.login(Client(), approver)
    offered = browser.get(reverse("complaints_change", args=[change.pk])).content.decode()
    assert 'value="retirar"' in offered and 'value="aprobar"' not in offered
    browser.post(reverse("complaints_change_move", args=[change.pk]), {"paso": "aprobar"})
    assert term().working_days == 10


@pytest.mark.parametrize(
    "written",
    [
        lambda change: Amendment.objects.filter(pk=change.pk).update(
            state="in_force", decided_by=change.author, decided_at=NOW
        ),
        lambda change: OirsTerm.objects.filter(kind=Kind.CLAIM).update(working_days=30),
        lambda change: OirsTerm.objects.create(kind=Kind.CLAIM, working_days=30),
        lambda change: OirsTerm.objects.filter(kind=Kind.CLAIM).delete(),
        lambda change: LegalGround.objects.filter(code="retencion").update(label="Otro"),
        lambda change: AnswerTemplate.objects.update(body="Otro"),
        lambda change: OpinionQuestion.objects.update(words="Otra"),
        lambda change: DiscrepancyCause.objects.filter(code="otra").update(name="Otras"),
        lambda change: DiscrepancyCause.objects.create(code="nueva", name="Nueva"),
        lambda change: Amendment.objects.filter(pk=change.pk).update(content={}),
        lambda change: Amendment.objects.filter(pk=change.pk).update(state="draft"),
        lambda change: Amendment.objects.filter(pk=change.pk).update(author=None),
        lambda change: Amendment.objects.filter(pk=change.pk).delete(),
    ],
)
def test_the_database_refuses_what_two_persons_did_not_do(written, writer):
    change = sent(writer)
    with acting(writer.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        written(change)


def test_the_database_refuses_a_name_that_is_not_of_who_is_in(writer, approver):
    change = sent(writer)
    with acting(writer.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        actions.approve(change=change, by=approver.user, at=NOW)


def test_the_database_refuses_other_words_than_those_approved(writer, approver):
    change = sent(writer)
    with acting(approver.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        actions.approve(change=change, by=approver.user, at=NOW)
        OirsTerm.objects.filter(kind=Kind.CLAIM).update(working_days=21)


def test_oi01_a_clock_computed_by_the_old_time_does_not_move(writer, approver):
    before = from_site(Kind.CLAIM)
    due = row(before).due_at
    done(actions.approve, sent(writer), approver)
    assert (row(before).days, row(before).due_at) == (10, due)
    after = from_site(Kind.CLAIM)
    assert row(after).days == 20
    assert row(after).due_at > due


def test_a_refused_change_says_why_and_keeps_what_was_typed(writer, approver):
    change = sent(writer)
    with pytest.raises(actions.ChangeRefused, match="por qué"):
        done(actions.refuse, change, approver, why="  ")
    refused = done(actions.refuse, change, approver, why="Falta la norma.")
    assert (refused.answer, refused.content["working_days"]) == ("Falta la norma.", 20)
    again = done(actions.take_up, refused, writer)
    assert (again.state, again.content) == (State.DRAFT, refused.content)
    with pytest.raises(actions.ChangeRefused):
        done(actions.take_up, refused, approver)


def test_a_change_is_withdrawn_by_its_author_only(writer, approver):
    change = sent(writer)
    with pytest.raises(actions.ChangeRefused):
        done(actions.withdraw, change, approver, why="No.")
    assert done(actions.withdraw, change, writer, why="Me equivoqué.").answer == "Me equivoqué."
    with pytest.raises(actions.ChangeRefused):
        done(actions.approve, change, approver)


def test_one_change_waits_for_a_row_and_none_that_changes_nothing(writer, approver):
    sent(writer)
    with pytest.raises(actions.ChangeRefused, match="otro cambio|Otro cambio"):
        sent(approver, working_days=12)
    with pytest.raises(actions.ChangeRefused, match="lo mismo"):
        sent(writer, term(Kind.PRAISE), working_days=10)


def test_a_change_is_not_approved_when_what_was_beside_it_has_changed(writer, approver):
    change = sent(writer)
    with as_system():
        OirsTerm.objects.filter(kind=Kind.CLAIM).update(working_days=15)
    with pytest.raises(actions.ChangeRefused, match="empezar"):
        done(actions.approve, change, approver)


def test_a_change_the_table_would_refuse_is_refused_in_words(writer, approver):
    change = sent(writer, working_days=90)
    with pytest.raises(actions.ChangeRefused, match="no se puede|No se puede"):
        done(actions.approve, change, approver)


def test_old_and_new_stand_side_by_side_with_what_changes_first(writer):
    fields = beside(sent(writer))
    assert [one.changed for one in fields][:2] == [True, False]
    old, new = fields[0].old, fields[0].new
    assert ([p.words for p in old if p.marked], [p.words for p in new if p.marked]) == (
        ["10"], ["20"])  # fmt: skip


def test_an_editor_proposes_and_another_approves_in_the_workplace(writer, approver):
    desk, other = people.login(Client(), writer), people.login(Client(), approver)
    url = reverse("wagtailsnippets_complaints_oirsterm:edit", args=[term().pk])
    said = {"kind": Kind.CLAIM, "working_days": "8", "proposal": "on", "reason": "Más rápido."}
    assert desk.get(url).status_code == 200
    assert "reason" in desk.post(url, {**said, "reason": ""}).content.decode()
    answer = desk.post(url, said)
    change = Amendment.objects.get()
    page = reverse("complaints_change", args=[change.pk])
    assert (answer.status_code, answer["Location"], term().working_days) == (302, page, 10)
    assert "Borrador guardado" in desk.get(page).content.decode()
    assert other.get(page).status_code == 404  # a draft is its author's
    draft = reverse("wagtailsnippets_complaints_oirsterm:draft", args=[change.pk])
    assert other.get(draft).status_code in {302, 403}
    assert "Más rápido." in desk.get(draft).content.decode()
    desk.post(draft, {**said, "working_days": "9"})
    move = reverse("complaints_change_move", args=[change.pk])
    desk.post(move, {"paso": "enviar"})
    assert "Te esperan" in other.get(reverse("complaints_changes")).content.decode()
    words = "Cambios de respuestas, plazos y preguntas esperan tu aprobación"
    assert number_of(words, other.get("/cms/").content.decode()) == 1
    assert number_of(words, desk.get("/cms/").content.decode()) == 0
    assert "aprobar" not in desk.get(page).content.decode()
    desk.post(move, {"paso": "aprobar"})
    assert term().working_days == 10
    other.post(move, {"paso": "aprobar"})
    assert term().working_days == 9
    assert other.get(page).status_code == 200


def test_a_new_row_is_a_draft_too_and_a_code_is_never_changed(writer):
    desk = people.login(Client(), writer)
    many = OpinionQuestion.objects.count()
    add = reverse("wagtailsnippets_complaints_opinionquestion:add")
    said = {"topic": "liking", "language": "pt", "words": "Como foi?", "reason": "Piden."}
    desk.post(add, said)
    assert (Amendment.objects.get().row, OpinionQuestion.objects.count()) == ("", many)
    assert "Como foi?" not in questions_on(chilean_day(NOW), "pt").values()
    ground = LegalGround.objects.get(code="retencion")
    told = {n: getattr(ground, n) for n in ("label", "citation", "explanation", "regime", "order")}
    desk.post(reverse("wagtailsnippets_complaints_legalground:edit", args=["retencion"]),
              {**told, "code": "otro", "rights": ["access"], "reason": "x"})  # fmt: skip
    assert Amendment.objects.get(kind="legalground").content["code"] == "retencion"


def test_whoever_does_not_edit_reads_no_changes(writer):
    change = sent(writer)
    outside = people.login(Client(), people.editor())
    for url in (reverse("complaints_changes"), reverse("complaints_change", args=[change.pk])):
        assert outside.get(url).status_code in {302, 403}
