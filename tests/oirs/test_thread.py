"""Who files, who answers, who reads what (law 4: OI-01 to OI-09)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.access.principals import ANONYMOUS, SurvivorPrincipal
from casework.identity import vault
from complaints.models import OirsTerm, Ticket, TicketEntry
from complaints.oirs import actions, own_actions, queries
from complaints.oirs.actions import OirsRefused
from complaints.oirs.choices import Entry, Kind
from complaints.oirs.states import State
from tests import people, women
from tests.database import as_system
from tests.rights.hands import bar, officer

from .hands import at_counter, from_site, from_space, row

pytestmark = pytest.mark.django_db
REASON = "Se revisó lo que pasó y se habló con el equipo."
NOW = timezone.now


def seen(to):
    with acting(to.context):
        return list(Ticket.objects.visible_to(to))


def worked(by, ticket, *acts):
    """Take it on and do the rest, as this worker."""
    with acting(by.context):
        actions.take(ticket=ticket, by=by, at=NOW())
        for act, more in acts:
            act(ticket=ticket, by=by, at=NOW(), **more)
    with as_system():
        return Ticket.objects.get(pk=ticket.pk)


def test_whoever_writes_without_a_name_learns_nothing_but_number_and_code():
    filed = from_site()
    with acting(NOBODY):
        assert (Ticket.objects.count(), TicketEntry.objects.count()) == (0, 0)
        with pytest.raises(vault.KeyUnavailable):
            vault.seal(row(filed).key_id, b"x", context="x")


def test_number_and_code_open_one_thread_and_nothing_else():
    mine, other = from_site(words="La mía"), from_site(words="La ajena")
    with acting(NOBODY):
        with own_actions.opened(mine.number, mine.code.lower().replace("-", " ")) as ticket:
            assert [one.words for one in queries.what_she_reads(ticket)] == ["La mía"]
            assert [one.pk for one in Ticket.objects.all()] == [mine.ticket_id]
        with own_actions.opened(mine.number, other.code) as nothing:
            assert nothing is None
        assert Ticket.objects.count() == 0


def test_internal_notes_are_never_read_by_who_wrote_even_past_the_code(worker, her):
    ticket = from_space(her)
    worked(worker.staff, ticket, (actions.write_note, {"words": "Ojo con esto"}),
           (actions.tell, {"words": "Lo estamos viendo"}))  # fmt: skip
    me = SurvivorPrincipal(her.pk)
    with acting(me.context):
        whats = [one.what for one in TicketEntry.objects.filter(ticket=ticket)]
    assert whats == [Entry.FILED, Entry.TOLD]
    with acting(worker.staff.context):
        assert Entry.NOTE in [one.what for one in TicketEntry.objects.filter(ticket=ticket)]


def test_a_note_cannot_be_written_as_something_she_reads(worker):
    ticket = at_counter(worker.staff)
    with acting(worker.staff.context), pytest.raises(IntegrityError), transaction.atomic():
        TicketEntry.objects.create(
            ticket=ticket, key_id=ticket.key_id, at=NOW(), what=Entry.NOTE, inside=False,
            actor_kind="staff",
        )  # fmt: skip


def test_from_the_open_site_only_the_officer_sees_it_until_it_is_routed_oi02(worker):
    filed, encargada = from_site(), officer().staff
    assert seen(worker.staff) == []
    with acting(encargada.context):
        ticket = Ticket.objects.get(pk=filed.ticket_id)
        actions.route(ticket=ticket, to=worker.centre, by=encargada, at=NOW())
    with acting(encargada.context):  # she still counts its days, and opens it no more
        assert [one.number for one in Ticket.objects.visible_to(encargada)] == [filed.number]
        assert not Ticket.objects.answered_by(encargada).exists()
        with pytest.raises(vault.KeyUnavailable):
            vault.seal(row(filed).key_id, b"x", context="x")
    assert [one.number for one in seen(worker.staff)] == [filed.number]
    assert seen(people.other_centre_worker().staff) == []


def test_a_complaint_about_people_is_for_the_head_until_she_gives_it_to_somebody(worker, head):
    ticket = at_counter(worker.staff, Kind.GRIEVANCE)
    assert seen(worker.staff) == []
    assert [one.pk for one in seen(head.staff)] == [ticket.pk]
    with acting(worker.staff.context), pytest.raises(Ticket.DoesNotExist):
        actions.take(ticket=ticket, by=worker.staff, at=NOW())


def test_whom_she_named_never_reads_what_she_wrote_dp44(worker, her):
    from_space(her)
    bar(her, worker)
    assert seen(worker.staff) == []
    with acting(worker.staff.context):
        assert Ticket.objects.count() == 0  # the database by itself


def test_she_reads_the_answer_in_her_space_and_another_woman_does_not(worker, her):
    ticket = from_space(her, Kind.ENQUIRY)
    kept = worked(worker.staff, ticket, (actions.answer, {"words": REASON}))
    assert (kept.state, kept.answered_by) == (State.ANSWERED, worker.id)
    assert [one.pk for one in seen(SurvivorPrincipal(her.pk))] == [ticket.pk]
    assert seen(SurvivorPrincipal(ticket.pk)) == []


def test_an_answer_without_reasons_does_not_leave_oi06(worker):
    with pytest.raises(OirsRefused):
        worked(worker.staff, at_counter(worker.staff), (actions.answer, {"words": "No."}))


def test_oi05_nothing_is_closed_without_having_looked_for_her(worker):
    old = NOW() - timedelta(days=20)
    ticket = at_counter(worker.staff, at=old)
    by = worker.staff
    with acting(by.context):
        actions.take(ticket=ticket, by=by, at=old)
        actions.ask_to_complete(ticket=ticket, words="¿Qué día fue?", by=by, at=old)
        with pytest.raises(OirsRefused):
            actions.deem_withdrawn(ticket=ticket, words="", by=by, at=NOW())
        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(state="withdrawn")
        actions.note_reached(ticket=ticket, words="Llamé dos veces", by=by, at=NOW())
        closed = actions.deem_withdrawn(ticket=ticket, words="", by=by, at=NOW())
    assert closed.state == State.WITHDRAWN


def test_oi05_what_she_adds_completes_it(worker, her):
    ticket, me = from_space(her), SurvivorPrincipal(her.pk)
    worked(worker.staff, ticket, (actions.ask_to_complete, {"words": "¿Qué día fue?"}))
    with acting(me.context):
        kept = own_actions.say(ticket=ticket, words="El lunes", by=me, at=NOW())
    assert kept.state == State.WORKING


def test_oi04_more_time_is_told_to_her(worker, her):
    ticket = from_space(her)
    kept = worked(worker.staff, ticket, (actions.extend, {"days": 5, "words": REASON}))
    assert kept.ends_at > kept.due_at
    with acting(SurvivorPrincipal(her.pk).context):
        assert queries.what_she_reads(ticket)[-1].words == REASON


def test_oi07_a_late_answer_is_denounced_with_number_and_code_and_is_never_a_yes():
    filed = from_site(at=NOW() - timedelta(days=60))
    with acting(NOBODY):
        with own_actions.opened(filed.number, filed.code) as ticket:
            own_actions.denounce_delay(ticket=ticket, by=ANONYMOUS, at=NOW())
        with own_actions.opened(filed.number, filed.code) as ticket:
            assert (ticket.state, ticket.answered_at) == (State.FILED, None)
            with pytest.raises(OirsRefused):
                own_actions.denounce_delay(ticket=ticket, by=ANONYMOUS, at=NOW())


def test_who_wrote_changes_nothing_else_of_it(her):
    ticket, me = from_space(her), SurvivorPrincipal(her.pk)
    for change in ({"state": "working"}, {"extended_to": NOW(), "extended_at": NOW()}):
        with acting(me.context), pytest.raises(DatabaseError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(**change)


def test_what_ended_stays_so_and_its_beginning_never_changes(worker):
    ticket = at_counter(worker.staff)
    worked(worker.staff, ticket, (actions.answer, {"words": REASON}))
    for change in ({"state": "working"}, {"due_at": NOW()}, {"kind": "praise"}):
        with acting(worker.staff.context), pytest.raises(DatabaseError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(**change)


def test_a_worker_names_no_woman_of_another_centre(her):
    stranger = people.other_centre_worker()
    with pytest.raises(ProgrammingError), transaction.atomic():
        at_counter(stranger.staff, survivor_id=her.pk)


def test_oi08_what_asks_for_public_information_is_handed_over_with_its_own_clock(worker):
    kept = worked(worker.staff, at_counter(worker.staff),
                  (actions.hand_to_transparency, {"words": "Pide estadísticas"}))  # fmt: skip
    assert kept.state == State.HANDED
    assert kept.about_information > kept.due_at


def test_oi01_the_time_is_a_row_of_its_day_and_a_proposal_until_somebody_confirms_it():
    before = from_site(Kind.CLAIM)
    assert before.proposal
    with as_system():
        OirsTerm.objects.filter(kind=Kind.CLAIM).update(valid_to=NOW() - timedelta(days=2))
        OirsTerm.objects.create(
            kind=Kind.CLAIM, working_days=20, proposal=False, valid_from=NOW() - timedelta(days=1)
        )
    after = from_site(Kind.CLAIM)
    assert (row(after).days, after.proposal) == (20, False)
    assert row(before).days == 10


def test_a_head_gives_a_claim_about_her_team_to_somebody_outside_and_sees_it_no_more(
    worker, head, her
):
    ticket, outside = from_space(her, Kind.GRIEVANCE), officer().staff
    at = timezone.now()
    with acting(head.staff.context):
        actions.take(ticket=ticket, by=head.staff, at=at)
        actions.give_away(ticket=ticket, words="Es sobre mi equipo", by=head.staff, at=at)
        assert not Ticket.objects.visible_to(head.staff).exists()
    with acting(outside.context):
        actions.take(ticket=ticket, by=outside, at=at)
        actions.answer(ticket=ticket, words="Se revisó y hay una medida.", by=outside, at=at)
    me = SurvivorPrincipal(her.pk)
    with acting(me.context):
        mine = Ticket.objects.visible_to(me).get()
        assert mine.state == "answered"
        assert "Se revisó" in str([entry.words for entry in mine.entries.filter(inside=False)])


def test_whoever_is_no_head_gives_nothing_away_and_a_question_stays_with_its_centre(worker, head):
    claim, question = at_counter(head.staff, Kind.CLAIM), at_counter(head.staff)
    at = timezone.now()
    with as_system():
        Ticket.objects.filter(pk=claim.pk).update(assigned_to=worker.operator.pk)
    for ticket, who in ((claim, worker), (question, head)):
        with acting(who.staff.context), pytest.raises(actions.OirsRefused):
            actions.give_away(ticket=ticket, words="No es mío", by=who.staff, at=at)


def test_what_she_wrote_follows_her_when_two_records_are_joined_and_nothing_else_moves_it(
    worker, her
):
    other = women.registered(worker, run=None)
    ticket = from_space(other)
    with acting(worker.staff.context), pytest.raises(DatabaseError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(survivor=her)
    with as_system():
        assert Ticket.objects.filter(pk=ticket.pk).update(survivor=her)
