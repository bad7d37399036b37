"""What is typed on the pages of many forms comes back, form by form, and costs one query."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.cases.task_models import Task
from tests import people
from tests.database import as_system
from tests.waiting.test_list import waits
from tests.work.test_cost import MOST, NOT_COUNTED
from tests.work.test_screens import attended

pytestmark = pytest.mark.django_db
SAVE = reverse("drafts:save")
TICKET = r'name="_draft" value="([^"]+)" form="kept-{name}"'


@pytest.fixture
def worker() -> people.Person:
    return people.own_centre_worker()


@pytest.fixture
def inside(client, worker):
    return people.login(client, worker)


def page_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def task_page(worker) -> str:
    case = attended(worker, "Ella")
    with as_system():
        return f"/gestion/tareas/{Task.objects.get(case=case, kind='do-case').pk}/"


def ticket_of(page: str, name: str) -> str:
    found = re.search(TICKET.format(name=name), page)
    assert found, name
    return found.group(1)


def left_half_way(client, address: str, name: str, **typed: str) -> None:
    """Type into one form of a page and leave; its page is the way back, not where it is sent."""
    ticket = ticket_of(page_of(client, address), name)
    client.post(SAVE, {"_draft": ticket, **typed})
    assert f'href="{address}"' in page_of(client, reverse("drafts:kept"))


def test_a_reason_half_written_comes_back_in_its_own_form_only(inside, worker):
    address = task_page(worker)
    left_half_way(inside, address, "task-postergar", reason="Está en casa de su herm")
    page = page_of(inside, address)
    assert page.count("Está en casa de su herm") == 1
    before = page.index("Está en casa de su herm")
    assert "postergar/" in page[:before] and "entregar/" not in page[:before]
    later = (timezone.localdate() + timedelta(days=9)).isoformat()
    sent = {"until": later, "reason": "Está en casa de su hermana"}
    assert inside.post(f"{address}postergar/", sent).status_code == 302
    assert "casa de su herm</textarea" not in page_of(inside, address)


def test_the_note_of_a_review_comes_back_on_her_place(inside, worker):
    address = f"/gestion/lista-de-espera/{waits(worker).pk}/"
    left_half_way(inside, address, "place-revisar", words="Sigue con su herm", why="no_place")
    page = page_of(inside, address)
    assert page.count("Sigue con su herm") == 1


@pytest.mark.parametrize("kind", ["task", "place"])
def test_a_page_of_many_forms_stays_within_twelve_queries(inside, worker, kind):
    if kind == "task":
        address = task_page(worker)
        left_half_way(inside, address, "task-anular", reason="Ya no")
        left_half_way(inside, address, "task-hecha", outcome="Vino")
    else:
        address = f"/gestion/lista-de-espera/{waits(worker).pk}/"
        left_half_way(inside, address, "place-ofrecer", words="Ya no")
    page_of(inside, address)
    with CaptureQueriesContext(connection) as asked:
        page_of(inside, address)
    page = [one["sql"] for one in asked if not any(word in one["sql"] for word in NOT_COUNTED)]
    assert sum("casework_draft" in sql for sql in page) == 1
    assert len(page) <= MOST, "\n".join(sql[:160] for sql in page)
