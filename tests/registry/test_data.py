"""Each datum says from whom, of when and how sure; nothing is overwritten, nothing asked twice."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework.access.context import acting
from casework.survivors.asked import Known, still_needed
from casework.survivors.registry import actions, catalogue, queries, rules
from casework.survivors.registry.models import Datum
from casework.survivors.registry.states import MOVES, State
from tests import people
from tests.database import as_system
from tests.registry.conftest import attend, register

WHY = "Mostró el certificado en la entrevista"
TODAY = date(2026, 11, 22)
needs_database = pytest.mark.django_db


def tell(her, by, told=actions.HERSELF, at=None, **answers):
    staff = by.staff
    given = {code.replace("_", "-"): actions.Answer(codes) for code, codes in answers.items()}
    with acting(staff.context):
        return actions.tell(
            survivor=her, by=staff, at=at or timezone.now(), told=told, answers=given
        )


def move(row, after, by, because=WHY, told=None):
    staff = by.staff
    with acting(staff.context):
        return actions.move(
            datum=row, after=after, because=because, by=staff, at=timezone.now(), told=told
        )


@needs_database
def test_what_identifies_her_says_from_whom_and_of_when(ana):
    her = register(ana)
    with acting(ana.staff.context):
        rows = queries.current_data(her)
        assert {"names", "birth-date", "comuna"} == set(rows)
        assert (rows["names"].source, rows["names"].state) == ("herself", "declared")
        assert rows["names"].value["text"] == "Rosa Ester Quilapán Vera"


@needs_database
def test_a_new_answer_keeps_the_earlier_one_as_history(ana):
    her = register(ana)
    tell(her, ana, housing=("rented",))
    tell(her, ana, housing=("hosted",))
    with acting(ana.staff.context):
        rows = queries.history_of(her, "housing", ana.staff)
    assert [row.ended_at is None for row in rows] == [True, False]


@needs_database
def test_the_database_holds_one_current_value_and_none_in_clear(ana):
    her = register(ana)
    row = tell(her, ana, substances=("alcohol",))[0]
    with as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(d)::text FROM casework_datum d WHERE id = %s", [row.pk])
        assert "alcohol" not in cursor.fetchone()[0]
    with pytest.raises(IntegrityError), transaction.atomic(), as_system():
        Datum.objects.create(
            survivor=her, key_id=her.key_id, field="substances", value={}, source="herself",
            dated=TODAY, written_at=timezone.now(),
        )  # fmt: skip


@needs_database
def test_validating_needs_a_document_or_an_institution_and_a_reason(ana):
    row = tell(register(ana), ana, rsh=("40",))[0]
    shown = actions.Told("institution", "MDSF")
    with pytest.raises(rules.Refusal):
        move(row, State.VALIDATED, ana)
    with pytest.raises(rules.Refusal):
        move(row, State.VALIDATED, ana, because="sí", told=shown)
    sure = move(row, State.VALIDATED, ana, told=shown)
    assert (sure.state, sure.institution_id) == ("validated", "MDSF")


@needs_database
def test_a_disputed_datum_is_shown_as_disputed_and_is_asked_again(ana, olga):
    her = register(ana)
    row = tell(her, ana, education=("middle",), housing=("rented",))[0]
    move(row, State.DISPUTED, ana)
    attend(her, olga)
    with acting(olga.staff.context):
        data = queries.current_data(her)
        day = timezone.localdate()
        shown = queries.shown(data["education"], day)
        known = queries.known_of(her, data, day)
    assert (shown.state, shown.tone) == ("disputed", "danger")
    assert "education" in still_needed(known, ["education", "housing"], day).ask


@needs_database
def test_a_datum_moved_meanwhile_is_not_moved_again(ana):
    row = tell(register(ana), ana, rsh=("40",))[0]
    move(row, State.DISPUTED, ana)
    with pytest.raises(rules.Refusal):
        move(row, State.DISPUTED, ana)


@needs_database
def test_nobody_validates_what_she_says_of_her_gender(ana):
    row = tell(register(ana), ana, gender=("trans-woman",))[0]
    with pytest.raises(rules.Refusal):
        move(row, State.VALIDATED, ana, told=actions.Told("institution", "SRCEI"))


@needs_database
def test_another_centre_reads_it_only_once_it_attends_her(ana, olga):
    her = register(ana)
    tell(her, ana, housing=("rented",))
    with acting(olga.staff.context):
        assert not Datum.objects.exists()
    attend(her, olga)
    with acting(olga.staff.context):
        assert queries.current_data(her)["housing"].value["codes"] == ["rented"]
    with acting(people.authority().staff.context):
        assert not Datum.objects.exists()


@needs_database
@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"housing": ("castle",)}, actions.HERSELF),
        ({"housing": ("rented", "own")}, actions.HERSELF),
        ({"disability": ("none", "visual")}, actions.HERSELF),
        ({"disability": ("unsaid", "visual")}, actions.HERSELF),
        ({"criminal_record": ("yes",)}, actions.HERSELF),
        ({"housing": ("rented",)}, actions.Told("institution")),
        ({"housing": ("rented",)}, actions.Told(dated=date(2999, 1, 1))),
    ],
)
def test_what_cannot_be_so_is_refused(ana, answers, told):
    with pytest.raises(rules.Refusal):
        tell(register(ana), ana, told, **answers)


@needs_database
def test_every_field_says_why_and_all_take_that_she_prefers_not_to_say(ana):
    with acting(ana.staff.context):
        fields = catalogue.in_force(timezone.localdate())
    assert all(field.why and field.options for field in fields.values())
    assert {"gender", "people", "migration", "disability", "pregnancy"} <= set(fields)
    assert not {"criminal", "criminal-record"} & set(fields)
    for field in fields.values():
        rules.check_answer(field, [catalogue.UNSAID])


@pytest.mark.parametrize("own_word", [True, False])
@pytest.mark.parametrize("state", [*MOVES])
def test_the_moves_by_hand_are_those_of_the_table(state, own_word):
    moves = set(rules.open_moves(state, own_word=own_word))
    assert moves <= MOVES[state]
    assert State.REPLACED not in moves
    assert not (own_word and State.VALIDATED in moves)


@given(
    dated=st.dates(date(1990, 1, 1), date(2026, 11, 22)),
    months=st.none() | st.integers(1, 60),
    later=st.integers(0, 3000),
)
def test_an_answer_holds_for_its_months_and_not_a_day_longer(dated, months, later):
    known, day = Known(dated, months), dated + timedelta(days=later)
    until = known.holds_until()
    assert known.holds(day) == (until is None or day <= until)
    if until:
        assert (until.year * 12 + until.month) - (dated.year * 12 + dated.month) == months
        assert until.day <= dated.day


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_what_is_asked_and_what_is_kept_are_the_form(known, form):
    plan = still_needed({code: Known(TODAY) for code in known}, sorted(form), TODAY)
    assert set(plan.ask) == form - known
    assert plan.spared == len(form & known)


def test_what_is_disputed_or_too_old_is_asked_again():
    known = {
        "old": Known(date(2025, 11, 21), 12), "fresh": Known(date(2025, 11, 22), 12),
        "argued": Known(TODAY, None, disputed=True),
    }  # fmt: skip
    assert still_needed(known, ["old", "fresh", "argued"], TODAY).kept == ("fresh",)
