"""She chooses with her worker, for as long as the safe contact lasts; anybody of hers stops it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff, SurvivorPrincipal
from casework.audit.models import AuditEvent
from casework.audit.verbs import PROTECTIVE, Verb
from casework.messages import stops
from casework.messages.actions import (
    Choice,
    agree_words,
    ask,
    close_all,
    opt_in,
    stop,
    stop_own,
)
from casework.messages.models import CallerWords, Message, MessageOptIn, NeutralText, Told
from casework.messages.queries import caller_words, texts
from casework.messages.rules import NotNow
from casework.messages.text_actions import Telling, publish_text
from casework.survivors import contact_hooks
from casework.survivors.actions import agree_contact, open_attention
from casework.survivors.models import Door
from tests.database import as_system
from tests.messages.conftest import NOON, evenings
from tests.survivors.conftest import centres  # noqa: F401

LATER = NOON + timedelta(days=91)


def request(her, by, at=NOON):
    return ask(survivor=her, centre_id=her.centre_ids[0], by=by, at=at)


def test_nothing_is_sent_to_who_did_not_choose_it(her, own_centre_worker):
    with pytest.raises(NotNow):
        request(her, own_centre_worker)
    assert Message.objects.count() == 0


@pytest.mark.parametrize("channel", ["call", "in_person", "none"])
def test_messages_are_agreed_only_where_one_can_write(her, own_centre_worker, channel):
    agree_contact(survivor=her, contact=evenings(channel), by=own_centre_worker, at=NOON)
    with pytest.raises(NotNow):
        opt_in(survivor=her, choice=Choice(texts()[0], Told.CALL), by=own_centre_worker, at=NOON)


def test_what_waits_has_the_address_sealed_and_dies_with_her_hours(chosen, her, own_centre_worker):
    made = request(her, own_centre_worker)
    assert made.dies_at.isoformat() == "2026-11-23T23:00:00+00:00"
    assert "8765" not in repr(vars(made)["address"])
    with pytest.raises(NotNow):
        request(her, own_centre_worker)  # one at a time


def test_it_expires_with_the_contact_ab41(chosen, her, own_centre_worker):
    with pytest.raises(NotNow):
        request(her, own_centre_worker, at=LATER)


def test_another_contact_ends_it_and_what_waits(chosen, her, own_centre_worker):
    request(her, own_centre_worker)
    agree_contact(survivor=her, contact=evenings("whatsapp"), by=own_centre_worker, at=NOON)
    chosen.refresh_from_db()
    assert chosen.ended_at == NOON
    assert Message.objects.get().state == "stopped"
    with pytest.raises(NotNow):
        request(her, own_centre_worker)


def test_a_contact_that_changed_by_another_way_is_worth_nothing(
    chosen, her, own_centre_worker, monkeypatch
):
    monkeypatch.setattr(contact_hooks, "_listeners", [])  # two records joined, a room that forgot
    agree_contact(survivor=her, contact=evenings(), by=own_centre_worker, at=NOON)
    with pytest.raises(NotNow):
        request(her, own_centre_worker)


def test_a_worker_of_another_centre_that_attends_her_stops_it_too(
    chosen,
    her,
    own_centre_worker,
    other_centre_worker,
    centres,  # noqa: F811
):
    request(her, own_centre_worker)
    with acting(other_centre_worker.context):
        assert MessageOptIn.objects.count() == 0  # not hers yet
        hers = open_attention(survivor_id=her.pk, centre_id=centres[1].pk, purpose="",
                              by=other_centre_worker, at=NOON)  # fmt: skip
        assert stop(survivor=hers, by=other_centre_worker, at=NOON) == 1
    assert Message.objects.get().state == "stopped"


def test_she_stops_it_herself_and_reads_nothing_of_her_words(chosen, her, own_centre_worker):
    request(her, own_centre_worker)
    agree_words(survivor=her, words="el pan amasado", by=own_centre_worker, at=NOON)
    herself = SurvivorPrincipal(her.pk)
    with acting(herself.context):
        assert stop_own(by=herself, at=NOON) == 1
        assert CallerWords.objects.count() == 0
    assert Message.objects.get().state == "stopped"
    with acting(SurvivorPrincipal(UUID(int=1)).context):
        assert MessageOptIn.objects.count() == 0


def test_one_call_closes_space_and_messages_and_leaves_no_line_she_could_be_asked_about(
    chosen, her, own_centre_worker
):
    request(her, own_centre_worker)
    assert close_all(survivor=her, by=own_centre_worker, at=NOON) == 1
    assert Door.objects.get(survivor=her).frozen_at == NOON
    assert MessageOptIn.objects.filter(ended_at=None).count() == 0
    done = AuditEvent.objects.filter(subject=her.pk, verb__in=["messages.stopped", "space.frozen"])
    assert done.count() == 2
    assert {Verb(one.verb) for one in done} <= PROTECTIVE


def test_the_words_of_her_voice_are_sealed_and_replaced(her, own_centre_worker):
    agree_words(survivor=her, words="el pan amasado", by=own_centre_worker, at=NOON)
    agree_words(survivor=her, words="la olla chica", by=own_centre_worker, at=NOON)
    assert caller_words(her, own_centre_worker) == "la olla chica"
    assert CallerWords.objects.filter(ended_at=None).count() == 1
    agree_words(survivor=her, words=" ", by=own_centre_worker, at=NOON)
    assert caller_words(her, own_centre_worker) == ""


def head(centre):
    return Staff(uuid4(), 2, "Una jefa", (Held(Level.N5, centre_id=centre.pk),))


def test_a_head_stops_her_centre_and_only_hers(chosen, her, own_centre_worker, centres):  # noqa: F811
    with pytest.raises(stops.NotYours):
        stops.pause(centre_id=centres[0].pk, by=own_centre_worker, at=NOON)
    with pytest.raises(stops.NotYours):
        stops.pause(centre_id=None, by=head(centres[0]), at=NOON)
    with pytest.raises(stops.NotYours):
        stops.pause(centre_id=centres[1].pk, by=head(centres[0]), at=NOON)
    stops.pause(centre_id=centres[0].pk, by=head(centres[0]), at=NOON)
    with pytest.raises(NotNow):
        request(her, own_centre_worker)
    stops.resume(centre_id=centres[0].pk, by=head(centres[0]), at=NOON)
    request(her, own_centre_worker)


def test_a_text_is_published_anew_never_changed_and_never_telling(chosen, own_centre_worker):
    with pytest.raises(Telling):
        publish_text(slot=1, words="Su denuncia avanza", by=own_centre_worker, at=NOON)
    before = chosen.text.words
    publish_text(slot=1, words="Hola. Pasa cuando puedas.", by=own_centre_worker, at=NOON)
    assert texts()[0].words == "Hola. Pasa cuando puedas."
    assert len(texts()) == 3
    chosen.text.refresh_from_db()
    assert chosen.text.words == before
    with pytest.raises(Exception, match="permission denied"):
        NeutralText.objects.filter(slot=2).update(words="Otra cosa")


def test_choosing_again_ends_the_first_choice(chosen, her, own_centre_worker):
    opt_in(survivor=her, choice=Choice(texts()[2], Told.CALL), by=own_centre_worker, at=NOON)
    with as_system():
        assert MessageOptIn.objects.filter(ended_at=None).get().text.slot == 3
