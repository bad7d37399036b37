"""What is typed beside a document comes back; the pages cost what the house allows."""

from html import unescape
from itertools import takewhile
from re import search

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.attachments import care_actions
from casework.attachments.models import Attachment
from tests import people
from tests.consent.screens import Desk

from .test_keeping import filed
from .test_screens import anexos, pdf

pytestmark = pytest.mark.django_db
MOST = 12
FREE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT siivbg_audit_partition")
FORMS = {
    "nuevo/": ("title", "Lo que trajo"),
    "{}/datos/": ("title", "Audiencia de marzo"),
    "{}/version/": ("document_date", "2026-03-04"),
    "{}/retencion/": ("reason", "Oficio 12 del tribunal"),
}


def asked_by_page(caught: CaptureQueriesContext) -> list[str]:
    """Give what a page asked of the database; what may come after it asks the test's own desk."""
    told = (one["sql"] for one in caught if not one["sql"].startswith(FREE))
    return list(takewhile(lambda sql: not sql.startswith("SELECT current_user"), told))


@pytest.fixture
def head(anas):
    """The head of her centre, at her desk."""
    someone = people.head_of_centre()
    return people.login(Desk(someone), someone)


@pytest.fixture
def row(anas, as_paula) -> Attachment:
    return filed(anas, as_paula)


def ticket(page) -> str:
    return unescape(search(r'name="_draft" value="([^"]+)"', page.content.decode())[1])


@pytest.mark.parametrize(("rest", "typed"), FORMS.items(), ids=FORMS.keys())
def test_what_was_typed_comes_back_and_goes_once_it_is_saved(head, anas, row, rest, typed):
    url, (name, words) = anexos(anas, rest.format(row.pk)), typed
    sent = {"_draft": ticket(head.get(url)), "kind": "report", name: words}
    assert head.post("/gestion/borradores/", sent).status_code == 200
    assert str(head.get(url).context["form"][name].value()) == words
    whole = sent if rest in {"{}/datos/", "{}/retencion/"} else sent | {"file": pdf()}
    answer = head.post(url, whole)
    assert answer.status_code == 302, answer.context["form"].errors
    assert head.get(url).context["form"].keeping.recovered is None


def test_who_comes_second_is_told_what_was_saved_meanwhile(desk, anas, row, as_paula):
    url = anexos(anas, f"{row.pk}/datos/")
    begun = ticket(desk.get(url))
    said = care_actions.Described("court", "Otro título", None, prosecution=False)
    care_actions.describe(attachment=row, said=said, by=as_paula, at=timezone.now())
    answer = desk.post(url, {"_draft": begun, "kind": "court", "title": "Mi título"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Otro título" in page and "Mi título" in page
    row.refresh_from_db()
    assert row.title == "Otro título"


def test_a_hold_is_not_written_over(head, anas, row):
    url = anexos(anas, f"{row.pk}/retencion/")
    for reason in ("Oficio 12 del tribunal", "Otra cosa que pidieron"):
        assert head.post(url, {"reason": reason}).status_code == 302
    row.refresh_from_db()
    assert row.hold_reason == "Oficio 12 del tribunal"


@pytest.mark.parametrize("rest", ["", "{}/", *FORMS])
def test_a_page_costs_at_most_twelve_statements(head, anas, row, rest):
    url = anexos(anas, rest.format(row.pk))
    head.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert head.get(url).status_code == 200
    told = asked_by_page(caught)
    assert len(told) <= MOST, "\n".join(sql[:110] for sql in told)
