"""The duty to report: it starts, warns, is decided by a person, and never sends anything."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.attachments.actions import bring
from casework.attachments.models import Attachment
from casework.audit.models import AuditEvent
from casework.cases.task_models import Task
from casework.documents.uploads import CleanFile
from casework.legal import duty_actions, queries
from casework.legal.choices import DutyState
from casework.legal.duty_actions import Decision, MayNot
from casework.legal.duty_models import ReportingDuty
from casework.survivors.essentials import Asked, lines_of
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db


def started(survivor: Survivor, by: people.Person, at: datetime, facts: str = "vif", **more: str):
    return duty_actions.start_duty(
        survivor=survivor, facts=facts, known_at=at, by=by.staff, at=at, **more
    )


def proof(survivor: Survivor, by: people.Person, at: datetime) -> Attachment:
    file = CleanFile(b"\xff\xd8\xff", "image/jpeg", "jpg", "foto.jpg", scanned=False)
    return bring(survivor=survivor, file=file, kind="other", by=by.staff.actor, at=at)


def test_the_clock_of_24_hours_starts_from_knowing_and_warns_the_one_who_knew(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-07."""
    duty = started(zoraida, here, now)
    tasks = {row.kind: row for row in Task.objects.filter(survivor=zoraida, done_at=None)}
    hours = {kind: (row.due_at - now).total_seconds() / 3600 for kind, row in tasks.items()}
    assert hours == {"duty-first": 12, "duty-second": 20, "duty-due": 24}
    assert {row.assigned_to for row in tasks.values()} == {here.id}
    assert duty.due_at == now + timedelta(hours=24)


def test_while_it_runs_every_page_of_her_file_says_so(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    started(zoraida, here, now - timedelta(hours=19))
    lines = lines_of(Asked(zoraida.pk, here.staff, now))
    line = next(one for one in lines if "/procesos/denuncias/" in one.url)
    assert line.tone == "danger"
    assert "5" in str(line.words)


def test_reporting_closes_it_and_its_tasks_with_the_name_of_who_decided(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    duty = started(zoraida, here, now)
    duty_actions.decide(
        duty=duty, by=here.staff, at=now,
        decision=Decision(
            DutyState.REPORTED, reported_to="prosecutor", reported_at=now, number="7"
        ),
    )  # fmt: skip
    assert (duty.state, duty.decided_by, duty.number) == ("reported", here.id, "7")
    assert not Task.objects.filter(survivor=zoraida, done_at=None).exists()
    with pytest.raises(MayNot):
        duty_actions.inform_her(duty=duty, her_view="wants", her_words="", by=here.staff, at=now)


def test_facts_against_a_child_have_no_way_out(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-09: refused by the rule, and by the database if the rule were gone."""
    duty = started(zoraida, here, now, "minor")
    away = Decision(DutyState.NOT_APPLICABLE, reason="Ya se conversó con la familia de la niña")
    with pytest.raises(MayNot):
        duty_actions.decide(duty=duty, decision=away, by=here.staff, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingDuty.objects.filter(pk=duty.pk).update(
            state="not_applicable", decided_by=here.id, decided_at=now
        )


def test_what_needs_her_own_complaint_asks_her_first(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-09."""
    duty = started(zoraida, here, now, "sexual_adult")
    away = Decision(DutyState.NOT_APPLICABLE, reason="Ella no quiere que se persiga este hecho")
    with pytest.raises(MayNot):
        duty_actions.decide(duty=duty, decision=away, by=here.staff, at=now)
    duty_actions.inform_her(duty=duty, her_view="does_not", her_words="No aún", by=here.staff,
                            at=now)  # fmt: skip
    duty_actions.decide(duty=duty, decision=away, by=here.staff, at=now)
    assert (duty.state, duty.her_words) == ("not_applicable", "No aún")


def test_somebody_else_s_report_frees_only_with_proof(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    duty = started(zoraida, here, now)
    other = Decision(DutyState.EXEMPT, other_reporter="El hospital")
    with pytest.raises(MayNot):
        duty_actions.decide(duty=duty, decision=other, by=here.staff, at=now)
    with_proof = Decision(DutyState.EXEMPT, other_reporter="El hospital",
                          proof=proof(zoraida, here, now))  # fmt: skip
    duty_actions.decide(duty=duty, decision=with_proof, by=here.staff, at=now)
    assert duty.state == DutyState.EXEMPT


def test_who_came_from_health_must_be_given_information_first(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-10."""
    zoraida.entry_route = "health"
    zoraida.save()
    duty = started(zoraida, here, now)
    done = Decision(DutyState.REPORTED, reported_to="pdi", reported_at=now)
    with pytest.raises(MayNot):
        duty_actions.decide(duty=duty, decision=done, by=here.staff, at=now)
    duty_actions.give_information(duty=duty, on=chilean_day(now), by=here.staff, at=now)
    duty_actions.decide(duty=duty, decision=done, by=here.staff, at=now)
    assert duty.state == DutyState.REPORTED


def test_a_child_s_words_are_kept_as_said_and_go_within_eight_hours(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-05."""
    duty = started(zoraida, here, now, "child_tells", verbatim="él le pegó a mi mamá")
    assert duty.due_at == now + timedelta(hours=8)
    assert (duty.verbatim, duty.source) == ("él le pegó a mi mamá", "SE-05")


def test_a_femicide_marks_the_file_and_asks_for_the_complaint_and_the_children(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    """SE-12."""
    started(zoraida, here, now, "femicide", femicide="frustrated")
    kinds = set(Task.objects.filter(survivor=zoraida).values_list("kind", flat=True))
    assert {"femicide-complaint", "femicide-children"} <= kinds
    flag = queries.cif_flag(zoraida)
    assert flag is not None
    assert flag.degree == "frustrated"


def test_the_same_origin_starts_one_clock_only(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    first = started(zoraida, here, now, origin=("episode", zoraida.pk))
    second = started(zoraida, here, now + timedelta(hours=2), origin=("episode", zoraida.pk))
    assert first.pk == second.pk
    assert second.known_at == now


def test_nothing_leaves_by_itself(zoraida: Survivor, here: people.Person, now: datetime) -> None:
    """SE-09: from the start of a duty to its end no datum of hers is shared with anybody."""
    duty = started(zoraida, here, now, "minor")
    duty_actions.keep_draft(duty=duty, facts="a", authors="b", witnesses="c", by=here.staff,
                            reserve_identity=True, service_address=True, at=now)  # fmt: skip
    duty_actions.decide(duty=duty, by=here.staff, at=now, decision=Decision(
        DutyState.REPORTED, reported_to="pdi", reported_at=now))  # fmt: skip
    with as_system():
        verbs = set(AuditEvent.objects.filter(subject=zoraida.pk).values_list("verb", flat=True))
    assert not verbs & {"data.shared", "data.exported"}


def test_the_head_sees_the_open_duties_of_her_centre_and_of_no_other(
    zoraida: Survivor, here: people.Person, now: datetime
) -> None:
    from casework.access.context import acting

    started(zoraida, here, now - timedelta(hours=30))
    julia, jimena = people.head_of_centre(), people.head_of_other_centre()
    with acting(julia.staff.context):
        [one] = queries.open_duties(julia.staff, at=now)
    assert one.late
    with acting(jimena.staff.context):
        assert queries.open_duties(jimena.staff, at=now) == []
