"""The head of every page of her file: what a worker needs in ten seconds, in one question."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.context import acting
from casework.survivors import essentials
from casework.survivors.actions import Contact, agree_contact
from casework.survivors.models import Door, SafeContact
from tests import people, women
from tests.database import as_system

from .counting import counted

pytestmark = pytest.mark.django_db


def lines(her, someone):
    with acting(someone.staff.context):
        return essentials.lines_of(essentials.Asked(her.pk, someone.staff, timezone.now()))


def contact_line(her, someone):
    address = reverse("survivors:contact", args=[her.pk])
    (found,) = [line for line in lines(her, someone) if line.url == address]
    return found


def test_the_safe_contact_says_its_number_and_its_words(her, worker):
    line = contact_line(her, worker)
    assert women.TELEPHONE in line.more[0][1]
    assert "Habla Paty" in [words for _label, words in line.more]


def test_out_of_her_hours_the_strip_says_when_and_warns(her, worker):
    tomorrow = timezone.localdate().isoweekday() % 7 + 1
    contact = Contact(channel="call", value=women.TELEPHONE, weekdays=(tomorrow,))
    with acting(worker.staff.context):
        agree_contact(survivor=her, contact=contact, by=worker.staff, at=timezone.now())
    line = contact_line(her, worker)
    assert line.tone == "warning"
    assert women.TELEPHONE not in line.words


def test_risk_next_step_and_contact_never_fold_and_nobody_is_in_charge_twice(client, her, worker):
    people.login(client, worker)
    page = client.get(reverse("survivors:trajectory", args=[her.pk])).content.decode()
    head = page[page.index('class="head"') : page.index('class="tabs"')]
    strip, rest = head.split('class="head-more"')
    for name in ("risk:history", "survivors:contact"):
        assert reverse(name, args=[her.pk]) in strip
    assert "Próximo paso" in strip
    assert head.lower().count("a cargo") <= 1
    assert "<summary>" in rest


def test_an_expired_contact_shows_no_number_at_all(her, worker):
    with as_system():
        SafeContact.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    line = contact_line(her, worker)
    assert (line.tone, line.more) == ("warning", ())
    assert "9876" not in str(line.words).replace(" ", "")


def test_a_woman_who_must_not_be_contacted_is_said_in_red(her, worker):
    with acting(worker.staff.context):
        agree_contact(
            survivor=her, contact=Contact(channel="none"), by=worker.staff, at=timezone.now()
        )
    assert contact_line(her, worker).tone == "danger"


def test_the_alarm_stands_on_every_page_until_somebody_spoke_with_her(client, her, worker):
    people.login(client, worker)
    page = reverse("survivors:trajectory", args=[her.pk])
    before = sum(line.tone == "danger" for line in client.get(page).context["essentials"])
    with as_system():
        Door.objects.update(duress_at=timezone.now())
    after = sum(line.tone == "danger" for line in client.get(page).context["essentials"])
    assert after == before + 1


def test_every_essential_comes_in_one_question(her, worker):
    with acting(worker.staff.context), counted() as asked:
        values = essentials.values_of([her.pk])
    assert len(asked) == 1
    assert {"risk", "safe_contact", "forced"} <= values[her.pk].keys()


def test_another_centre_gets_nothing_of_it(her):
    stranger = people.other_centre_worker()
    with acting(stranger.staff.context):
        assert essentials.values_of([her.pk]) == {}


def test_what_is_urgent_comes_first_on_the_page(client, her, worker):
    people.login(client, worker)
    page = client.get(reverse("survivors:trajectory", args=[her.pk])).content.decode()
    head = page.split('class="head"')[1].split("</section>")[0]
    assert head.index('class="warning"') < head.index("<details")
    assert "style=" not in head
