"""Referrals: what leaves, what is answered, and the day to ask again."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting, enter
from casework.audit.models import AuditEvent
from casework.cases.task_models import Task
from casework.referrals import actions, queries
from casework.referrals.actions import ReferralFacts, WrongMove
from casework.referrals.choices import Answer
from casework.referrals.forms import AgainForm, AnswerForm, EndForm
from casework.referrals.models import Referral
from casework.referrals.rules import RECIPIENTS, recipient_of
from casework.sharing import gate
from casework.sharing.actions import NotShared
from casework.sharing.models import RecipientClass
from casework.survivors.essentials import Asked, lines_of
from casework.survivors.models import Survivor
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.models import Institution
from tests import people, women
from tests.database import as_system

pytestmark = pytest.mark.django_db
YES, NO = gate.Answer(True, "sí"), gate.Answer(False, "No lo autorizó")


@pytest.fixture
def ana(db: None) -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def zoraida(ana: people.Person) -> Survivor:
    her = women.registered(ana)
    enter(ana.staff.context)
    return her


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def health_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """She agreed that health services get her data, and nobody else."""
    answer = lambda sharing, at: YES if sharing.recipient == "health" else NO  # noqa: E731
    monkeypatch.setattr(gate, "_rules", {"test": answer})


def refer(her: Survivor, by: people.Person, at: datetime, **more: object) -> Referral:
    facts = {"direction": "out", "on_day": timezone.localdate(at), "urgency_id": "medium",
             "institution_id": "MINSAL", **more}  # fmt: skip
    assert by.centre is not None
    return actions.make_referral(
        survivor=her, facts=ReferralFacts(**facts), centre_id=by.centre.pk, by=by.staff, at=at
    )  # type: ignore[arg-type] # fmt: skip


def logged(her: Survivor, verb: str) -> list[dict[str, object]]:
    with as_system():
        rows = AuditEvent.objects.filter(subject=her.pk, verb=verb).order_by("at")
        return [row.detail for row in rows]


def test_every_class_of_recipient_and_institution_named_here_exists() -> None:
    assert set(RECIPIENTS) <= set(RecipientClass.objects.values_list("code", flat=True))
    codes = set(Institution.objects.values_list("code", flat=True))
    assert {code for codes_ in RECIPIENTS.values() for code in codes_} <= codes
    assert recipient_of("OSC") == ""


def test_her_data_leave_only_to_whom_she_agreed(
    zoraida: Survivor, ana: people.Person, now: datetime, health_only: None
) -> None:
    refer(zoraida, ana, now, basis="consent")
    with pytest.raises(NotShared):
        refer(zoraida, ana, now, basis="consent", institution_id="MUNI")
    assert Referral.objects.count() == 1
    assert [one["institution"] for one in logged(zoraida, "data.shared")] == ["MINSAL"]
    assert [one["institution"] for one in logged(zoraida, "access.refused")] == ["MUNI"]


def test_a_body_without_a_class_gets_nothing_by_consent(
    zoraida: Survivor, ana: people.Person, now: datetime, health_only: None
) -> None:
    with pytest.raises(NotShared):
        refer(zoraida, ana, now, basis="consent", institution_id=None, institution_other="Otra")


def test_a_referral_that_names_nobody_needs_no_agreement_and_logs_no_sharing(
    zoraida: Survivor, ana: people.Person, now: datetime, health_only: None
) -> None:
    refer(zoraida, ana, now, basis="nothing", institution_id="MUNI")
    assert logged(zoraida, "data.shared") == []


def test_a_legal_duty_lets_her_data_go_and_the_log_says_on_what(
    zoraida: Survivor, ana: people.Person, now: datetime, health_only: None
) -> None:
    refer(zoraida, ana, now, basis="legal_duty", institution_id="MP", duty_reason="Oficio 12")
    [detail] = logged(zoraida, "data.shared")
    assert (detail["institution"], detail["basis"]) == ("MP", "legal-duty")


def test_unanswered_it_asks_again_and_answered_it_stops(
    zoraida: Survivor, ana: people.Person, now: datetime
) -> None:
    monday = datetime(2026, 11, 23, 15, tzinfo=now.tzinfo)
    one = refer(zoraida, ana, monday)
    assert one.follow_up_on == date(2026, 11, 26)  # three working days
    [task] = Task.objects.filter(done_at=None)
    assert timezone.localtime(task.due_at).date() == one.follow_up_on
    actions.postpone(referral=one, until=date(2026, 12, 4), by=ana.staff, at=monday)
    task.refresh_from_db()
    assert timezone.localtime(task.due_at).date() == date(2026, 12, 4)
    actions.answer_referral(referral=one, answer=Answer.ACCEPTED, on=date(2026, 11, 27),
                            text="Hora el lunes", by=ana.staff, at=monday)  # fmt: skip
    assert not Task.objects.filter(done_at=None).exists()
    with pytest.raises(WrongMove):
        actions.answer_referral(referral=one, answer=Answer.REJECTED, on=date(2026, 11, 28),
                                text="", by=ana.staff, at=monday)  # fmt: skip


def test_one_closed_without_an_answer_says_they_never_answered(
    zoraida: Survivor, ana: people.Person, now: datetime
) -> None:
    one = refer(zoraida, ana, now)
    actions.close_referral(referral=one, ending="no_room", on=one.on_day, by=ana.staff, at=now)
    assert one.answer == Answer.NONE


def test_the_head_says_how_many_wait_and_since_when(
    zoraida: Survivor, ana: people.Person, now: datetime
) -> None:
    refer(zoraida, ana, now - timedelta(days=21))
    refer(zoraida, ana, now)
    lines = lines_of(Asked(zoraida.pk, ana.staff, now))
    [line] = [one for one in lines if one.url.endswith("/derivaciones/")]
    assert line.tone == "warning"
    assert "2" in str(line.words)
    assert "21" in str(line.words)


def test_another_centre_reads_the_line_and_not_the_referral(
    zoraida: Survivor, ana: people.Person, now: datetime
) -> None:
    from casework.survivors.actions import open_attention

    one = refer(zoraida, ana, now, reason="Le duele hablar de esto")
    olga = people.other_centre_worker()
    with acting(olga.staff.context):
        open_attention(survivor_id=zoraida.pk, centre_id=olga.centre.pk, purpose="attention",
                       by=olga.staff, at=now)  # fmt: skip
        assert queries.referral_of(zoraida, one.pk, by=olga.staff) is None
        assert not Referral.objects.exists()
        assert TrajectoryEvent.objects.filter(code="referred-out").exists()


def test_the_database_refuses_an_answer_before_the_referral(
    zoraida: Survivor, ana: people.Person, now: datetime
) -> None:
    one = refer(zoraida, ana, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.answer_referral(referral=one, answer=Answer.ACCEPTED, text="", by=ana.staff, at=now,
                                on=one.on_day - timedelta(days=1))  # fmt: skip


def test_the_form_tells_the_gate_s_reason_and_keeps_what_was_typed(
    client: Client, zoraida: Survivor, ana: people.Person, now: datetime, health_only: None
) -> None:
    desk = people.login(client, ana)
    today = timezone.localdate().isoformat()
    data = {"direction": "out", "institution": "MUNI", "on_day": today, "urgency": "medium",
            "reason": "Sala cuna para la niña", "basis": "consent"}  # fmt: skip
    page = desk.post(reverse("referrals:new", args=[zoraida.pk]), data)
    assert page.status_code == 422
    assert page.context["form"].errors["basis"] == ["No lo autorizó"]
    assert "Sala cuna para la niña" in page.content.decode()
    leaves = desk.get(reverse("referrals:leaves", args=[zoraida.pk])).context["leaves"]
    assert [leave.allowed for leave in leaves] == [True, False]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on_day": "2999-01-01"}, "on_day"),
        ({"institution": ""}, "institution"),
        ({"basis": "legal_duty", "duty_reason": "ley"}, "duty_reason"),
        ({"follow_up_on": "2001-01-01"}, "follow_up_on"),
        ({"reason": ""}, "reason"),
    ],
)
def test_what_cannot_be_is_answered(
    client: Client, zoraida: Survivor, ana: people.Person, wrong: dict[str, str], field: str
) -> None:
    from casework.referrals.forms import ReferralForm

    data = {"direction": "out", "institution": "MUNI", "on_day": timezone.localdate().isoformat(),
            "urgency": "medium", "reason": "Sala cuna", "basis": "nothing"}  # fmt: skip
    assert list(ReferralForm({**data, **wrong}).errors) == [field]


@pytest.mark.parametrize(
    ("form", "said"), [(AnswerForm, {"answer": "accepted"}), (EndForm, {"ending": "attended"})]
)
def test_what_came_of_it_never_came_before_the_referral(form: type, said: dict[str, str]) -> None:
    since = date(2026, 3, 10)
    assert list(form({**said, "on": "2026-03-09"}, since=since).errors) == ["on"]
    assert "on" not in form({**said, "on": "2026-03-10"}, since=since).errors


def test_asking_again_is_for_a_day_still_to_come() -> None:
    today = timezone.localdate()
    assert list(AgainForm({"until": today.isoformat()}).errors) == ["until"]
    assert AgainForm({"until": (today + timedelta(days=1)).isoformat()}).is_valid()
