"""Answers of nobody: one for each invitation, none tied to anybody, none before a safety step."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.audit.models import AuditEvent
from complaints.models import Opinion, OpinionCode, OpinionInvitation
from complaints.satisfaction import actions, listening, queries, rules
from complaints.satisfaction.choices import Moment
from tests import people, women
from tests.database import as_system

from .hands import GRADES, answered, answers, invited

pytestmark = pytest.mark.django_db


def give(her, invitation, at=None):
    me = women.space_of(her)
    with acting(me.context):
        return actions.give(
            invitation_id=invitation.pk, grades=GRADES, by=me, at=at or timezone.now()
        )


def hand(worker, invitation):
    with acting(worker.staff.context):
        return actions.hand(invitation_id=invitation.pk, by=worker.staff, at=timezone.now())


def open_to(her):
    me = women.space_of(her)
    with acting(me.context):
        return list(queries.open_now(me, her.pk, timezone.now()))


def test_she_answers_once_and_the_answer_is_of_nobody(worker, her):
    invitation = invited(worker, her)
    assert give(her, invitation)
    assert not give(her, invitation)
    assert answers() == [{"moment": "entry", "liking": 7, "solving": 5, "clarity": 6}]
    with as_system():
        kept = Opinion.objects.values().get()
    assert set(kept) == {"id", "centre_id", "moment", "month", "liking", "solving", "clarity"}
    assert kept["month"].day == 1
    assert str(kept["id"]) != str(invitation.pk)


def test_no_row_of_the_log_stands_beside_an_answer(worker, her):
    invitation = invited(worker, her)
    with as_system():
        before = AuditEvent.objects.count()
    give(her, invitation)
    with as_system():
        assert AuditEvent.objects.count() == before


def test_who_says_no_is_never_asked_again_and_looks_like_who_answered(worker, her):
    first, second = invited(worker, her), invited(worker, her, Moment.EXIT)
    me = women.space_of(her)
    with acting(me.context):
        assert actions.decline(invitation_id=first.pk, by=me, at=timezone.now())
    assert give(her, second)
    assert open_to(her) == []
    with as_system():
        rows = list(OpinionInvitation.objects.order_by("moment").values_list("moment", "over"))
    assert rows == [("entry", True), ("exit", True)]
    assert len(answers()) == 1


def test_each_answer_mixes_its_month_and_draws_every_number_anew(worker, her):
    today = timezone.localdate().replace(day=1)
    answered(worker.centre, Moment.ENTRY, today, *range(1, 8))
    with as_system():
        before = set(Opinion.objects.values_list("pk", flat=True))
    give(her, invited(worker, her))
    with as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text, liking FROM complaints_opinion ORDER BY ctid")
        rows = cursor.fetchall()
    assert not before & {row[0] for row in rows}
    assert len({row[1] for row in rows}) == 1  # one transaction wrote them all
    assert sorted(row[2] for row in rows) == [1, 2, 3, 4, 5, 6, 7, 7]


def test_the_product_can_neither_read_nor_change_nor_write_an_answer_by_itself(worker, her):
    give(her, invited(worker, her))
    for principal in (worker.staff, people.authority().staff, women.space_of(her)):
        for statement in (
            "SELECT count(*) FROM complaints_opinion",
            "SELECT count(*) FROM complaints_opinioncode",
            "DELETE FROM complaints_opinion",
            "UPDATE complaints_opinion SET liking = 7",
            "SELECT siivbg_opinion_add(1, 'entry', 1::smallint, 1::smallint, 1::smallint, now())",
        ):
            with acting(principal.context), pytest.raises(ProgrammingError), transaction.atomic():
                connection.cursor().execute(statement)


def test_another_woman_cannot_use_her_invitation_nor_another_centre_hand_it(worker, her):
    invitation = invited(worker, her)
    stranger = people.other_centre_worker()
    other = women.registered(stranger, run=None)
    assert not give(other, invitation)
    assert hand(stranger, invitation) == ""
    with acting(NOBODY):
        assert not actions.give(
            invitation_id=invitation.pk, grades=GRADES, by=women.space_of(her), at=timezone.now()
        )
    assert answers() == []


def test_an_invitation_is_hers_to_read_and_only_ever_ends(worker, her):
    invitation = invited(worker, her)
    give(her, invitation)
    with acting(people.other_centre_worker().staff.context):
        assert not OpinionInvitation.objects.exists()
    rows = OpinionInvitation.objects.filter(pk=invitation.pk)
    with (
        acting(worker.staff.context),
        pytest.raises(DatabaseError, match="only ends"),
        transaction.atomic(),
    ):
        rows.update(over=False)


def test_an_invitation_follows_her_when_two_records_are_joined(worker, her):
    other = women.registered(worker, run=None)
    invitation = invited(worker, other)
    rows = OpinionInvitation.objects.filter(pk=invitation.pk)
    with acting(worker.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        rows.update(survivor=her)
    with as_system():
        assert rows.update(survivor=her)


def test_a_code_opens_one_answer_for_minutes_and_names_nobody(worker, her):
    invitation = invited(worker, her)
    code, at = hand(worker, invitation), timezone.now()
    late = at + timedelta(minutes=rules.CODE_MINUTES + 1)
    assert open_to(her) == []  # handed is asked
    with as_system():
        fields = {field.name for field in OpinionCode._meta.get_fields()}
        assert fields == {"digest", "centre", "moment", "until"}
    with acting(NOBODY):
        assert actions.is_good(code, at)
        assert not actions.is_good(code, late)
        assert not actions.give_by_code(code="22222-22222", grades=GRADES, at=at)
        assert actions.give_by_code(code=code.lower(), grades=GRADES, at=at)
        assert not actions.give_by_code(code=code, grades=GRADES, at=at)
    assert len(answers()) == 1
    with as_system():
        assert not OpinionCode.objects.exists()


def test_handing_her_a_screen_is_written_down_without_her_name(worker, her):
    hand(worker, invited(worker, her))
    with as_system():
        event = AuditEvent.objects.get(verb="opinion.handed")
    assert (event.subject, event.target_id) == (None, "")


def test_outside_its_days_it_is_not_open(worker, her):
    invitation = invited(worker, her, days_ago=20)
    assert not give(her, invitation, timezone.now() + timedelta(days=30))
    assert len(open_to(her)) == 1


def test_something_answered_asks_once_while_it_is_open(worker, her):
    at = timezone.now()
    with acting(worker.staff.context):
        for days in (0, 1):
            listening.after(Moment.REQUEST, her, worker.centre.pk, at - timedelta(days=days))
        listening.after(Moment.REQUEST, None, worker.centre.pk, at)
    assert [one.moment for one in open_to(her)] == ["request"]


def test_figures_are_of_quarters_that_are_over_and_hide_what_is_few(worker):
    first, _second = rules.previous_quarters(timezone.localdate(), 2)
    this = timezone.localdate().replace(day=1)
    answered(worker.centre, Moment.ENTRY, first, 7, 6, 6, 5, 7, 7)
    answered(worker.centre, Moment.EXIT, first, 2, 1)
    answered(worker.centre, Moment.ORIENTATION, first, *[6] * 9)
    answered(worker.centre, Moment.ENTRY, this, *[1] * 9)
    with acting(worker.staff.context):
        found = {(one.centre, one.moment): one for one in queries.figures(first)}
        assert queries.figures(this) == []
    here = worker.centre.pk
    assert found[None, ""].n == found[here, ""].n == 17
    assert found[here, "orientation"].n == 9
    assert [float(mean) for mean in found[here, "orientation"].means] == [6.0, 6.0, 6.0]
    for moment in ("entry", "exit"):  # entry would tell of exit
        assert found[here, moment].n is None
        assert found[here, moment].means == (None, None, None)


def test_figures_are_for_staff_only(worker, her):
    first = rules.previous_quarters(timezone.localdate(), 1)[0]
    answered(worker.centre, Moment.ENTRY, first, *[6] * 9)
    for context in (NOBODY, women.space_of(her).context):
        with acting(context):
            assert queries.figures(first) == []


def test_a_centre_of_one_answer_each_hides_its_sum_and_takes_another_centre_with_it(worker):
    """Five single answers are five: their sum would say of each that it is there, once."""
    quarter, elsewhere = date(2025, 4, 1), people.other_centre()
    for moment in list(Moment)[:5]:
        answered(worker.centre, moment, quarter, 7)
    answered(elsewhere, Moment.ENTRY, quarter, *[6] * 9)
    with acting(worker.staff.context):
        found = {(one.centre, one.moment): one.n for one in queries.figures(quarter)}
    assert found.pop((None, "")) == 14
    assert set(found.values()) == {None}


@pytest.mark.parametrize("seed", range(6))
def test_the_database_hides_exactly_what_the_rules_hide(worker, seed):
    """The same trees through both: an error in either is seen."""
    from random import Random

    chance, quarter = Random(seed), date(2025, 4, 1)
    codes = [worker.centre, people.other_centre(), people.centre("D-OTRO3", "08101")]
    tree = {}
    for centre in codes:
        line = {m.value: chance.choice([0, 1, 1, 2, 4, 5, 7, 9]) for m in list(Moment)[:4]}
        tree[f"{centre.pk:09}"] = {moment: n for moment, n in line.items() if n}
        for moment, n in line.items():
            answered(centre, moment, quarter, *[chance.randint(1, 7) for _one in range(n)])
    tree = {name: line for name, line in tree.items() if line}
    with acting(worker.staff.context):
        told = {
            ("" if one.centre is None else f"{one.centre:09}", one.moment): one.n
            for one in queries.figures(quarter)
        }
    assert told == rules.protected(tree)
