"""Her words beside every opinion of a professional: sessions, plans, reports, exits (law DP-14)."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.attachments.actions import bring
from casework.cases.act_actions import add_session, add_try
from casework.cases.catalogue import ExitReason
from casework.cases.models import Case
from casework.documents.uploads import CleanFile
from casework.plans import actions as plans
from casework.plans import content_actions, queries, sheet_actions
from casework.plans.choices import Who
from casework.plans.content_actions import ActivityGiven, ObjectiveGiven
from casework.plans.models import Plan
from casework.risk.models import Instrument, RiskResult
from complaints.discrepancies import opinions
from complaints.discrepancies.actions import Refused
from complaints.fulfilment import blotting, gathering
from complaints.models import Standpoint
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db
WORDS = "Yo lo cuento de otra manera"
NOTE = "Llega tarde y nerviosa"


@pytest.fixture
def here(worker):
    return people.login(Client(), worker)


def session(by, her):
    return add_session(case=case_of(her), kind="social", attendance="attended", by=by.staff,
                       at=timezone.now(), note=NOTE)  # fmt: skip


def tried(by, her):
    return add_try(case=case_of(her), channel="call", result="no_answer", by=by.staff,
                   at=timezone.now(), note=NOTE, confirmed=True)  # fmt: skip


def case_of(her):
    return Case.objects.select_related("survivor").get(survivor=her)


def plan(by, her):
    at = timezone.now()
    given = ObjectiveGiven("health", "Dormir", agreed=True,
                           activities=(ActivityGiven("Hora", who=Who.HERSELF),))  # fmt: skip
    made = plans.start(case=case_of(her), by=by.staff, at=at)
    content_actions.write(plan=made, note=NOTE, objectives=[given], by=by.staff, at=at)
    return plans.agree(plan=made, signed=True, on=timezone.localdate(), by=by.staff, at=at)


def report(by, her):
    file = CleanFile(b"\xff\xd8\xff", "image/jpeg", "jpg", "informe.jpg", scanned=False)
    return bring(survivor=her, file=file, kind="report", by=by.staff.actor, at=timezone.now())


def seen(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


KINDS = {
    "session": (session, lambda her, row: ("cases:session", her.pk, row.pk)),
    "try": (tried, lambda her, row: ("cases:acts", her.pk, row.case_id)),
    "plan": (plan, lambda her, row: ("plans:version", her.pk, row.pk)),
    "document": (report, lambda her, row: ("attachments:show", her.pk, row.pk)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_her_words_stand_beside_it_and_it_stays_as_it_was(here, worker, her, kind):
    make, address = KINDS[kind]
    with acting(worker.staff.context):
        row = make(worker, her)
    say = reverse("discrepancies:say", args=[her.pk, kind, row.pk])
    page = seen(here, *address(her, row))
    assert say in page
    assert WORDS not in page
    answer = here.post(say, {"words": WORDS, "channel": "counter"})
    assert answer["Location"] == reverse(address(her, row)[0], args=address(her, row)[1:])
    page = seen(here, *address(her, row))
    assert WORDS in page
    if kind != "document":
        assert page.index(NOTE) < page.index(WORDS)


@pytest.mark.parametrize("kind", KINDS)
def test_another_centre_says_nothing_of_what_it_does_not_read(worker, her, kind):
    with acting(worker.staff.context):
        row = KINDS[kind][0](worker, her)
    other = people.other_centre_worker()
    with acting(other.staff.context), pytest.raises(Refused):
        said(other, her, kind, row)


def said(by, her, kind, row):
    return opinions.say(
        survivor=her, kind=kind, target_id=row.pk, said=opinions.Words(WORDS, "counter"),
        by=by.staff, at=timezone.now(),
    )  # fmt: skip


def test_on_the_page_of_a_case_too_and_on_all_its_acts(here, worker, her):
    with acting(worker.staff.context):
        said(worker, her, "session", session(worker, her))
        her_case = case_of(her)
    assert WORDS in seen(here, "cases:case", her.pk, her_case.pk)
    assert WORDS in seen(here, "cases:acts", her.pk, her_case.pk)


def test_how_a_case_ended_has_her_words_beside_it(here, worker, her):
    with acting(worker.staff.context):
        her_case = case_of(her)
        said(worker, her, "case", her_case)
    with as_system():
        Case.objects.filter(pk=her_case.pk).update(
            exit_reason=ExitReason.objects.first(), exited_at=timezone.now()
        )
        row = Case.objects.get(pk=her_case.pk)
        row.exit_note = NOTE
        row.save(update_fields=["exit_note"])
    page = seen(here, "cases:case", her.pk, her_case.pk)
    assert page.index(NOTE) < page.index(WORDS)


def test_beside_a_review_of_the_plan(here, worker, her):
    from casework.plans.models import PlanReview

    with acting(worker.staff.context):
        row = plan(worker, her)
        review = PlanReview.objects.create(
            plan=row, survivor=her, key_id=her.key_id, centre_ids=[worker.centre.pk], notes=NOTE,
            on=timezone.localdate(), next_on=timezone.localdate() + timedelta(days=90),
            reviewed_by=worker.operator.pk,
        )  # fmt: skip
        said(worker, her, "review", review)
    assert WORDS in seen(here, "plans:version", her.pk, row.pk)
    assert WORDS not in seen(here, "plans:print", her.pk, row.pk)  # nor are the review's notes


def test_print_outs_carry_them(here, worker, her):
    with acting(worker.staff.context):
        row = plan(worker, her)
        said(worker, her, "plan", row)
        sheet = queries.sheet(Plan.objects.select_related("survivor").get(pk=row.pk),
                              today=timezone.localdate())  # fmt: skip
        assert WORDS in str(sheet_actions.page_of(sheet))
    assert WORDS in seen(here, "plans:print", her.pk, row.pk)


def test_a_printed_trayecto_has_them_where_its_levels_were_chosen(here, worker, her):
    from casework.risk.actions import Finding, record_result

    at = timezone.now()
    with acting(worker.staff.context):
        finding = Finding(
            band="ALTO",
            assessed_at=at,
            reason="Aumentaron las amenazas esta semana",
            instrument=Instrument.objects.get(pk="JUICIO"),
            institution=None,
        )
        record_result(survivor=her, finding=finding, by=worker.staff, at=at)
        said(worker, her, "risk", RiskResult.objects.get(survivor=her))
    address = reverse("survivors:trajectory-print", args=[her.pk])
    with_levels = here.post(address, {"purpose": "court", "risk": "on"}).content.decode()
    without = here.post(address, {"purpose": "court"}).content.decode()
    assert WORDS in with_levels
    assert WORDS not in without


def test_they_are_in_the_copy_of_her_data(worker, her):
    with acting(worker.staff.context):
        said(worker, her, "session", session(worker, her))
        found = gathering.gather(her.pk, blotting.blotter(["Evaristo Ajeno"]))
    rows = found.sections[Standpoint._meta.label]
    assert len(rows) == 1
    assert WORDS in json.dumps([one["text"] for one in found.texts])
