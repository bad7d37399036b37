"""Registering a woman, and who can see her file afterwards."""

from dataclasses import replace

import pytest

from casework.access.context import NOBODY, enter
from casework.access.principals import ANONYMOUS, SurvivorPrincipal
from casework.audit.models import AuditEvent
from casework.identity.run import Run
from casework.survivors import queries
from casework.survivors.actions import (
    AlreadyRegistered,
    Identity,
    NotYourCentre,
    add_related,
    agree_contact,
    correct_identity,
    open_attention,
    register,
)
from casework.survivors.models import Attention, Door, RelatedPerson, SafeContact, Survivor
from casework.territory.models import CentreKind
from tests import places
from tests.database import as_system
from tests.survivors.conftest import HER_RUN, NOW, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered(centres, own_centre_worker, ana, call_after_six, as_principal) -> Survivor:
    as_principal(own_centre_worker)
    return register(
        identity=ana, contact=call_after_six, centre_id=centres[0].pk, by=own_centre_worker, at=NOW
    )


def test_a_working_name_is_enough(centres, own_centre_worker, as_principal):
    as_principal(own_centre_worker)
    survivor = register(
        identity=Identity(working_name="La señora del almacén"),
        contact=None,
        centre_id=centres[0].pk,
        by=own_centre_worker,
        at=NOW,
    )
    assert queries.display_name(survivor) == "La señora del almacén"


def test_registering_opens_key_door_contact_and_first_attention(registered, own_centre_worker):
    assert Door.objects.get(survivor=registered).mode == "closed"
    assert SafeContact.objects.get(survivor=registered).value == "+56 9 8765 4321"
    assert Attention.objects.get(survivor=registered).kind == "registered"


def test_the_own_centre_worker_reads_her_file(registered, own_centre_worker):
    assert queries.open_file(registered.pk, by=own_centre_worker, at=NOW).run == "44.444.444-4"


def test_the_other_centre_worker_finds_nothing(registered, other_centre_worker, as_principal):
    as_principal(other_centre_worker)
    with pytest.raises(Survivor.DoesNotExist):
        queries.open_file(registered.pk, by=other_centre_worker, at=NOW)


def test_the_database_alone_hides_her_from_the_other_centre(
    registered, other_centre_worker, as_principal
):
    as_principal(other_centre_worker)
    for model in (Survivor, SafeContact, RelatedPerson, Attention, Door):
        assert not model.objects.exists()


def test_without_context_there_is_nobody(registered):
    enter(NOBODY)
    assert not Survivor.objects.exists()
    assert not Survivor.objects.visible_to(ANONYMOUS).exists()


def test_she_sees_her_record_but_not_where_she_is_called(registered, as_principal):
    as_principal(SurvivorPrincipal(registered.pk))
    assert Survivor.objects.get().pk == registered.pk
    assert not SafeContact.objects.exists()


def test_another_survivor_sees_nothing_of_hers(registered, as_principal):
    as_principal(SurvivorPrincipal(registered.key_id))
    assert not Survivor.objects.exists()


def test_nobody_registers_in_a_centre_that_is_not_theirs(centres, own_centre_worker, ana):
    with pytest.raises(NotYourCentre):
        register(identity=ana, contact=None, centre_id=centres[1].pk, by=own_centre_worker, at=NOW)


def test_the_same_run_is_not_registered_twice_in_the_country(
    registered, centres, other_centre_worker, ana, as_principal
):
    as_principal(other_centre_worker)
    with pytest.raises(AlreadyRegistered):
        register(
            identity=ana, contact=None, centre_id=centres[1].pk, by=other_centre_worker, at=NOW
        )


def test_a_national_search_answers_a_masked_line(registered, other_centre_worker, as_principal):
    as_principal(other_centre_worker)
    line = queries.find(
        run=HER_RUN, document=None, purpose="attention", by=other_centre_worker, at=NOW
    )
    assert line is not None
    assert (line.centres, line.mine) == (("Centro Valdivia",), False)


def test_every_reading_of_her_file_is_in_the_log(registered, own_centre_worker):
    for _ in range(2):
        queries.open_file(registered.pk, by=own_centre_worker, at=NOW)
    with as_system():
        read = AuditEvent.objects.filter(verb="file.read", subject=registered.pk)
        assert list(read.values_list("actor_id", flat=True)) == [own_centre_worker.operator_id] * 2


def test_nobody_is_given_the_run_of_another_record(registered, centres, own_centre_worker):
    by, other = own_centre_worker, Identity(working_name="Otra")
    again = register(identity=other, contact=None, centre_id=centres[0].pk, by=by, at=NOW)
    with pytest.raises(AlreadyRegistered):
        correct_identity(survivor=again, identity=replace(other, run=HER_RUN), by=by, at=NOW)


def test_nobody_attends_in_the_name_of_a_centre_that_is_not_theirs(
    registered, centres, other_centre_worker, as_principal
):
    as_principal(other_centre_worker)
    with pytest.raises(NotYourCentre):
        open_attention(
            survivor_id=registered.pk, centre_id=centres[0].pk, purpose="",
            by=other_centre_worker, at=NOW,
        )  # fmt: skip


def test_every_question_about_the_whole_country_is_written_down_found_or_not(
    registered, other_centre_worker, as_principal
):
    as_principal(other_centre_worker)
    for run in (HER_RUN, Run.parse("5.126.663-3")):
        queries.find(run=run, document=None, purpose="attention", by=other_centre_worker, at=NOW)
    with as_system():
        asked = AuditEvent.objects.filter(
            verb="search.document", actor_id=other_centre_worker.operator_id
        )
        told = list(asked.order_by("seq").values_list("subject", "purpose", "detail__found"))
    assert told == [(registered.pk, "attention", True), (None, "attention", False)]


def test_a_house_with_a_reserved_address_is_not_named_to_who_searches_the_country(
    other_centre_worker, ana, as_principal
):
    with as_system():
        house = places.centre("Refugio", "13101", CentreKind.objects.filter(secret=True)[0].pk)
    keeper = worker(house)
    as_principal(keeper)
    register(identity=ana, contact=None, centre_id=house.pk, by=keeper, at=NOW)
    as_principal(other_centre_worker)
    line = queries.find(
        run=HER_RUN, document=None, purpose="attention", by=other_centre_worker, at=NOW
    )
    assert line is not None
    assert line.centres == ()


def test_opening_an_attention_lets_the_second_centre_in_and_keeps_the_first(
    registered, centres, own_centre_worker, other_centre_worker, as_principal
):
    as_principal(other_centre_worker)
    opened = open_attention(
        survivor_id=registered.pk,
        centre_id=centres[1].pk,
        purpose="",
        by=other_centre_worker,
        at=NOW,
    )
    assert opened.run == "44.444.444-4"
    assert SafeContact.objects.get().channel == "call"
    as_principal(own_centre_worker)
    assert queries.open_file(registered.pk, by=own_centre_worker, at=NOW)


def test_the_database_refuses_an_attention_in_a_foreign_centre(
    registered, centres, other_centre_worker, as_principal
):
    from django.db import DatabaseError, connection, transaction

    as_principal(other_centre_worker)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_attend(%s, %s)", [registered.pk, centres[0].pk])


def test_a_new_safe_contact_ends_the_earlier_one(registered, own_centre_worker, call_after_six):
    agree_contact(survivor=registered, contact=call_after_six, by=own_centre_worker, at=NOW)
    assert SafeContact.objects.count() == 2
    assert queries.contact_of(registered).ended_at is None


def test_names_are_found_with_typos_accents_and_order(registered, own_centre_worker):
    for typed in ("ana soto", "nunes ana", "Sotto María", "ANITA"):
        assert [
            found.pk for found in queries.search_names(typed, by=own_centre_worker, at=NOW)
        ] == [registered.pk], typed


def test_names_are_not_found_from_another_centre(registered, other_centre_worker, as_principal):
    as_principal(other_centre_worker)
    assert queries.search_names("ana soto", by=other_centre_worker, at=NOW) == []


def test_a_related_person_needs_neither_name_nor_run(registered, own_centre_worker):
    person = add_related(
        survivor=registered, relation="child", in_her_care=True, by=own_centre_worker, at=NOW
    )
    assert person.name == ""


def test_no_clear_name_run_or_number_stands_in_her_rows(registered):
    from django.db import connection

    with as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT s::text, c::text FROM casework_survivor s, casework_safecontact c")
        dump = str(cursor.fetchall())
    for canary in ("Anita", "Soto", "44.444", "8765 4321", "987654321", "biblioteca"):
        assert canary not in dump
