"""What could be forced waits 72 hours and a worker; what protects works at once (AB35, AB02)."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.identity.records import new_id
from casework.survivors.actions import Identity, register
from casework.survivors.choices import Mode
from casework.survivors.models import Door, SafeContact, Survivor
from selfservice import own_actions, wish_actions, wish_queries
from selfservice.models import Wish
from selfservice.wish_actions import WishRefused
from tests.database import as_system
from tests.selfservice.conftest import HERS, NOW, phone
from tests.selfservice.test_door import is_open

pytestmark = pytest.mark.django_db
HOME = "/mi-espacio/"
NEW = {"channel": "whatsapp", "value": "+56 9 5555 0177"}
HOW = "La llamé al número de antes, a solas."


@contextmanager
def refused():
    """What the database itself does not take."""
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


def only(model):
    with as_system():
        return model.objects.get()


def settled(wish, by, **more):
    with acting(by.context):
        return wish_actions.settle(wish=wish, by=by, **more)


def test_a_change_of_contact_is_not_made_before_a_worker_confirms_it(inside):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    wish = only(Wish)
    assert wish.hold_until - wish.asked_at == timedelta(hours=72)
    with as_system():
        assert SafeContact.objects.filter(ended_at=None).get().channel == "call"


def test_before_its_hours_nobody_may_make_it(inside, own_centre_worker):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    wish = only(Wish)
    with pytest.raises(WishRefused):
        settled(wish, own_centre_worker, done=True, how=HOW,
                at=wish.hold_until - timedelta(seconds=1))  # fmt: skip


def test_once_confirmed_over_the_old_way_it_is_made(inside, own_centre_worker):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    wish = only(Wish)
    settled(wish, own_centre_worker, done=True, how=HOW, at=wish.hold_until)
    with as_system():
        now = SafeContact.objects.filter(ended_at=None).get()
        assert (now.channel, now.survivor_id) == ("whatsapp", wish.survivor_id)


def test_without_saying_how_it_is_not_confirmed(inside, own_centre_worker):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    wish = only(Wish)
    with pytest.raises(WishRefused):
        settled(wish, own_centre_worker, done=True, how=" ", at=wish.hold_until)


def test_a_worker_may_leave_it_as_it_was_at_any_time(inside, own_centre_worker):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    settled(only(Wish), own_centre_worker, done=False, answer="Hablamos.", at=timezone.now())
    with as_system():
        assert SafeContact.objects.filter(ended_at=None).get().channel == "call"


def test_another_centres_worker_ends_nothing(inside, other_centre_worker):
    inside.post(f"{HOME}equipo/enviar/", {"words": "¿Por qué?"})
    with pytest.raises(Wish.DoesNotExist):
        settled(only(Wish), other_centre_worker, done=True, answer="No", at=timezone.now())


@pytest.mark.parametrize("hours", [None, 71])
def test_the_database_keeps_no_change_without_its_72_hours(
    her, as_principal, own_centre_worker, hours
):
    as_principal(own_centre_worker)
    until = NOW + timedelta(hours=hours) if hours else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.create(
            survivor=her, key_id=her.key_id, centre_ids=her.centre_ids, kind="contact",
            asked_at=NOW, hold_until=until,
        )  # fmt: skip


def test_the_database_says_nothing_is_done_before_its_hours(
    inside, as_principal, own_centre_worker
):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    wish = only(Wish)
    as_principal(own_centre_worker)
    early = {"state": "done", "ended_by": own_centre_worker.operator_id, "ended_at": wish.asked_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.filter(pk=wish.pk).update(**early)


@pytest.mark.parametrize("state", ["done", "left"])
def test_her_own_session_cannot_say_that_a_worker_agreed(her, inside, state):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    with (
        acting(SurvivorPrincipal(her.pk).context),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        Wish.objects.update(state=state, ended_at=NOW, ended_by=her.pk)


def test_only_one_change_waits_at_a_time_and_she_takes_it_back_at_once(inside):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    inside.post(f"{HOME}contacto/pedir/", {**NEW, "channel": "sms"})
    assert "Ya pediste un cambio" in inside.get(f"{HOME}contacto/").content.decode()
    wish = only(Wish)
    inside.post(f"{HOME}equipo/{wish.pk}/retirar/")
    assert only(Wish).state == "taken_back"


def test_a_change_with_something_missing_comes_back_as_it_was_typed(inside):
    answer = inside.post(f"{HOME}contacto/pedir/", {"channel": "call", "weekdays": ["2", "4"]})
    assert answer.status_code == 303
    page = inside.get(f"{HOME}contacto/").content.decode()
    assert page.count("checked") == 3
    with as_system():
        assert not Wish.objects.exists()


def test_she_asks_about_an_entry_and_reads_the_answer(inside, own_centre_worker):
    page = inside.get(f"{HOME}lecturas/")
    entry = next(line for line in page.context["page"] if not line.herself)
    inside.post(f"{HOME}lecturas/preguntar/", {"entry": entry.last.isoformat()})
    assert entry.what in inside.get(f"{HOME}equipo/").content.decode()
    inside.post(f"{HOME}equipo/enviar/", {"words": "¿Por qué la vieron?"})
    wish = only(Wish)
    with acting(own_centre_worker.context):
        assert entry.what in wish.about
    settled(wish, own_centre_worker, done=True, answer="Por tu hora.", at=timezone.now())
    assert "Por tu hora." in inside.get(f"{HOME}equipo/").content.decode()


def test_a_question_needs_no_hours_and_its_answer_needs_words(inside, own_centre_worker):
    inside.post(f"{HOME}equipo/enviar/", {"words": "¿Cuándo?"})
    with pytest.raises(WishRefused):
        settled(only(Wish), own_centre_worker, done=True, answer="", at=timezone.now())


def test_what_ended_does_not_end_twice(inside, own_centre_worker):
    inside.post(f"{HOME}equipo/enviar/", {"words": "¿Cuándo?"})
    wish = only(Wish)
    settled(wish, own_centre_worker, done=True, answer="El jueves.", at=timezone.now())
    with pytest.raises(WishRefused):
        settled(wish, own_centre_worker, done=True, answer="Otra.", at=timezone.now())


def test_her_team_finds_it_in_its_day(inside, own_centre_worker):
    inside.post(f"{HOME}contacto/pedir/", NEW)
    wish = only(Wish)

    def told(at):
        asked = wish_queries.open_wishes(own_centre_worker, at)
        with acting(own_centre_worker.context):
            found = Survivor.objects.filter(pk=wish.survivor_id).values_list(asked).get()
            return wish_queries.day_lines(found[0], own_centre_worker, at)

    early, late = told(timezone.now()), told(wish.hold_until)
    assert [line.tone for line in early + late] == ["neutral", "warning"]


def test_she_tightens_her_door_at_once(inside, set_mode):
    set_mode(Mode.OPEN)
    inside.post(f"{HOME}acceso/numero/")
    assert only(Door).mode == Mode.KEY
    assert not is_open(phone(HERS))


def test_loosening_it_waits_for_a_worker(inside, own_centre_worker):
    inside.post(f"{HOME}acceso/pedir/")
    assert only(Door).mode == Mode.KEY
    wish = only(Wish)
    settled(wish, own_centre_worker, done=True, how=HOW, at=wish.hold_until)
    assert only(Door).mode == Mode.OPEN


@pytest.mark.parametrize(
    "change", [{"mode": "open"}, {"key_hash": "otra"}, {"duress_hash": "otra"}]
)
def test_the_database_refuses_her_session_what_opens_her_door_wider(her, key_in_hand, change):
    with (
        acting(SurvivorPrincipal(her.pk).context),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        Door.objects.filter(survivor=her).update(**change)


def test_the_database_refuses_her_session_to_undo_a_freeze(her, key_in_hand):
    with acting(SurvivorPrincipal(her.pk).context):
        own_actions.freeze_own_space(by=SurvivorPrincipal(her.pk), at=NOW)
        with refused():
            Door.objects.filter(survivor=her).update(frozen_at=None)


def test_the_database_refuses_her_session_to_take_a_warning_off(her, key_in_hand):
    with as_system():
        Door.objects.update(duress_at=NOW)
    with acting(SurvivorPrincipal(her.pk).context), refused():
        Door.objects.filter(survivor=her).update(duress_at=None)


def test_the_database_refuses_her_session_what_is_not_a_new_wish_of_her_own(
    her, inside, own_centre_worker, centres
):
    with acting(own_centre_worker.context):
        other = register(
            identity=Identity(working_name="Otra"), contact=None, centre_id=centres[0].pk,
            by=own_centre_worker, at=NOW,
        )  # fmt: skip
    made = {"key_id": her.key_id, "centre_ids": her.centre_ids, "kind": "question", "asked_at": NOW}
    ended = {"state": "done", "ended_by": her.pk, "ended_at": NOW}
    with acting(SurvivorPrincipal(her.pk).context):
        with refused():
            Wish.objects.create(survivor=her, **made, **ended)
        with refused():
            Wish.objects.create(survivor=other, **made)
        Wish.objects.create(survivor=her, **made)


def test_the_database_refuses_her_session_another_womans_wish(her, inside):
    inside.post(f"{HOME}equipo/enviar/", {"words": "¿Cuándo?"})
    with acting(SurvivorPrincipal(new_id()).context):
        assert Wish.objects.update(state="taken_back", ended_at=NOW) == 0


def test_no_wish_ends_without_its_day_or_has_one_before_it_ends(inside):
    inside.post(f"{HOME}equipo/enviar/", {"words": "¿Cuándo?"})
    for change in ({"state": "left"}, {"ended_at": NOW}):
        with as_system(), refused():
            Wish.objects.update(**change)
