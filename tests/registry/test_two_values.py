"""Two joined records say different things: a worker chooses, and parting them undoes it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.access.principals import SurvivorPrincipal
from casework.audit.queries import ledger_of
from casework.survivors import actions as records
from casework.survivors import queries
from casework.survivors.duplicates import actions, choosing
from casework.survivors.duplicates.clashes import CONTACT, clashes_of
from casework.survivors.models import SafeContact, Survivor
from casework.survivors.registry import actions as data
from casework.survivors.registry.queries import current_data, history_of
from tests import people
from tests.database import as_system
from tests.registry.conftest import attend, register
from tests.registry.test_duplicates import RUN, WHY, everything, joined, let_go, pair_of, proposed

pytestmark = pytest.mark.django_db
HERE = records.Contact(channel="call", value="+56 9 8765 4321", weekdays=(1, 2))
THERE = records.Contact(channel="whatsapp", value="+56 9 1111 2222", note="No los feriados")


def say(her, by, code, answer):
    staff = by.staff
    with acting(staff.context):
        data.tell(
            survivor=Survivor.objects.get(pk=her.pk), answers={code: data.Answer((answer,))},
            by=staff, at=timezone.now(),
        )  # fmt: skip


@pytest.fixture
def two(ana, eva):
    """One woman registered twice; the second time she said other things."""
    her = register(ana, run=RUN, contact=HERE, birth_date=None)
    again = register(ana, contact=THERE, birth_date=date(1990, 5, 4), second_surname="Veras")
    say(her, ana, "housing", "rented")
    say(again, ana, "housing", "hosted")
    say(her, ana, "gender", "woman")
    say(again, ana, "gender", "woman")
    let_go(pair_of(her, again), her.pk)
    return her, again


def join(two, ana, eva):
    return joined(proposed(pair_of(*two), ana, two[0].pk, settled=False), eva)


def found(her, by):
    with acting(by.staff.context):
        survivor = Survivor.objects.select_related("comuna").get(pk=her.pk)
        return {one.code: one for one in clashes_of(survivor, by.staff, timezone.localdate())}


def choose(her, by, code, *, there, seen=None):
    seen = seen or found(her, by)[code].seen
    with acting(by.staff.context):
        return choosing.choose(
            survivor=Survivor.objects.get(pk=her.pk), code=code, seen=seen, there=there,
            by=by.staff, at=timezone.now(),
        )  # fmt: skip


def kept(her, by):
    with acting(by.staff.context):
        survivor = Survivor.objects.get(pk=her.pk)
        rows = current_data(survivor)
        contact = queries.contact_of(survivor)
        return survivor, {code: row.value for code, row in rows.items()}, contact


def test_what_differs_is_found_and_what_agrees_is_not(two, ana, eva):
    join(two, ana, eva)
    clashes = found(two[0], ana)
    assert set(clashes) == {"names", "birth-date", "housing", CONTACT}
    assert clashes["housing"].here.dated == timezone.localdate()
    assert clashes["birth-date"].here.words == ""
    assert found(two[1], ana) == {}


def test_before_joining_there_is_nothing_to_choose(two, ana):
    assert found(two[0], ana) == {}


def test_the_chosen_value_holds_and_the_other_stays_in_history(two, ana, eva):
    join(two, ana, eva)
    choose(two[0], ana, "housing", there=True)
    _her, values, _contact = kept(two[0], ana)
    assert values["housing"]["codes"] == ["hosted"]
    assert "housing" not in found(two[0], ana)
    with acting(ana.staff.context):
        history = history_of(Survivor.objects.get(pk=two[0].pk), "housing", ana.staff)
        said = [row.value["codes"] for row in history]
    assert said[0] == ["hosted"]
    assert ["rented"] in said


def test_keeping_her_own_value_settles_it_too(two, ana, eva):
    join(two, ana, eva)
    choose(two[0], ana, "housing", there=False)
    assert kept(two[0], ana)[1]["housing"]["codes"] == ["rented"]
    assert "housing" not in found(two[0], ana)


def test_names_and_birth_go_to_her_record_and_she_is_found_by_them(two, ana, eva):
    join(two, ana, eva)
    choose(two[0], ana, "names", there=True)
    choose(two[0], ana, "birth-date", there=True)
    with acting(ana.staff.context):
        survivor, at = Survivor.objects.get(pk=two[0].pk), timezone.now()
        assert (survivor.second_surname, survivor.birth_date) == ("Veras", date(1990, 5, 4))
        assert two[0].pk in [one.pk for one in queries.search_names("Veras", by=ana.staff, at=at)]


def test_the_other_contact_keeps_its_day_of_expiry(two, ana, eva):
    old = timezone.localdate() + timedelta(days=3)
    with as_system():
        SafeContact.objects.filter(survivor=two[1]).update(valid_until=old)
    join(two, ana, eva)
    choose(two[0], ana, CONTACT, there=True)
    with acting(ana.staff.context):
        contact = queries.contact_of(two[0])
        assert (contact.value, contact.note) == (THERE.value, THERE.note)
        assert contact.valid_until == old


def test_a_choice_made_on_an_old_page_does_not_count(two, ana, eva):
    join(two, ana, eva)
    seen = found(two[0], ana)["housing"].seen
    say(two[0], ana, "housing", "own")
    with pytest.raises(choosing.Moved):
        choose(two[0], ana, "housing", there=True, seen=seen)
    assert kept(two[0], ana)[1]["housing"]["codes"] == ["own"]


def test_parted_again_each_has_what_she_had(two, ana, eva):
    with as_system():
        before = {one.pk: (one.second_surname, one.birth_date) for one in Survivor.objects.all()}
    held = {her.pk: kept(her, ana)[1] for her in two}
    ways = {her.pk: kept(her, ana)[2].pk for her in two}
    merge = join(two, ana, eva)
    for code in ("housing", CONTACT, "names", "birth-date"):
        choose(two[0], ana, code, there=True)
    with acting(eva.staff.context):
        actions.undo(merge=merge, because=WHY, by=eva.staff, at=timezone.now())
    with as_system():
        after = {one.pk: (one.second_surname, one.birth_date) for one in Survivor.objects.all()}
    assert after == before
    assert {her.pk: kept(her, ana)[1] for her in two} == held
    assert {her.pk: kept(her, ana)[2].pk for her in two} == ways
    with acting(ana.staff.context):
        mine = history_of(Survivor.objects.get(pk=two[0].pk), "housing", ana.staff)
        other = history_of(Survivor.objects.get(pk=two[1].pk), "housing", ana.staff)
        assert [row.value["codes"] for row in mine] == [["rented"]]
        assert [row.value for row in other] == [{"codes": ["hosted"], "note": ""}] * 2


def test_parted_again_after_keeping_her_own_leaves_the_same_rows(two, ana, eva):
    before = everything()
    merge = join(two, ana, eva)
    choose(two[0], ana, "housing", there=False)
    with acting(eva.staff.context):
        actions.undo(merge=merge, because=WHY, by=eva.staff, at=timezone.now())
    assert everything() == before


def test_what_she_said_after_the_choice_stays_when_they_are_parted(two, ana, eva):
    merge = join(two, ana, eva)
    choose(two[0], ana, "housing", there=True)
    say(two[0], ana, "housing", "own")
    with acting(eva.staff.context):
        actions.undo(merge=merge, because=WHY, by=eva.staff, at=timezone.now())
    assert kept(two[0], ana)[1]["housing"]["codes"] == ["own"]
    assert kept(two[1], ana)[1]["housing"]["codes"] == ["hosted"]


def test_the_file_shows_both_values_and_takes_the_choice(two, ana, eva):
    join(two, ana, eva)
    client, file = people.login(Client(), ana), f"/gestion/sobrevivientes/{two[0].pk}/"
    page = client.get(file)
    clash = next(one for one in page.context["clashes"] if one.code == "housing")
    assert clash.there.words in page.content.decode()
    client.post(f"{file}dos-valores/housing/", {"choose": "there", "seen": clash.seen})
    assert "housing" not in [one.code for one in client.get(file).context["clashes"]]
    refused = client.post(
        f"{file}dos-valores/housing/", {"choose": "there", "seen": clash.seen}, follow=True
    )
    assert "error" in [message.level_tag for message in refused.context["messages"]]


def ledger(her):
    """Her own list, as she reads it."""
    with acting(SurvivorPrincipal(her.pk).context):
        return [(line.what, line.first) for line in ledger_of(her.pk)]


def test_her_ledger_tells_who_read_the_joined_record_and_parting_takes_it_out(ana, eva, olga):
    her, again = register(ana, run=RUN), register(olga)
    with acting(olga.staff.context):
        queries.open_file(again.pk, by=olga.staff, at=timezone.now())
    attend(again, ana)
    theirs, alone = ledger(again), ledger(her)
    assert not set(theirs) & set(alone)
    merge = joined(proposed(pair_of(her, again), ana, her.pk), eva)
    assert set(theirs) <= set(ledger(her))
    with acting(eva.staff.context):
        actions.undo(merge=merge, because=WHY, by=eva.staff, at=timezone.now())
    assert not set(theirs) & set(ledger(her))
