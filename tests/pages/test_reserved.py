"""Whose identity is reserved is nobody to whoever only a grant let read (law VG-16, VG-17)."""

import copy
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from casework.access.context import acting
from casework.cases.act_actions import add_session
from casework.cases.act_models import Session
from casework.cases.models import Case
from casework.identity import veil
from casework.survivors import masking
from casework.survivors.actions import Contact, agree_contact
from casework.survivors.models import SafeContact, Survivor
from tests import people, women
from tests.access import matrix
from tests.access.matrix_files import Hers
from tests.access.test_matrix import make_world
from tests.database import as_system
from tests.episodes.conftest import tell
from tests.pages import life

pytestmark = pytest.mark.django_db
OLDER = "+56 2 2345 6789"
WORDS = "Llamó a ZORAIDA Quilapanez (RUN 44444444-4, o 44 444 444-4) al 9 8765-4321; duerme bien"
SECRETS = [
    *(name.casefold() for name in women.NAMES), "quilapanez", women.RELATIVE.casefold(),
    "44.444.444", "44444444", "44 444 444", "8765 4321", "87654321", "8765-4321", "2345 6789",
]  # fmt: skip


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def her(world):
    """A full life, with her name and numbers in what others wrote."""
    survivor, worker = life.full(world, times=1), world.staff["n6"]
    staff, at = worker.staff, timezone.now()
    with acting(staff.context):
        agree_contact(survivor=survivor, contact=Contact("call", OLDER), by=staff, at=at)
        agree_contact(survivor=survivor, contact=Contact("call", women.TELEPHONE), by=staff, at=at)
        case = Case.objects.select_related("survivor").get(survivor=survivor)
        add_session(
            case=case, kind="individual", attendance="attended", note=WORDS, by=staff, at=at
        )
    tell(worker, survivor, observation=WORDS)
    return survivor


def pages(her, world, client):
    """Give what a reader gets of every page of her file, and of the work around it."""
    found = {}
    for row in matrix.ROWS:
        about_her = isinstance(row.make, Hers)
        if row.method != "get" or not (about_her or row.name.startswith(("work:", "survivors:"))):
            continue
        inside = Client()
        inside.cookies = copy.deepcopy(client.cookies)
        with transaction.atomic():
            args = row.make.of(world, her) if about_her else row.make(world)
            answer = inside.get(reverse(row.name, args=args))
            transaction.set_rollback(True)
        found[row.name] = answer
    search = {"name": " ".join(women.NAMES[:2])}
    found["search"] = client.post(reverse("survivors:find"), search)
    return found


def told(answers):
    """Give what of her the pages say, by page."""
    said = {}
    for name, answer in answers.items():
        body = answer.content.decode(errors="replace")
        if name == "search":  # what the reader typed comes back in the fields
            body = re.sub(r"<input[^>]*>", "", body)
        here = [one for one in SECRETS if one in body.casefold()]
        if here:
            said[name] = here
    return said


OPEN = ("survivors:file", "survivors:trajectory", "cases:history", "risk:history", "legal:list")
CLOSED = {
    "attachments:show", "attachments:view", "attachments:download", "attachments:thumbnail",
    "survivors:datum",
}  # fmt: skip


@pytest.mark.parametrize("maker", ["n6_other", "n3"])
def test_no_page_tells_a_granted_reader_who_she_is(world, her, maker):
    reader = world.staff[maker]
    life.opened_to(reader, her)
    client = people.login(Client(), reader)
    before = {name: client.get(reverse(name, args=[her.pk])) for name in OPEN}
    assert set(told(before)) == set(OPEN)  # a grant lets read what is not reserved
    tell(world.staff["n6"], her, forms=["SEXUAL"], observation=WORDS)
    after = pages(her, world, client)
    assert told(after) == {}
    assert {after[name].status_code for name in OPEN} == {200}
    assert {after[name].status_code for name in CLOSED} == {403}


def test_the_rest_of_what_was_written_is_there_to_be_read(world, her):
    reader = world.staff["n6_other"]
    life.opened_to(reader, her)
    tell(world.staff["n6"], her, forms=["SEXUAL"])
    client = people.login(Client(), reader)
    with translation.override("es"):
        assert str(masking.NOBODY) in client.get(file_of(her)).content.decode()
    with as_system():
        case = Case.objects.get(survivor=her)
        session = Session.objects.filter(case=case).latest("created_at")
    page = client.get(reverse("cases:session", args=[her.pk, session.pk]))
    assert "duerme bien" in page.content.decode()


def file_of(her):
    return reverse("survivors:file", args=[her.pk])


def test_her_own_team_reads_all(world, her):
    tell(world.staff["n6"], her, forms=["SEXUAL"], observation=WORDS)
    client = people.login(Client(), world.staff["n6"])
    assert set(told({name: client.get(reverse(name, args=[her.pk])) for name in OPEN})) == set(OPEN)


def test_reading_through_the_veil_changes_nothing_that_is_saved(world, her):
    tell(world.staff["n6"], her, forms=["SEXUAL"])
    veil.begin([her.pk])
    try:
        with as_system():
            row = Survivor.objects.get(pk=her.pk)
            assert row.given_names == ""
            row.save()
    finally:
        veil.begin([])
    with as_system():
        assert Survivor.objects.get(pk=her.pk).given_names == women.NAMES[0]
        assert SafeContact.objects.filter(survivor=her, ended_at=None).get().value


def test_a_name_is_found_whole_in_any_case_and_accent():
    hidden = veil.pattern(["María Paz", "12.345.678-5", "+56 9 8765 4321", "eva@correo.cl", "Ñ"])

    def blotted(text):
        return veil._blotted(text, hidden)

    assert blotted("MARIA y maría") == "[reservado] y [reservado]"
    assert blotted("paz, Pazos, capaz") == "[reservado], Pazos, capaz"
    assert blotted("12345678-5; 12 345 678 5") == "[reservado]; [reservado]"
    assert blotted({"a": ["al 987654321", 7]}) == {"a": ["al [reservado]", 7]}
    assert blotted("escribe a Eva@correo.cl") == "escribe a [reservado]"
    assert blotted("Ñuñoa") == "Ñuñoa"
