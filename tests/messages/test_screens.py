"""The worker's pages: what she agreed to, everything closed on her call, what to say."""

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.messages.actions import agree_words
from casework.messages.models import Message, MessageOptIn, MessagePause, NeutralText
from casework.messages.scripts import SCRIPTS
from casework.survivors.actions import Contact, agree_contact
from casework.survivors.models import Door
from tests import people, women
from tests.database import as_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return people.own_centre_worker()


@pytest.fixture
def her(worker):
    made = women.registered(worker)
    contact = Contact(channel="sms", value=women.TELEPHONE)
    with acting(worker.staff.context):
        agree_contact(survivor=made, contact=contact, by=worker.staff, at=timezone.now())
    return made


@pytest.fixture
def desk(client, worker):
    return people.login(client, worker)


def at(name, her):
    return reverse(f"messages:{name}", args=[her.pk])


def said(answer):
    return answer.content.decode()


def chosen(desk, her, **more):
    with as_system():
        text = NeutralText.objects.get(slot=2)
    data = {"text": text.pk, "told": "in_person", "alone": "on", **more}
    return desk.post(at("choose", her), {name: one for name, one in data.items() if one})


def test_she_chooses_is_written_to_and_stops(desk, her):
    assert chosen(desk, her).status_code == 302
    space = said(desk.get(reverse("survivors:door", args=[her.pk])))
    assert "quedó pendiente" in space
    desk.post(at("ask", her))
    with as_system():
        assert Message.objects.get().state == "waiting"
    assert women.NAMES[0] in said(desk.get(reverse("messages:centre")))
    desk.post(at("stop", her))
    with as_system():
        assert Message.objects.get().state == "stopped"
        assert MessageOptIn.objects.filter(ended_at=None).count() == 0


def test_not_when_somebody_is_with_her(desk, her):
    assert chosen(desk, her, alone="").status_code == 422
    with as_system():
        assert MessageOptIn.objects.count() == 0


def test_her_call_closes_everything_with_one_press(desk, her, worker):
    chosen(desk, her)
    with acting(worker.staff.context):
        agree_words(survivor=her, words="el pan amasado", by=worker.staff, at=timezone.now())
    page = said(desk.get(at("call", her)))
    assert "el pan amasado" in page
    assert page.count('<form method="post">') == 1
    assert "el pan amasado" not in said(desk.post(at("call", her), follow=True))
    with as_system():
        assert Door.objects.get(survivor=her).frozen_at is not None
        assert MessageOptIn.objects.filter(ended_at=None).count() == 0


def test_every_page_of_her_file_leads_there(desk, her):
    link = at("call", her)
    for name in ("survivors:file", "survivors:door", "survivors:trajectory", "cases:history",
                 "legal:list", "plans:tab", "referrals:list", "attachments:list"):  # fmt: skip
        assert f'href="{link}"' in said(desk.get(reverse(name, args=[her.pk]))), name


def test_a_search_leads_there_too(desk, her):
    by_name = desk.post(reverse("survivors:find"), {"name": "Zoraida"})
    by_run = desk.post(reverse("survivors:find"), {"run": str(women.RUN), "purpose": "attention"})
    for answer in (by_name, by_run):
        assert f'href="{at("call", her)}"' in said(answer)


def test_a_head_stops_her_centre_and_an_administrator_the_country(client, her):
    head = people.login(client, people.head_of_centre())
    centre = her.centre_ids[0]
    assert head.post(reverse("messages:switch"), {"centre": centre}).status_code == 302
    assert head.post(reverse("messages:switch"), {"centre": ""}).status_code == 403
    client.logout()
    admin = people.login(client, people.administrator())
    assert admin.post(reverse("messages:switch"), {"centre": ""}).status_code == 302
    with as_system():
        assert set(MessagePause.objects.values_list("centre", flat=True)) == {centre, None}
    assert 'name="resume"' in said(admin.get(reverse("messages:centre")))


def test_an_administrator_publishes_only_what_says_nothing(client):
    admin = people.login(client, people.administrator())
    place = reverse("messages:text", args=[1])
    assert admin.post(place, {"words": "Su denuncia: www.algo.cl"}).status_code == 422
    assert admin.post(place, {"words": "Hola. Pasa cuando puedas."}).status_code == 302
    with as_system():
        assert NeutralText.objects.filter(slot=1).count() == 2


@pytest.mark.parametrize("slug", SCRIPTS)
def test_what_to_say_fits_a_page(desk, slug):
    page = said(desk.get(reverse("messages:script", args=[slug])))
    one = SCRIPTS[slug]
    assert all(1 <= len(part) <= 3 for part in (one.say, one.do, one.never))
    assert page.count("<li>") >= sum(map(len, (one.say, one.do, one.never)))
