"""The worker's screens: what they ask, what they keep, what they never say."""

import pytest
from django.core.cache import cache

from casework.audit.models import AuditEvent
from casework.survivors.models import Door, SafeContact, Survivor
from tests import people
from tests.database import as_system

pytestmark = pytest.mark.django_db
LIST, NEW, FIND = (f"/gestion/sobrevivientes/{part}" for part in ("", "nueva/", "buscar/"))
CARMEN = {
    "working_name": "Carmen",
    "run": "12.345.678-5",
    "given_names": "Carmen",
    "first_surname": "Vera",
}


@pytest.fixture(autouse=True)
def forget_limits(db):
    cache.clear()


@pytest.fixture
def worker(client):
    people.login(client, people.own_centre_worker())
    return client


@pytest.fixture
def other(django_user_model):
    from django.test import Client

    client = Client()
    people.login(client, people.other_centre_worker())
    return client


@pytest.fixture
def file(worker) -> str:
    """The address of her file, just registered."""
    return worker.post(NEW, CARMEN)["Location"]


def her() -> Survivor:
    with as_system():
        return Survivor.objects.get()


def test_a_working_name_is_all_the_form_demands(worker):
    assert worker.post(NEW, {"working_name": "Vecina"}).status_code == 302


def test_a_wrong_run_is_explained_and_what_was_typed_is_kept(worker):
    response = worker.post(NEW, {**CARMEN, "run": "12.345.678-9"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "12.345.678-9" in page
    assert "Vera" in page
    with as_system():
        assert not Survivor.objects.exists()


def test_the_same_run_is_refused_with_what_to_do(worker, file):
    response = worker.post(NEW, CARMEN)
    assert response.status_code == 409
    assert "Carmen" in response.content.decode()


def test_a_contact_by_telephone_needs_its_number(worker):
    response = worker.post(NEW, {**CARMEN, "channel": "call"})
    assert response.status_code == 422
    assert "value" in response.context["contact"].errors


def test_the_file_says_what_is_missing(worker, file):
    codes = {one.code for one in worker.get(file).context["missing"]}
    assert codes == {"safe_contact", "birth_date", "comuna", "key"}


def test_the_other_centre_finds_no_such_page(file, other):
    theirs = other.get(file)
    nowhere = other.get(file.replace(file.split("/")[3], "019aa000-0000-7000-8000-00000000dead"))
    assert theirs.status_code == nowhere.status_code == 404
    assert len(theirs.content) == len(nowhere.content)


def test_neither_run_nor_name_is_in_the_address_or_the_title(worker, file):
    page = worker.get(file).content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    for word in ("Carmen", "Vera", "12345678", "12.345"):
        assert word not in file + title


def test_the_list_shows_a_masked_run(worker, file):
    page = worker.get(LIST).content.decode()
    assert "12.***.***-5" in page
    assert "345.678" not in page


def test_she_is_found_by_a_name_written_otherwise(worker, file):
    found = worker.post(LIST, {"name": "bera karmen"}).context["lines"]
    assert [line.id for line in found] == [her().pk]


def test_a_national_search_needs_a_purpose(worker):
    assert worker.post(FIND, {"run": "12.345.678-5"}).status_code == 422


def test_the_national_search_shows_another_centre_a_masked_line_only(file, other):
    page = other.post(FIND, {"run": "12345678-5", "purpose": "attention"}).content.decode()
    assert "Centro" in page
    assert "Carmen" not in page


def test_opening_an_attention_lets_the_other_centre_in(file, other):
    there = people.other_centre()
    response = other.post(f"{file}atender/", {"centre": there.pk, "purpose": "attention"})
    assert other.get(response["Location"]).status_code == 200


def test_whoever_is_not_found_is_registered_from_the_words_of_the_search(worker):
    page = worker.post(FIND, {"run": "12345678-5", "purpose": "attention"}).content.decode()
    assert 'name="run" value="12.345.678-5"' in page


def test_thirty_searches_an_hour_and_no_more(worker):
    question = {"run": "12345678-5", "purpose": "attention"}
    statuses = [worker.post(FIND, question).status_code for _time in range(31)]
    assert statuses == [200] * 30 + [429]


def test_the_key_is_shown_once_and_kept_only_as_a_hash(worker, file):
    key = worker.post(f"{file}espacio/clave/").context["key"]
    assert key not in worker.get(f"{file}espacio/").content.decode()
    with as_system():
        door = Door.objects.get()
    assert (door.mode, key in door.key_hash) == ("key", False)


def test_a_key_without_a_run_is_refused_in_words(worker):
    file = worker.post(NEW, {"working_name": "Vecina"})["Location"]
    response = worker.post(f"{file}espacio/clave/", follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_closing_her_space_is_one_press(worker, file):
    worker.post(f"{file}espacio/congelar/")
    with as_system():
        assert Door.objects.get().frozen_at is not None
    worker.post(f"{file}espacio/reabrir/")
    with as_system():
        assert Door.objects.get().frozen_at is None


def test_the_safe_contact_stands_on_every_page_of_the_file(worker, file):
    contact = {"channel": "call", "value": "9 8765 4321", "words_to_say": "Soy Paty"}
    worker.post(f"{file}contacto/", contact)
    for tab in ("", "trayecto/", "espacio/"):
        assert "+56 9 8765 4321" in worker.get(file + tab).content.decode()
    with as_system():
        assert SafeContact.objects.get().words_to_say == "Soy Paty"


def test_the_hours_of_a_contact_are_in_order(worker, file):
    contact = {"channel": "call", "value": "9 8765 4321", "from_hour": "18:00", "to_hour": "9:00"}
    assert "to_hour" in worker.post(f"{file}contacto/", contact).context["form"].errors


def test_correcting_comes_filled_with_what_is_known(worker, file):
    page = worker.get(f"{file}identidad/").content.decode()
    assert "12.345.678-5" in page
    worker.post(f"{file}identidad/", {**CARMEN, "social_name": "Carmela"})
    assert "Carmela" in worker.get(file).content.decode()


def test_a_related_person_needs_no_name(worker, file):
    worker.post(f"{file}cercanos/", {"relation": "child", "in_her_care": "on"})
    assert len(worker.get(file).context["related"]) == 1


@pytest.mark.parametrize("person", [people.administrator, people.authority])
def test_who_does_not_open_cases_is_told_why(client, file, person):
    people.login(client, person())
    assert client.get(file).status_code == 403


def test_the_duress_key_warns_the_team_until_somebody_spoke_with_her(worker, file):
    from django.utils import timezone

    with as_system():
        Door.objects.update(duress_at=timezone.now())
    assert [line.name for line in worker.get(LIST).context["forced"]] == ["Carmen Vera"]
    assert worker.get(file).context["door"].duress_at is not None
    worker.post(f"{file}espacio/atendida/")
    assert not worker.get(LIST).context["forced"]


def test_an_expired_contact_is_counted_where_the_day_begins(worker, file):
    worker.post(f"{file}contacto/", {"channel": "in_person"})
    assert worker.get(LIST).context["waiting"].expired_contacts == 0
    with as_system():
        SafeContact.objects.update(valid_until="2026-01-01")
    assert worker.get(LIST).context["waiting"].expired_contacts == 1


def test_twenty_questions_without_answer_raise_an_alarm_in_the_log(worker):
    question = {"run": "12345678-5", "purpose": "attention"}
    for _time in range(21):
        worker.post(FIND, question)
    with as_system():
        assert AuditEvent.objects.filter(verb="search.alarm").count() == 1
