"""What is typed is kept, comes back to its writer only, and is nobody's loss when two save."""

from datetime import timedelta
from html import unescape
from re import search

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.audit.actors import Actor
from casework.drafts import actions
from casework.drafts.models import Draft
from casework.drafts.tickets import BadTicket, Ticket, read
from casework.identity import vault
from tests import people, women
from tests.database import as_system

pytestmark = pytest.mark.django_db
SAVE = "/gestion/borradores/"
CONTACT = {"channel": "call", "value": women.TELEPHONE, "words_to_say": "Habla Paty"}


@pytest.fixture
def worker():
    return people.own_centre_worker()


@pytest.fixture
def her(worker):
    return women.registered(worker)


@pytest.fixture
def inside(worker):
    return people.login(Client(), worker)


def url(her, name="contact"):
    return reverse(f"survivors:{name}", args=[her.pk])


def ticket_on(page):
    return unescape(search(r'name="_draft" value="([^"]+)"', page.content.decode()).group(1))


def opened(client, her, name="contact"):
    """Open a form and give its ticket."""
    return ticket_on(client.get(url(her, name)))


def typed(client, ticket, **fields):
    return client.post(SAVE, {"_draft": ticket, **fields})


def test_what_was_typed_comes_back_with_the_time_it_was_written(inside, her):
    answer = typed(inside, opened(inside, her), channel="call", words_to_say="Soy la matrona")
    page = inside.get(url(her))
    assert page.context["form"]["words_to_say"].value() == "Soy la matrona"
    assert answer.json()["at"] in page.content.decode()


def test_a_colleague_does_not_find_it(inside, her):
    typed(inside, opened(inside, her), channel="call", words_to_say="Soy la matrona")
    colleague = people.login(Client(), people.own_centre_worker("colega"))
    assert b"Soy la matrona" not in colleague.get(url(her)).content


def test_the_code_alone_gives_a_draft_to_its_writer_only(inside, her, worker):
    typed(inside, opened(inside, her), words_to_say="Soy la matrona")
    colleague = people.own_centre_worker("pilar.propia")
    with as_system():  # no policy of the database helps here
        assert Draft.objects.visible_to(worker.staff).count() == 1
        assert not Draft.objects.visible_to(colleague.staff).exists()


def test_the_ticket_of_one_operator_is_nothing_in_the_hands_of_another(inside, her):
    ticket = opened(inside, her)
    colleague = people.login(Client(), people.own_centre_worker("colega"))
    assert typed(colleague, ticket, channel="call").status_code == 404
    assert typed(inside, ticket + "x", channel="call").status_code == 404


def test_after_saving_nothing_comes_back_and_a_late_save_changes_nothing(inside, her):
    ticket = opened(inside, her)
    typed(inside, ticket, channel="call", words_to_say="Soy la matrona")
    saved = inside.post(url(her), {**CONTACT, "words_to_say": "Soy la matrona", "_draft": ticket})
    assert saved.status_code == 302
    assert typed(inside, ticket, channel="call", words_to_say="Tarde").json()["at"] == ""
    page = inside.get(url(her))
    assert page.context["form"].keeping.recovered is None


def test_it_can_be_discarded(inside, her):
    ticket = opened(inside, her)
    typed(inside, ticket, channel="call", words_to_say="Soy la matrona")
    back = inside.post(reverse("drafts:discard"), {"_draft": ticket})
    assert back.url == url(her)
    assert b"Soy la matrona" not in inside.get(url(her)).content


def test_the_text_is_sealed_and_erasing_her_erases_it(inside, her, worker):
    typed(inside, opened(inside, her), channel="call", words_to_say="Soy la matrona")
    with as_system():
        row = Draft.objects.get()
        with connection.cursor() as cursor:
            cursor.execute("SELECT body FROM casework_draft")
            assert b"matrona" not in bytes(cursor.fetchone()[0])
        assert row.key_id == her.key_id
        vault.destroy(her.key_id, by=Actor(kind="system"), at=timezone.now())
        with pytest.raises(vault.KeyDestroyed):
            Draft.objects.get().body  # noqa: B018 - reading opens it


def test_the_database_shows_a_draft_to_its_writer_only(inside, her, worker):
    typed(inside, opened(inside, her), channel="call", words_to_say="Soy la matrona")
    with acting(people.own_centre_worker("colega").staff.context):
        assert Draft.objects.count() == 0
        forged = {"name": "x", "key_id": her.key_id, "path": "/", "updated_at": timezone.now()}
        with pytest.raises(ProgrammingError), transaction.atomic():
            Draft.objects.create(operator_id=worker.id, **forged)
    with acting(worker.staff.context):
        assert Draft.objects.count() == 1


def test_too_much_text_is_refused_and_nothing_is_kept(inside, her):
    many = "a" * (actions.LARGEST + 1)
    assert typed(inside, opened(inside, her), words_to_say=many).status_code == 413
    assert typed(inside, opened(inside, her), words_to_say="poco").status_code == 200


def test_what_nobody_came_back_to_is_removed_after_two_weeks(inside, her):
    typed(inside, opened(inside, her), channel="call", words_to_say="Soy la matrona")
    with as_system():
        assert actions.expire(at=timezone.now() + timedelta(days=13)) == 0
        assert actions.expire(at=timezone.now() + timedelta(days=15)) == 1


def test_a_ticket_ends():
    ticket = Ticket("a", "b", "", "", "", "/", 0.0).seal()
    assert read(ticket, operator_id=None).name == "b"
    with pytest.raises(BadTicket):
        read(ticket, operator_id=None, lives=-1)


def test_the_second_to_save_is_told_sees_both_and_loses_nothing(inside, her, worker):
    colleague = people.login(Client(), people.own_centre_worker("colega"))
    mine, theirs = opened(inside, her), opened(colleague, her)
    colleague.post(url(her), {**CONTACT, "words_to_say": "Habla Rosa", "_draft": theirs})
    sent = {**CONTACT, "words_to_say": "Habla Marta", "_draft": mine}
    told = inside.post(url(her), sent)
    page = told.content.decode()
    assert told.status_code == 422
    assert "Habla Rosa" in page and "Habla Marta" in page
    conflict = told.context["form"].keeping.conflict
    assert conflict.at is not None and conflict.owner == people_id("colega")
    # She goes away; what she wrote is still there, and she is told again.
    back = inside.get(url(her))
    assert back.context["form"]["words_to_say"].value() == "Habla Marta"
    assert inside.post(url(her), {**sent, "_draft": ticket_on(back)}).status_code == 422
    # She has seen it and keeps hers; the other finds the words that were replaced.
    kept = inside.post(url(her), {**sent, "_overwrite": conflict.version})
    assert kept.status_code == 302
    assert "Habla Rosa" in colleague.get(reverse("drafts:kept")).content.decode()
    assert "Habla Rosa" not in inside.get(reverse("drafts:kept")).content.decode()


def people_id(username):
    from casework.access.models import Operator

    return Operator.objects.get(user__username=username).pk


def test_saving_the_same_twice_is_no_conflict(inside, her):
    ticket = opened(inside, her)
    sent = {**CONTACT, "words_to_say": "Habla Marta", "_draft": ticket}
    assert inside.post(url(her), sent).status_code == 302
    assert inside.post(url(her), sent).status_code == 302


def test_what_met_an_ended_session_is_kept_and_the_way_leads_back(inside, her, worker):
    ticket = opened(inside, her)
    inside.cookies["gestion"] = "no-longer"
    sent = inside.post(url(her), {**CONTACT, "words_to_say": "Habla Marta", "_draft": ticket})
    assert sent.url.endswith(f"?next={url(her)}")
    fresh = people.login(Client(), worker)
    assert fresh.get(url(her)).context["form"]["words_to_say"].value() == "Habla Marta"


def test_without_a_session_nothing_is_kept_for_somebody_shown_out(inside, her, worker):
    ticket = opened(inside, her)
    with as_system():
        worker.operator.active, worker.operator.ended_at = False, timezone.now()
        worker.operator.save()
    sent = Client().post(url(her), {**CONTACT, "words_to_say": "Habla Marta", "_draft": ticket})
    assert "next" not in sent.url
    with as_system():
        assert Draft.objects.count() == 0


def test_a_first_reception_left_half_way_comes_back_whole(inside):
    new = reverse("survivors:register")
    ticket = ticket_on(inside.get(new))
    typed(inside, ticket, working_name="Anita", channel="call", words_to_say="Habla Paty")
    page = inside.get(new)
    assert page.context["form"]["working_name"].value() == "Anita"
    assert page.context["contact"]["words_to_say"].value() == "Habla Paty"
    # A search begins another woman's: nothing of the first is mixed in.
    other = inside.post(new, {"begin": "1", "working_name": "Berta"})
    assert other.context["form"]["working_name"].value() == "Berta"
    assert other.context["contact"]["words_to_say"].value() != "Habla Paty"
    saved = inside.post(new, {"working_name": "Anita", "_draft": ticket})
    assert saved.status_code == 302
    assert inside.get(new).context["form"].keeping.recovered is None
