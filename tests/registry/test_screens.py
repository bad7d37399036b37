"""The screens of the register: one search, one intake, and nothing asked twice."""

import pytest
from django.test import Client
from django.utils import timezone

from casework.access.context import acting
from casework.audit.models import AuditEvent
from casework.survivors.models import Survivor
from casework.survivors.registry import catalogue, queries
from tests import people
from tests.database import as_system
from tests.registry.conftest import exit_as_duplicate, register

pytestmark = pytest.mark.django_db
LIST, NEW, FIND = (f"/gestion/sobrevivientes/{part}" for part in ("", "nueva/", "buscar/"))
RUN = "12.345.678-5"


@pytest.fixture
def here(client, ana):
    return people.login(client, ana)


@pytest.fixture
def there(olga):
    return people.login(Client(), olga)


def full_intake(day):
    """Every question of the intake, answered."""
    sent = {"given_names": "Carmen", "first_surname": "Vera", "run": RUN,
            "birth_date": "1990-05-04", "comuna": "05101", "source": "herself"}  # fmt: skip
    for field in catalogue.in_force(day).values():
        if field.needed:
            code = field.options[0][0]
            sent[f"s-{field.code}"] = [code] if field.many else code
    return sent


def test_the_second_intake_in_another_centre_asks_nothing_again(here, there, ana, olga):
    file = here.post(NEW, {"working_name": "Carmen"})["Location"]
    asked = here.get(f"{file}acogida/").context["plan"].ask
    assert {"names", "document", "birth-date", "housing", "safe-contact", "account"} <= set(asked)
    with acting(ana.staff.context):
        sent = full_intake(timezone.localdate())
    assert here.post(f"{file}acogida/", sent).status_code == 302
    here.post(f"{file}contacto/", {"channel": "in_person"})
    told = {"kind": "told", "words": "Lo contó", "told_on": timezone.localdate().isoformat()}
    assert here.post(f"{file}relato/", told).status_code == 302

    answer = there.post(f"{file}atender/", {"centre": olga.centre.pk, "purpose": "attention"})
    page = there.get(answer["Location"])
    assert page.context["plan"].ask == ()
    assert not page.context["form"].asks
    assert not page.context["form"].identity_asked
    assert page.context["plan"].spared == len(asked)
    assert str(len(asked)) in page.context["spared"]
    assert 'name="s-housing"' not in page.content.decode()


def test_what_a_colleague_wrote_meanwhile_does_not_lose_what_was_typed(here, ana):
    file = here.post(NEW, {"working_name": "Carmen"})["Location"]
    here.post(f"{file}acogida/", {"s-housing": "rented"})
    here.post(f"{file}acogida/", {"s-housing": "hosted"})
    with as_system():
        her = Survivor.objects.get()
        assert queries.current_data(her)["housing"].value["codes"] == ["hosted"]


def test_the_file_shows_state_source_and_history_of_a_datum(here):
    file = here.post(NEW, {"working_name": "Carmen"})["Location"]
    here.post(f"{file}caracterizacion/living/", {"s-rsh": "40"})
    sent = {"state": "validated", "because": "Se vio la cartola", "source": "document"}
    assert here.post(f"{file}dato/rsh/", sent).status_code == 302
    page = here.get(f"{file}dato/rsh/")
    assert (page.context["now"].state, len(page.context["history"])) == ("validated", 2)
    assert here.get(f"{file}dato/housing/").status_code == 404
    assert here.post(f"{file}dato/rsh/", {"state": "disputed"}).status_code == 422


def test_a_name_that_is_not_found_comes_along_to_the_registration(here):
    page = here.post(FIND, {"name": "Luz Parra Soto"})
    start = page.context["start"]
    assert start["first_surname"] == "Parra"
    shown = here.post(NEW, {**start, "begin": "1"}).content.decode()
    assert 'value="Parra"' in shown
    with as_system():
        assert not Survivor.objects.exists()


def test_the_list_goes_on_page_by_page(here, ana, monkeypatch):
    from casework.survivors.views import finding

    monkeypatch.setattr(finding, "PAGE", 1)
    women = [register(ana, run=None, first_surname=name) for name in ("Uno", "Dos")]
    pages = [here.get(LIST, {"pagina": number}).context["lines"] for number in (1, 2)]
    assert {lines[0].id for lines in pages} == {woman.pk for woman in women}


def test_typing_the_run_of_another_woman_is_answered_counted_and_logged(here, there):
    here.post(NEW, {"working_name": "Carmen", "run": RUN})
    statuses = [
        there.post(NEW, {"working_name": "Otra", "run": RUN}).status_code for _time in range(31)
    ]
    assert statuses == [409] * 30 + [429]
    with as_system():
        assert AuditEvent.objects.filter(verb="search.document", purpose="register").exists()


def test_two_records_are_joined_by_two_people_on_screen(here, ana, eva):
    her, again = register(ana, run=RUN), register(ana)
    pair = here.get(f"{LIST}duplicados/").context["lines"][0]
    url = f"{LIST}duplicados/{pair.id}/"
    why = {"because": "Ella lo confirmó en la entrevista"}
    assert here.post(f"{url}decidir/", {"propose": "1", "because": "sí"}).status_code == 422
    told = here.post(f"{url}decidir/", {**why, "propose": "1"}, follow=True).content.decode()
    assert "caso abierto en el mismo centro" in told
    exit_as_duplicate(again)
    assert here.post(f"{url}decidir/", {**why, "propose": "1"}).status_code == 302
    here.post(f"{url}decidir/", {"approve": "1"})
    assert here.get(url).context["state"] == "proposed"
    second = people.login(Client(), eva)
    second.post(f"{url}decidir/", {"approve": "1"})
    page = second.get(url)
    assert (page.context["state"], page.context["compared"].may_undo) == ("merged", True)
    assert [line.id for line in here.get(LIST).context["lines"]] == [her.pk]
    second.post(f"{url}decidir/", {**why, "undo": "1"})
    assert len(here.get(LIST).context["lines"]) == 2


def test_a_person_taken_off_the_list_can_come_back(here):
    file = here.post(NEW, {"working_name": "Carmen"})["Location"]
    here.post(f"{file}cercanos/", {"relation": "child", "name": "Luz", "lives_with_her": "yes"})
    person = here.get(file).context["related"][0].person
    here.post(f"{file}cercanos/{person.pk}/quitar/")
    page = here.get(file)
    assert (page.context["related"], len(page.context["taken_off"])) == ([], 1)
    here.post(f"{file}cercanos/{person.pk}/quitar/", {"undo": "1"})
    assert len(here.get(file).context["related"]) == 1
