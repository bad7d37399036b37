"""Two records of one woman: suspected, joined by two people, parted again without a trace."""

import json
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from casework.access.context import acting
from casework.cases.actions import open_case
from casework.identity.lookup import run_digest
from casework.identity.run import Run
from casework.survivors import actions as records
from casework.survivors import queries
from casework.survivors.account import actions as account
from casework.survivors.account.queries import entries_of
from casework.survivors.duplicates import actions
from casework.survivors.duplicates import queries as pairs
from casework.survivors.duplicates.models import DuplicatePair, Merge
from casework.survivors.duplicates.states import State
from casework.survivors.models import Survivor
from casework.survivors.registry import actions as data
from casework.survivors.registry.queries import current_data
from tests import people
from tests.database import as_system
from tests.registry.conftest import attend, exit_as_duplicate, register

pytestmark = pytest.mark.django_db
WHY = "Lo dijo ella y mostró su cédula"
RUN, NEAR = "44.444.444-4", "44.444.544-0"


def at():
    return timezone.now()


def pair_of(*women):
    first, second = sorted(one.pk for one in women)
    with as_system():
        return DuplicatePair.objects.filter(first=first, second=second).first()


def let_go(pair, keep):
    """The record that goes has no open case any more."""
    gone = pair.second_id if keep == pair.first_id else pair.first_id
    with as_system():
        exit_as_duplicate(Survivor.objects.get(pk=gone))


def proposed(pair, by, keep, *, settled=True):
    if settled:
        let_go(pair, keep)
    with acting(by.staff.context):
        return actions.propose(pair=pair, keep=keep, because=WHY, by=by.staff, at=at())


def joined(pair, by):
    with acting(by.staff.context):
        return actions.approve(pair=pair, by=by.staff, at=at())


def everything():
    """Every row about a woman, in every table, as the database holds it."""
    with as_system(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
            "AND a.attname = 'survivor_id'"
        )
        tables = sorted({"casework_survivor", *(row[0] for row in cursor.fetchall())})
        found = {}
        for table in tables:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1")
            found[table] = sorted(json.dumps(json.loads(row[0])) for row in cursor.fetchall())
    return found


def test_a_run_with_one_digit_wrong_is_suspected_when_the_name_is_hers(ana):
    her = register(ana, run=RUN)
    again = register(ana, run=Run(44444544), comuna_code="13101", birth_date=None)
    assert "run-near" in pair_of(her, again).reasons


def test_two_women_with_runs_of_their_own_are_not_suspected(ana):
    her = register(ana, run=RUN)
    other = register(ana, run="12.345.678-5")
    assert pair_of(her, other) is None


def test_the_same_telephone_and_a_name_are_a_reason(ana):
    phone = records.Contact(channel="call", value="+56 9 8765 4321")
    her = register(ana, run=RUN, contact=phone)
    staff = ana.staff
    again = register(ana, birth_date=None, comuna_code="", second_surname="")
    with acting(staff.context):
        records.agree_contact(survivor=again, contact=phone, by=staff, at=at())
        actions.suspect(survivor=again, at=at())
    assert pair_of(her, again).reasons == ["phone"]


def test_what_people_said_of_a_pair_is_remembered(ana):
    her, again = register(ana, run=RUN), register(ana)
    with acting(ana.staff.context):
        actions.differ(pair=pair_of(her, again), because=WHY, by=ana.staff, at=at())
        actions.suspect(survivor=again, at=at())
    assert pair_of(her, again).state == State.DIFFERENT


def test_two_open_cases_in_one_centre_stand_between_until_one_exits(ana, eva):
    her, again = register(ana, run=RUN), register(ana)
    pair = pair_of(her, again)
    with pytest.raises(actions.Refused, match="two-open-cases"):
        proposed(pair, ana, her.pk, settled=False)
    assert pair_of(her, again).state == State.SUSPECTED
    assert joined(proposed(pair, ana, her.pk), eva).moved > 0


def test_a_case_opened_after_the_proposal_stands_between_too(ana, eva):
    her, again = register(ana, run=RUN), register(ana)
    pair = proposed(pair_of(her, again), ana, her.pk)
    staff = ana.staff
    with acting(staff.context):
        open_case(
            survivor=Survivor.objects.get(pk=again.pk), centre_id=ana.centre.pk, by=staff, at=at()
        )
    with pytest.raises(actions.Refused, match="two-open-cases"):
        joined(pair, eva)


def test_who_proposes_cannot_approve(ana, eva):
    her, again = register(ana, run=RUN), register(ana)
    pair = proposed(pair_of(her, again), ana, her.pk)
    with pytest.raises(actions.Refused), acting(ana.staff.context):
        actions.approve(pair=pair, by=ana.staff, at=at())
    assert joined(pair, eva).kept_id == her.pk


def test_who_only_reads_both_under_a_grant_joins_nothing(ana):
    her, again = register(ana, run=RUN), register(ana)
    pair = pair_of(her, again)
    let_go(pair, her.pk)
    reader = replace(people.other_centre_worker().staff, granted=frozenset({her.pk, again.pk}))
    with pytest.raises(actions.Refused), acting(reader.context):
        actions.propose(pair=pair, keep=her.pk, because=WHY, by=reader, at=at())


def test_the_database_itself_asks_for_a_second_person(ana):
    her, again = register(ana, run=RUN), register(ana)
    pair = proposed(pair_of(her, again), ana, her.pk)
    with (
        pytest.raises(ProgrammingError), transaction.atomic(),
        acting(ana.staff.context), connection.cursor() as cursor,
    ):  # fmt: skip
        cursor.execute("SELECT siivbg_merge(%s, gen_random_uuid(), now())", [pair.pk])
    with pytest.raises(IntegrityError), transaction.atomic(), as_system():
        DuplicatePair.objects.filter(pk=pair.pk).update(
            state="merged", proposed_by=ana.id, decided_by=ana.id
        )


def test_who_sees_one_side_only_decides_nothing_and_learns_nothing(ana, olga):
    her, again = register(ana, run=RUN), register(olga)
    pair = pair_of(her, again)
    with acting(olga.staff.context):
        assert list(pairs.pairs(olga.staff)) == []
        with pytest.raises(DuplicatePair.DoesNotExist):
            pairs.open_pair(pair.pk, by=olga.staff, at=at())
        with pytest.raises(actions.Refused):
            actions.propose(pair=pair, keep=her.pk, because=WHY, by=olga.staff, at=at())
    head = people.head_of_other_centre()
    with acting(head.staff.context):
        compared = pairs.open_pair(pair.pk, by=head.staff, at=at())
    assert [side.pk for side in compared.sides] == [again.pk]


def test_a_stranger_sees_no_pair(ana):
    register(ana, run=RUN), register(ana)
    other = people.head_of_other_centre()
    with acting(other.staff.context):
        assert not DuplicatePair.objects.exists()


def test_the_record_with_the_run_stays(ana):
    her, again = register(ana, run=RUN), register(ana)
    with pytest.raises(actions.Refused), acting(ana.staff.context):
        actions.propose(pair=pair_of(her, again), keep=again.pk, because=WHY, by=ana.staff, at=at())


def test_either_run_and_either_name_find_the_kept_one(ana, eva, olga):
    her = register(ana, run=RUN)
    again = register(ana, run=Run(44444544), given_names="Rosita")
    joined(proposed(pair_of(her, again), ana, her.pk), eva)
    for run in (Run.parse(RUN), Run(44444544)):
        with acting(olga.staff.context):
            line = queries.find(run=run, document=None, purpose="attention", by=olga.staff, at=at())
        assert line.survivor_id == her.pk
    with acting(ana.staff.context):
        found = queries.search_names("Rosita Quilapan", by=ana.staff, at=at())
        opened = queries.open_file(again.pk, by=ana.staff, at=at())
        listed = list(queries.women(ana.staff))
    assert [one.pk for one in found] == [her.pk]
    assert opened.pk == her.pk
    assert [one.pk for one in listed] == [her.pk]


def test_her_own_space_does_not_open_by_the_run_that_was_a_slip(ana, eva):
    her, again = register(ana, run=RUN), register(ana, run=Run(44444544))
    joined(proposed(pair_of(her, again), ana, her.pk), eva)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM siivbg_survivor_door(%s)", [run_digest(Run(44444544))])
        assert cursor.fetchone() == (0,)


def test_both_centres_read_what_the_other_wrote(ana, eva, olga):
    her, again = register(ana, run=RUN), register(olga)
    with acting(olga.staff.context):
        account.write(
            survivor=again, kind="told", words="Lo que contó allá", told_on=timezone.localdate(),
            centre_id=olga.centre.pk, by=olga.staff, at=at(),
        )  # fmt: skip
    attend(again, ana)
    joined(proposed(pair_of(her, again), ana, her.pk), eva)
    for person in (ana, olga):
        with acting(person.staff.context):
            file = queries.open_file(her.pk, by=person.staff, at=at())
            assert [one.words for one in entries_of(file, person.staff)] == ["Lo que contó allá"]
            assert file.first_surname == "Quilapán"


def test_a_third_centre_that_attends_her_later_opens_both(ana, eva, olga):
    her, again = register(ana, run=RUN), register(ana)
    with acting(ana.staff.context):
        data.tell(
            survivor=again, answers={"gender": data.Answer(("woman",))}, by=ana.staff, at=at()
        )
    joined(proposed(pair_of(her, again), ana, her.pk), eva)
    attend(her, olga)
    with acting(olga.staff.context):
        gone = Survivor.objects.get(pk=again.pk)
        assert gone.given_names == "Rosa Ester"
        assert current_data(Survivor.objects.get(pk=her.pk))["gender"].value["codes"] == ["woman"]


@pytest.mark.parametrize("seed", range(6))
def test_joined_and_parted_again_leaves_the_same_rows(ana, eva, olga, seed):
    chance = Random(seed)
    one = register(chance.choice((ana, olga)), run=RUN if chance.random() < 0.7 else None)
    other = register(chance.choice((ana, olga)))
    for woman in (one, other):
        for person in (ana, olga):
            if person is ana or chance.random() < 0.5:
                attend(woman, person)
        staff = ana.staff
        with acting(staff.context):
            _life(Survivor.objects.get(pk=woman.pk), ana, chance)
    pair = pair_of(one, other)
    keep = one.pk if one.run_digest else chance.choice((one.pk, other.pk))
    let_go(pair, keep)
    before = everything()
    merge = joined(proposed(pair, ana, keep), eva)
    assert merge.moved > 0
    assert everything() != before
    with acting(eva.staff.context):
        actions.undo(merge=merge, because=WHY, by=eva.staff, at=at())
    assert everything() == before
    assert pair_of(one, other).state == State.SUSPECTED


def _life(her, by, chance):
    staff, centre = by.staff, by.centre.pk
    if chance.random() < 0.7:
        contact = records.Contact(channel="call", value="+56 9 8765 4321")
        records.agree_contact(survivor=her, contact=contact, by=staff, at=at())
    for _number in range(chance.randint(0, 3)):
        records.add_related(survivor=her, relation="child", name="Luz", by=staff, at=at())
    for code in chance.sample(["housing", "income", "gender"], chance.randint(0, 3)):
        answer = data.Answer(("unsaid",))
        data.tell(survivor=her, answers={code: answer}, by=staff, at=at())
    if chance.random() < 0.5:
        account.write(
            survivor=her, kind="told", words="Contó", told_on=timezone.localdate(),
            centre_id=centre, by=staff, at=at(),
        )  # fmt: skip


def test_after_thirty_days_it_stays(ana, eva):
    her, again = register(ana, run=RUN), register(ana)
    merge = joined(proposed(pair_of(her, again), ana, her.pk), eva)
    with pytest.raises(actions.Refused), acting(ana.staff.context):
        actions.undo(
            merge=merge, because=WHY, by=ana.staff, at=merge.approved_at + timedelta(days=31)
        )
    with as_system():
        assert actions.settle(at=merge.approved_at + timedelta(days=29)) == 0
        assert actions.settle(at=merge.approved_at + timedelta(days=31)) == 1
        assert Merge.objects.get().pair.state == State.SETTLED
