"""What is refused to people who work on a question or complaint, in words (OI-02 to OI-07)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from complaints.models import Ticket
from complaints.oirs import actions, own_actions
from complaints.oirs.actions import OirsRefused
from complaints.oirs.choices import Kind
from complaints.oirs.thread import CannotMove
from tests import people
from tests.database import as_system
from tests.rights.hands import bar, officer

from .hands import at_counter, from_site, from_space, row

pytestmark = pytest.mark.django_db
REASON = "Se revisó lo que pasó y se habló con el equipo."
NOW = timezone.now


@pytest.fixture
def over(worker, her):
    """One of hers, answered."""
    ticket = from_space(her)
    with acting(worker.staff.context):
        actions.take(ticket=ticket, by=worker.staff, at=NOW())
        actions.answer(ticket=ticket, words=REASON, by=worker.staff, at=NOW())
    return ticket


@pytest.mark.parametrize(
    "act",
    [actions.take, lambda **who: actions.tell(words="Otra cosa", **who),
     lambda **who: actions.route(to=people.other_centre(), **who),
     lambda **who: actions.extend(days=1, words=REASON, **who)],
    ids=["take", "tell", "route", "extend"],
)  # fmt: skip
def test_what_is_over_is_not_worked_on(worker, over, act):
    with acting(worker.staff.context), pytest.raises(OirsRefused) as refused:
        act(ticket=over, by=worker.staff, at=NOW())
    assert str(refused.value) == gettext("It is over.")  # said before the database is asked


@pytest.mark.parametrize(
    "act", [actions.answer, actions.ask_to_complete, actions.hand_to_transparency]
)
def test_what_is_over_does_not_move(worker, over, act):
    with acting(worker.staff.context), pytest.raises(CannotMove):
        act(ticket=over, words=REASON, by=worker.staff, at=NOW())


def test_who_wrote_adds_nothing_to_what_is_over_nor_says_that_it_is_late(her, over):
    me = SurvivorPrincipal(her.pk)
    later = NOW() + timedelta(days=60)
    with acting(me.context):
        with pytest.raises(OirsRefused):
            own_actions.say(ticket=over, words="Y esto", by=me, at=NOW())
        with pytest.raises(OirsRefused):
            own_actions.denounce_delay(ticket=over, by=me, at=later)


def test_oi02_a_question_of_nobody_is_passed_on_before_anybody_takes_it():
    ticket, encargada = row(from_site()), officer().staff
    with acting(encargada.context), pytest.raises(OirsRefused):
        actions.take(ticket=ticket, by=encargada, at=NOW())


def test_it_is_not_passed_on_to_where_it_is(worker):
    ticket = at_counter(worker.staff)
    with acting(worker.staff.context), pytest.raises(OirsRefused):
        actions.route(ticket=ticket, to=worker.centre, by=worker.staff, at=NOW())


def test_oi05_what_is_missing_is_asked_for_once(worker):
    ticket, by = at_counter(worker.staff), worker.staff
    with acting(by.context):
        actions.take(ticket=ticket, by=by, at=NOW())
        actions.ask_to_complete(ticket=ticket, words="¿Qué día fue?", by=by, at=NOW())
        actions.complete(ticket=ticket, words="El lunes", by=by, at=NOW())
        with pytest.raises(OirsRefused):
            actions.ask_to_complete(ticket=ticket, words="¿Y el año?", by=by, at=NOW())


@pytest.mark.parametrize("days", [0, 6])
def test_oi04_more_time_than_the_law_gives_is_refused(worker, days):
    ticket, by = at_counter(worker.staff), worker.staff
    with acting(by.context), pytest.raises(OirsRefused):
        actions.extend(ticket=ticket, days=days, words=REASON, by=by, at=NOW())


def test_nobody_works_on_what_another_centre_answers(worker):
    ticket, stranger = at_counter(worker.staff), people.other_centre_worker().staff
    with acting(stranger.context), pytest.raises(Ticket.DoesNotExist):
        actions.write_note(ticket=ticket, words="Hola", by=stranger, at=NOW())


def test_whom_she_named_is_left_out_also_where_the_database_would_show_it(worker, her):
    ticket = from_space(her)
    bar(her, worker)
    with as_system():  # the only way in says no by itself
        assert not Ticket.objects.visible_to(worker.staff).exists()
        assert not Ticket.objects.answered_by(worker.staff).filter(pk=ticket.pk).exists()


def test_each_reader_is_narrowed_also_where_the_database_would_show_more(worker, head, her):
    asked, claim, site = from_space(her), from_space(her, Kind.CLAIM), row(from_site())
    stranger, encargada = people.other_centre_worker().staff, officer().staff
    whole = {asked.pk, claim.pk, site.pk}
    expected = (
        (worker.staff, {asked.pk}, {asked.pk}), (head.staff, {asked.pk, claim.pk}, None),
        (stranger, set(), set()), (encargada, whole, {site.pk}),
        (SurvivorPrincipal(her.pk), {asked.pk, claim.pk}, None),
        (SurvivorPrincipal(asked.pk), set(), None),
    )  # fmt: skip
    with as_system():
        for who, seen, worked in expected:
            assert {one.pk for one in Ticket.objects.visible_to(who)} == seen
            if worked is not None:
                assert {one.pk for one in Ticket.objects.answered_by(who)} == worked
