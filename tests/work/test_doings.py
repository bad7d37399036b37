"""A step of a protocol is closed by doing what it asks, on whatever screen, and by nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.attachments.actions import About, bring
from casework.cases import act_actions, exit_actions, team_actions
from casework.cases.act_models import FollowUp, Session
from casework.cases.task_actions import add_task, settle_own
from casework.cases.task_models import Task
from casework.cases.work.protocol_actions import on_stage
from casework.documents.uploads import CleanFile
from casework.episodes import actions as episode_actions
from casework.legal.actions import ProcessFacts, save_process
from casework.legal.measure_actions import MeasureFacts, save_measure
from casework.protocols.rules import StepDraft
from casework.survivors.account.actions import write
from casework.survivors.actions import (
    Contact,
    Identity,
    agree_contact,
    correct_identity,
    open_attention,
)
from casework.survivors.registry.actions import Answer, tell
from consent.actions import Signature, decide
from consent.completing import confirm_in_private
from consent.models import ConsentRecord
from consent.text_actions import approve, send_to_review
from tests import people
from tests.consent.conftest import draft, editor, second_person  # noqa: F401
from tests.database import as_system
from tests.women import space_of
from tests.work import lives

pytestmark = pytest.mark.django_db
KINDS = (
    "do-intake", "do-account", "do-consent", "do-case", "do-session", "do-follow-up",
    "do-document", "do-report", "do-episode", "do-process", "do-measure",
)  # fmt: skip
PAGE = CleanFile(
    data=b"%PDF-1.7 hoja", content_type="application/pdf", extension="pdf", name="hoja.pdf",
    scanned=True,
)  # fmt: skip


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def case(worker):
    """Her case, with a step open for each thing that may be done."""
    steps = [StepDraft(str(n), kind, "S1", 5, task_kind=kind) for n, kind in enumerate(KINDS)]
    lives.published(worker, steps)
    earlier = timezone.now() - timedelta(hours=1)
    case = lives.case_of(worker, lives.woman(worker, at=earlier), at=earlier)
    with acting(worker.staff.context):
        on_stage(case, "", "S1", worker.staff, earlier)
    return case


def still_open(worker) -> set[str]:
    with acting(worker.staff.context):
        rows = Task.objects.filter(done_at=None, cancelled_at=None, step__isnull=False)
        return set(rows.values_list("kind", flat=True))


def closed_by(worker, do) -> set[str]:
    """Give the steps that an act closed."""
    before = still_open(worker)
    assert before == set(KINDS)
    with acting(worker.staff.context):
        do(by=worker.staff, at=timezone.now())
    return before - still_open(worker)


def test_saving_who_she_is_closes_the_step_that_asked_for_it(worker, case):
    def save(**who):
        correct_identity(survivor=case.survivor, identity=Identity(working_name="Ela"), **who)

    assert closed_by(worker, save) == {"do-intake"}


def test_saving_how_she_lives_closes_the_same_step(worker, case):
    def save(**who):
        tell(survivor=case.survivor, answers={"occupation": Answer(("unsaid",))}, **who)

    assert closed_by(worker, save) == {"do-intake"}


def account(case, kind="told"):
    return lambda **who: write(
        survivor=case.survivor, kind=kind, words="Lo que ella contó", centre_id=case.centre_id,
        told_on=timezone.localdate(), **who,
    )  # fmt: skip


def test_her_account_closes_the_step_and_a_childs_words_do_not(worker, case):
    with acting(worker.staff.context):
        account(case, "child")(by=worker.staff, at=timezone.now())
    assert closed_by(worker, account(case)) == {"do-account"}


def test_what_she_told_once_is_never_asked_for_again(worker, case):
    with acting(worker.staff.context):
        account(case)(by=worker.staff, at=timezone.now())
        on_stage(case, "", "S1", worker.staff, timezone.now() + timedelta(hours=1))
    assert "do-account" not in still_open(worker)


def test_a_contact_that_still_holds_is_not_asked_for_again_and_an_expired_one_is(worker):
    lives.published(worker, [StepDraft("1", "c", "S1", 5, task_kind="do-contact")])
    at = timezone.now()
    her = lives.woman(worker, at=at)
    case = lives.case_of(worker, her, at=at)
    with acting(worker.staff.context):
        agree_contact(survivor=her, contact=Contact(channel="in_person"), by=worker.staff, at=at)
        on_stage(case, "", "S1", worker.staff, at)
        assert not Task.objects.filter(kind="do-contact").exists()
        on_stage(case, "", "S1", worker.staff, at + timedelta(days=120))
        assert Task.objects.filter(kind="do-contact").exists()


def test_signing_closes_the_step_whatever_she_answers(worker, case, editor, second_person):  # noqa: F811
    with as_system():
        text = draft(editor)
        send_to_review(text=text, by=editor, at=timezone.now())
        text = approve(text=text, by=second_person, at=timezone.now())
        no = dict.fromkeys(text.items.values_list("pk", flat=True), False)

    def sign(**who):
        signature = Signature(form="button", name="Ella", document="11.111.111-1")
        decide(survivor=case.survivor, text=text, answers=no, signature=signature, **who)

    assert closed_by(worker, sign) == {"do-consent"}


def signs_alone(case, text, *, awaits: bool) -> None:
    """She answers in her own space, with nobody of the team."""
    no = dict.fromkeys(text.items.values_list("pk", flat=True), False)
    signature = Signature(
        form="clave_unica", name="Ella", document="11.111.111-1", awaits_confirmation=awaits
    )
    herself = space_of(case.survivor)
    with acting(herself.context):
        decide(survivor=case.survivor, text=text, answers=no, signature=signature, by=herself,
               at=timezone.now())  # fmt: skip


@pytest.fixture
def approved(editor, second_person):  # noqa: F811
    with as_system():
        text = draft(editor)
        send_to_review(text=text, by=editor, at=timezone.now())
        return approve(text=text, by=second_person, at=timezone.now())


def test_signing_alone_in_her_own_space_closes_the_step_too(worker, case, approved):
    signs_alone(case, approved, awaits=False)
    assert set(KINDS) - still_open(worker) == {"do-consent"}


def test_signed_with_clave_unica_alone_the_step_waits_for_a_word_in_private(worker, case, approved):
    signs_alone(case, approved, awaits=True)
    assert still_open(worker) == set(KINDS)
    with acting(worker.staff.context):
        confirm_in_private(record_=ConsentRecord.objects.get(), by=worker.staff, at=timezone.now())
    assert set(KINDS) - still_open(worker) == {"do-consent"}


@pytest.mark.parametrize("what", ["do-account", "do-consent"])
def test_her_session_closes_no_other_step_and_nobody_elses(worker, case, what):
    stranger = SurvivorPrincipal(case.pk)
    with acting(worker.staff.context):
        at, target = timezone.now(), ("consent", case.pk)
        other = add_task(survivor=case.survivor, centre_id=case.centre_id, kind="do-consent",
                         due_at=at, by=worker.staff, at=at, target=target)  # fmt: skip
    with acting(space_of(case.survivor).context):
        settle_own(kind="do-consent", at=timezone.now())
    with acting(worker.staff.context):
        other.refresh_from_db()
        assert other.done_at is None
        Task.objects.filter(kind="do-consent").update(done_at=None)
    for herself, kind in ((space_of(case.survivor), "do-account"), (stranger, what)):
        with acting(herself.context):
            settle_own(kind=kind, at=timezone.now())
    assert still_open(worker) == set(KINDS)


def test_naming_who_works_in_the_case_closes_the_heads_step(worker, case):
    other = people.own_centre_worker("olga.otra")

    def give(**who):
        team_actions.take_charge(case=case, operator_id=other.id, **who)

    assert closed_by(worker, give) == {"do-case"}


def session(case, attendance):
    return lambda **who: act_actions.add_session(
        case=case, kind=Session.Kind.values[0], attendance=attendance, **who
    )


def test_an_hour_she_came_to_closes_its_step(worker, case):
    assert closed_by(worker, session(case, "attended")) == {"do-session"}


def test_an_hour_she_missed_leaves_the_step_open(worker, case):
    missed = next(one for one in Session.Attendance.values if one != "attended")
    assert closed_by(worker, session(case, missed)) == set()


def test_a_follow_up_closes_its_step(worker, case):
    with acting(worker.staff.context):
        case.stage, case.exited_at = "S6", timezone.now() - timedelta(days=100)
        case.opened_at = case.stage_since = case.exited_at - timedelta(days=9)
        case.exit_reason_id = exit_actions.ExitReason.objects.values_list("pk", flat=True)[0]
        case.save()
        due = FollowUp.objects.create(
            case=case, survivor=case.survivor, key_id=case.key_id, centre_ids=case.centre_ids,
            months=3, due_on=timezone.localdate(),
        )  # fmt: skip

    def follow(**who):
        exit_actions.record_follow_up(
            follow_up=due, result=FollowUp._meta.get_field("result").choices[0][0], **who
        )

    assert "do-follow-up" in closed_by(worker, follow)


@pytest.mark.parametrize(
    ("kind", "closed"),
    [("report", {"do-document", "do-report"}), ("court", {"do-document"}), ("identity", set())],
)
def test_a_document_closes_only_the_step_that_asked_for_such_a_one(worker, case, kind, closed):
    def file(**who):
        about = About(centre_id=case.centre_id)
        bring(survivor=case.survivor, file=PAGE, kind=kind, about=about, **who)

    assert closed_by(worker, file) == closed


def test_doing_it_in_another_centre_closes_nothing_here(worker, case):
    """The other team's act is its own; this centre's step is this centre's to do."""
    with acting(worker.staff.context):
        add_task(
            survivor=case.survivor, centre_id=case.centre_id, kind="do-intake", by=worker.staff,
            due_at=timezone.now(), at=timezone.now(),
        )  # fmt: skip
    olga = people.other_centre_worker()
    with acting(olga.staff.context):
        open_attention(survivor_id=case.survivor_id, centre_id=olga.centre.pk, purpose="attend",
                       by=olga.staff, at=timezone.now())  # fmt: skip
        tell(survivor=case.survivor, answers={"occupation": Answer(("unsaid",))},
             by=olga.staff, at=timezone.now())  # fmt: skip
    assert "do-intake" in still_open(worker)


def test_an_episode_a_process_and_a_measure_close_the_steps_that_asked_for_them(worker, case):
    today = timezone.localdate()

    def tell_it(**who):
        told = episode_actions.Told(
            precision="day", starts_on=today, ends_on=today, forms=["FISICA"]
        )
        episode_actions.tell(
            survivor=case.survivor, told=told, centre_id=case.centre_id, **who
        )  # fmt: skip

    def open_it(**who):
        facts = ProcessFacts(matter_id="civil", court_kind_id="civil", started_on=today)
        save_process(survivor=case.survivor, facts=facts, **who)

    def order_it(**who):
        facts = MeasureFacts("no_contact", "family", today, today + timedelta(days=90))
        save_measure(survivor=case.survivor, facts=facts, **who)

    closed = []
    for act in (tell_it, open_it, order_it):
        before = still_open(worker)
        with acting(worker.staff.context):
            act(by=worker.staff, at=timezone.now())
        closed.append(before - still_open(worker))
    assert closed == [{"do-episode"}, {"do-process"}, {"do-measure"}]
