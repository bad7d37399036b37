"""What the database refuses by itself about questions and complaints (law 4; safety.md 0.5).

Past the functions on purpose: each of these holds when a screen or a function forgets it.
"""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.access.principals import ANONYMOUS, SurvivorPrincipal
from casework.documents.models import StoredFile
from casework.documents.uploads import CleanFile
from casework.identity import vault
from casework.identity.records import new_id
from complaints.models import OirsTerm, Ticket, TicketEntry, TicketFile
from complaints.oirs import own_actions
from complaints.oirs.choices import Entry, Kind
from complaints.oirs.filing import keep_files
from complaints.rights import codes
from complaints.rights.keys import filing_with, new_key
from complaints.rights.numbers import new_number
from tests import people, women
from tests.database import as_system
from tests.rights.hands import bar, officer

from .hands import at_counter, from_site, from_space, row

pytestmark = pytest.mark.django_db
NOW = timezone.now
PAPER = CleanFile(b"%PDF-1.4", "application/pdf", "pdf", "carta.pdf", scanned=False)


def asked_of(name, ticket, *more):
    """Ask one of the functions that move it elsewhere."""
    given = ", ".join(["%s"] * (len(more) + 1))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}({given})", [ticket.pk, *more])
        return cursor.fetchone()[0]


def written(**more):
    """A row as somebody would write it past the function; and its key, made here."""
    at, key = NOW(), new_key()
    term = OirsTerm.objects.filter(kind=Kind.ENQUIRY).first()
    whole = {
        "id": new_id(), "key_id": key, "number": new_number(), "kind": Kind.ENQUIRY, "way": "site",
        "filed_at": at, "due_at": at, "route_by": at, "term": term, "days": 10,
    }  # fmt: skip
    return Ticket(**{**whole, **more})


def test_whoever_writes_on_the_site_chooses_no_centre(worker):
    assert row(from_site(centre_id=worker.centre.pk)).centre_id is None


def test_what_she_writes_goes_to_her_centre_and_another_is_not_chosen(her, worker):
    ticket = from_space(her)
    assert (ticket.centre_id, ticket.centre_ids) == (worker.centre.pk, [worker.centre.pk])


def test_a_worker_files_for_no_other_centre(worker):
    elsewhere = people.other_centre().pk
    with acting(worker.staff.context), pytest.raises(ProgrammingError), transaction.atomic():
        ticket = written(centre_id=elsewhere)
        with filing_with(ticket.key_id, ticket.pk):
            ticket.save(force_insert=True)


@pytest.mark.parametrize(
    "more",
    [{"state": "answered", "answered_at": NOW(), "answered_by": new_id()}, {"state": "working"},
     {"answered_at": NOW()}, {"assigned_to": new_id()}],
    ids=["answered", "working", "with an answer", "taken"],
)  # fmt: skip
def test_nothing_is_filed_as_answered_or_taken(more):
    with acting(NOBODY):
        ticket = written()
        for name, value in more.items():
            setattr(ticket, name, value)
        with (
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            filing_with(ticket.key_id, ticket.pk),
        ):
            ticket.save(force_insert=True)


def test_nothing_is_filed_under_a_key_that_was_not_made_for_it(worker, her):
    with acting(worker.staff.context):
        ticket = written(centre_id=worker.centre.pk)
        made, ticket.key_id = ticket.key_id, her.key_id
        with pytest.raises(ProgrammingError), transaction.atomic(), filing_with(made, ticket.pk):
            ticket.save(force_insert=True)


def test_another_centre_another_woman_and_nobody_read_nothing_of_it(worker, her):
    ticket = from_space(her)
    with acting(worker.staff.context), filing_with(ticket.key_id, ticket.pk):
        keep_files(ticket, [PAPER], worker.staff, NOW())
    stranger = people.other_centre_worker().staff
    other = SurvivorPrincipal(women.registered(worker, run=women.Run(15_555_555)).pk)
    for context in (stranger.context, other.context, NOBODY):
        with acting(context):
            assert not Ticket.objects.exists()
            assert not TicketEntry.objects.exists()
            assert not TicketFile.objects.exists()
            assert not StoredFile.objects.filter(key_id=ticket.key_id).exists()
            assert Ticket.objects.filter(pk=ticket.pk).update(assigned_to=new_id()) == 0
            with pytest.raises(vault.KeyUnavailable):
                vault.seal(ticket.key_id, b"x", context="x")


def test_nobody_but_its_centre_works_on_it_and_the_officer_only_while_it_is_nobodys(worker):
    mine, free, encargada = at_counter(worker.staff), row(from_site()), officer().staff
    for by, ticket, done in (
        (encargada, mine, 0), (encargada, free, 1), (worker.staff, mine, 1), (worker.staff, free, 0)
    ):  # fmt: skip
        with acting(by.context):
            rows = Ticket.objects.filter(pk=ticket.pk)
            assert rows.update(reached_at=NOW()) == done


def test_who_wrote_writes_no_note_and_nothing_on_the_thread_of_another(worker, her):
    ticket, me, about = from_space(her), SurvivorPrincipal(her.pk), row(from_site())
    line = {"at": NOW(), "actor_kind": "survivor", "what": Entry.SAID}
    for where, more in ((ticket, {"inside": True}), (about, {})):
        with acting(me.context), pytest.raises(ProgrammingError), transaction.atomic():
            TicketEntry.objects.create(ticket=where, key_id=ticket.key_id, **line, **more)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_thread_is_only_added_to(worker, change):
    ticket = at_counter(worker.staff)
    with acting(worker.staff.context), pytest.raises(ProgrammingError), transaction.atomic():
        lines = TicketEntry.objects.filter(ticket=ticket)
        lines.update(at=NOW()) if change == "update" else lines._raw_delete(lines.db)


def test_whom_she_named_changes_nothing_of_it_nor_passes_it_on(worker, head, her):
    ticket = from_space(her, Kind.CLAIM)
    bar(her, worker)
    with acting(worker.staff.context):
        assert Ticket.objects.filter(pk=ticket.pk).update(reached_at=NOW()) == 0
        assert not asked_of("siivbg_ticket_routed", ticket, people.other_centre().pk, NOW())
        assert not asked_of("siivbg_ticket_given_up", ticket, NOW())
    with acting(head.staff.context):
        assert asked_of("siivbg_ticket_given_up", ticket, NOW())


def test_it_is_passed_on_only_by_who_works_on_it_and_while_it_is_open(worker, her):
    ticket, elsewhere = from_space(her, Kind.CLAIM), people.other_centre().pk
    stranger = people.other_centre_worker().staff
    for context in (stranger.context, SurvivorPrincipal(her.pk).context, NOBODY):
        with acting(context):
            assert not asked_of("siivbg_ticket_routed", ticket, elsewhere, NOW())
            assert not asked_of("siivbg_ticket_given_up", ticket, NOW())
    over = at_counter(worker.staff, Kind.CLAIM)
    with as_system():
        Ticket.objects.filter(pk=over.pk).update(
            state="answered", answered_at=NOW(), answered_by=worker.id
        )
    with acting(worker.staff.context):
        assert not asked_of("siivbg_ticket_routed", over, elsewhere, NOW())
        assert not asked_of("siivbg_ticket_given_up", over, NOW())
        assert asked_of("siivbg_ticket_routed", ticket, elsewhere, NOW())
        assert not asked_of("siivbg_ticket_routed", ticket, worker.centre.pk, NOW())


def test_the_officer_passes_on_only_what_is_nobodys_and_a_question_is_given_away_by_nobody(worker):
    taken, free, encargada = at_counter(worker.staff), row(from_site()), officer().staff
    elsewhere = people.other_centre().pk
    with acting(encargada.context):
        assert not asked_of("siivbg_ticket_routed", taken, elsewhere, NOW())
        assert asked_of("siivbg_ticket_routed", free, elsewhere, NOW())
    with acting(worker.staff.context):
        assert not asked_of("siivbg_ticket_given_up", taken, NOW())


@pytest.mark.parametrize(
    "change",
    [{"centre_id": None, "centre_ids": []}, {"assigned_to": new_id()},
     {"reached_at": NOW()}, {"answered_at": NOW()}],
    ids=["centre", "owner", "reached", "answered"],
)  # fmt: skip
def test_with_number_and_code_nothing_is_changed_but_what_is_said(change):
    filed = from_site()
    with acting(NOBODY), own_actions.opened(filed.number, filed.code) as ticket:
        rows = Ticket.objects.filter(pk=ticket.pk)
        if change == {"centre_id": None, "centre_ids": []}:
            change = {"centre_id": people.centre().pk}
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.update(**change)


def test_a_code_opens_its_own_number_and_no_other_and_is_kept_by_nobody():
    mine, other = from_site(), from_site()
    with acting(NOBODY):
        tried = ((mine.number, other.code), ("0000-0000", mine.code), (mine.number, ""))
        for number, code in tried:
            with own_actions.opened(number, code) as nothing:
                assert nothing is None
    assert bytes(row(mine).code_digest) == codes.digest(mine.code)
    assert mine.code.encode() not in bytes(row(mine).code_digest)


@pytest.mark.parametrize(
    "change",
    [{"state": "answered"}, {"extended_to": NOW(), "extended_at": None}, {"state": "withdrawn"}],
    ids=["answered by nobody", "extended without its day", "closed without looking for her"],
)
def test_no_row_says_what_nobody_did(worker, change):
    ticket = at_counter(worker.staff)
    with as_system(), pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(**change)


def test_nobody_at_all_sees_a_ticket_through_the_only_way_in(worker):
    at_counter(worker.staff)
    with as_system():
        assert not Ticket.objects.visible_to(ANONYMOUS).exists()


def test_a_visit_of_hers_passes_nothing_on_even_with_a_centre_in_its_context(worker, her):
    ticket, elsewhere = from_space(her, Kind.CLAIM), people.other_centre().pk
    with acting(SurvivorPrincipal(her.pk).context):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('app.centres', %s, true)", [f"{{{worker.centre.pk}}}"]
            )
        assert not asked_of("siivbg_ticket_routed", ticket, elsewhere, NOW())
        assert not asked_of("siivbg_ticket_given_up", ticket, NOW())
