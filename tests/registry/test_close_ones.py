"""Her account, once; her household, possible; her contact, for ninety days."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from casework.access.context import acting
from casework.survivors import actions as records
from casework.survivors import contact_hooks, essentials, queries
from casework.survivors.account import actions as account
from casework.survivors.account.models import Account
from casework.survivors.household import actions
from casework.survivors.household.rules import Person, slips
from casework.survivors.models import SafeContact
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.validity import chilean_day
from tests.database import as_system
from tests.registry.conftest import attend, register

pytestmark = pytest.mark.django_db


def write(her, by, kind="told", words="Contó lo suyo", **more):
    staff = by.staff
    with acting(staff.context):
        her.refresh_from_db()  # a page reads her record anew, with the centres she has by now
        return account.write(
            survivor=her, kind=kind, words=words, told_on=timezone.localdate(),
            centre_id=by.centre.pk, by=staff, at=timezone.now(), **more,
        )  # fmt: skip


def test_she_tells_it_once_to_anybody_anywhere(ana, olga):
    her = register(ana)
    write(her, ana)
    attend(her, olga)
    with pytest.raises(account.AlreadyTold):
        write(her, olga)
    write(her, olga, kind="added", words="Agregó algo")
    with acting(ana.staff.context):
        found = Account.objects.visible_to(ana.staff).order_by("written_at")
        assert [entry.words for entry in found] == ["Contó lo suyo", "Agregó algo"]
        assert found[1].signature == olga.staff.name


def test_the_database_lets_nobody_change_an_account(ana):
    entry = write(register(ana), ana)
    with pytest.raises(ProgrammingError), transaction.atomic(), acting(ana.staff.context):
        Account.objects.filter(pk=entry.pk).update(told_on="2020-01-01")


def test_a_correction_says_of_what(ana):
    her = register(ana)
    first = write(her, ana)
    with pytest.raises(account.NothingToCorrect):
        write(her, ana, kind="corrected")
    assert write(her, ana, kind="corrected", about=first).about_id == first.pk


def test_the_words_of_a_child_do_not_count_as_her_account(ana):
    her = register(ana)
    write(her, ana, kind="child", words="«No quiero ir»")
    write(her, ana)
    with acting(ana.staff.context):
        lines = TrajectoryEvent.objects.filter(survivor=her, kind="account")
        assert {line.code for line in lines} == {"child", "told"}


def test_an_attention_gives_a_line_of_her_trayecto(ana, olga):
    her = register(ana)
    attend(her, olga)
    with acting(olga.staff.context):
        lines = TrajectoryEvent.objects.filter(survivor=her, kind="contact").order_by("at")
        assert [line.code for line in lines] == ["registered", "opened"]


@pytest.mark.parametrize(
    ("person", "wrong"),
    [
        (Person("child", birth_year=1990), ["birth_year"]),
        (Person("child", birth_year=1980), ["birth_year"]),
        (Person("child", birth_year=2015), []),
        (Person("parent", birth_year=1995), ["birth_year"]),
        (Person("child", birth_year=2027), ["birth_year"]),
        (Person("relative", birth_year=1850), ["birth_year"]),
        (Person("partner", name="rosa QUILAPAN", is_aggressor=True), ["name"]),
        (Person("partner", name="Rosa", is_aggressor=True), []),
        (Person("partner", name="Rosa Quilapán", birth_year=1960, is_aggressor=True), []),
    ],
)
def test_what_cannot_be_so_is_said_beside_the_field(person, wrong):
    found = slips(person, hers="Rosa Ester Quilapán Vera", her_year=1990, this_year=2026)
    assert [slip.field for slip in found] == wrong


def test_a_child_older_than_her_mother_is_not_written_down(ana):
    her = register(ana)
    with pytest.raises(actions.Impossible), acting(ana.staff.context):
        actions.add_related(
            survivor=her, relation="child", birth_year=1970, by=ana.staff, at=timezone.now()
        )


def test_a_slip_is_undone_and_the_head_of_the_file_counts_children(ana):
    her, staff, at = register(ana), ana.staff, timezone.now()
    with acting(staff.context):
        child = actions.add_related(
            survivor=her, relation="child", birth_year=chilean_day(at).year - 6,
            in_her_care=True, by=staff, at=at,
        )  # fmt: skip
        counted = essentials.values_of([her.pk], "children")[her.pk]["children"]
        assert (counted["children"], counted["care"]) == (1, 1)
        actions.end_related(person=child, by=staff, at=at)
        assert essentials.values_of([her.pk], "children")[her.pk]["children"] is None
        actions.restore_related(person=child, by=staff, at=at)
        assert essentials.values_of([her.pk], "children")[her.pk]["children"]["care"] == 1


def test_a_contact_near_its_end_is_counted_and_its_renewal_is_told(ana):
    her, told = register(ana), []
    contact_hooks.on_agreed(listener := lambda contact, by, at: told.append(contact.pk))
    try:
        with acting(ana.staff.context):
            agreed = records.agree_contact(
                survivor=her, contact=records.Contact(channel="in_person"), by=ana.staff,
                at=timezone.now(),
            )  # fmt: skip
    finally:
        contact_hooks._listeners.remove(listener)
    assert told == [agreed.pk]
    today = timezone.localdate()
    for days, expected in ((60, (0, 0)), (10, (0, 1)), (-1, (1, 0))):
        with as_system():
            SafeContact.objects.update(valid_until=today + timedelta(days=days))
        with acting(ana.staff.context):
            waiting = queries.waiting(ana.staff, today=today)
        assert (waiting.expired_contacts, waiting.expiring_contacts) == expected
