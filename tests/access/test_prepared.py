"""A statement that is written once answers as the query it was written from."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from casework.access.context import acting
from casework.access.models import LiveSession, Operator
from casework.access.prepared import Baked, Prepared
from casework.survivors import essentials
from casework.survivors.essentials import Asked
from tests import people, women

pytestmark = pytest.mark.django_db


def by_id(who: UUID):
    return Operator.objects.select_related("user").filter(pk=who)


def test_each_question_gets_its_own_rows_and_what_stands_beside_them():
    ana, olga = people.own_centre_worker(), people.other_centre_worker()
    asked = Prepared(by_id, who=UUID)
    first = [row.user.username for row in asked.rows(who=ana.id)]
    second = [row.user.username for row in asked.rows(who=olga.id)]
    nobody = list(asked.rows(who=uuid4()))
    assert (first, second, nobody) == (["ana.propia"], ["olga.ajena"], [])


def test_the_head_says_what_the_lists_say_of_the_same_woman():
    ana = people.own_centre_worker()
    one, other = women.registered(ana), women.registered(ana, run=None)
    now, staff = timezone.now(), ana.staff
    for her in (one, other, one):
        with acting(staff.context):
            listed = essentials.lines_for([her.pk], staff, now)[her.pk]
            head = essentials.lines_of(Asked(her.pk, staff, now))
        assert [(str(one.label), str(one.words)) for one in head] == [
            (str(one.label), str(one.words)) for one in listed
        ]
        assert head


def test_a_query_that_holds_a_moment_is_refused_or_it_would_stay_in_the_past():
    since = datetime(2026, 11, 22, 9, tzinfo=UTC)
    held = Prepared(
        lambda who: LiveSession.objects.filter(operator_id=who, seen_at__gt=since), who=UUID
    )
    with pytest.raises(Baked):
        list(held.rows(who=uuid4()))
    accounts = get_user_model().objects
    day = Prepared(lambda n: accounts.filter(pk=n, date_joined__date=date(2026, 11, 22)), n=int)
    with pytest.raises(Baked):
        list(day.rows(n=1))


def test_a_value_that_nobody_asks_for_is_a_mistake_that_shows():
    idle = Prepared(lambda who, at: by_id(who), who=UUID, at=datetime)
    with pytest.raises(ValueError, match="at"):
        list(idle.rows(who=uuid4(), at=timezone.now()))
