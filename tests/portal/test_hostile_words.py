"""Whatever an editor writes stays words, wherever it is read (safety.md AB21).

The forms and the kinds of content are found, not listed: what is added tomorrow is tried too.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page as Tab
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page, RevisionMixin

from complaints.models import Amendment
from portal.models import CourseVersion, ProtocolPage
from tests import people
from tests.database import as_system
from tests.training import courses
from tests.training.conftest import School

from .corpus import CORPUS, alive, alive_in
from .hostile import write_all
from .test_workplace import past_the_door

WORKPLACE = (
    "/cms/", "/cms/pages/", "/cms/pages/search/results/?q=script", "/cms/choose-page/",
    "/cms/choose-page/search/?q=hit", "/cms/images/", "/cms/images/chooser/", "/cms/images/1/",
    "/cms/documents/", "/cms/documents/chooser/", "/cms/documents/1/", "/cms/account/",
    "/cms/snippets/", "/cms/users/", "/cms/redirects/", "/cms/reports/site-history/",
    "/cms/reports/aging-pages/", "/cms/reports/page-types-usage/", "/cms/reports/locked/",
    "/cms/reports/workflow/", "/cms/reports/workflow_tasks/", "/cms/reports/enlaces/",
    "/cms/tag-autocomplete/?term=s", "/cms/cambios/",
)  # fmt: skip
SITE = ("/", "/telefonos/", "/telefonos/english/", "/mapa-del-sitio/", "/red-de-apoyo/",
        "/red-de-apoyo/region/05/", "/sitemap.xml", "/noticias/", "/noticias/atom.xml",
        "/privacidad/versiones/", "/privacidad/acuerdos/")  # fmt: skip


@pytest.fixture(scope="module")
def made(module_database: None) -> list[Model]:
    with pytest.MonkeyPatch.context() as patched:
        return write_all(patched)


@pytest.fixture
def superuser(monkeypatch: pytest.MonkeyPatch, module_database: None) -> Client:
    past_the_door(monkeypatch)
    client = Client()
    words = {"first_name": CORPUS[3], "last_name": CORPUS[0]}
    user, _made = User.objects.get_or_create(
        username="raiz", defaults={"is_superuser": True, "is_staff": True, **words}
    )
    client.force_login(user)
    return client


def of_page(page: Page) -> Iterator[str]:
    """Give what the workplace shows of a page: of one kind, everything."""
    draft = page.latest_revision_id
    whole = ("view_draft", "usage", "delete", "copy", "move", "unpublish", "workflow_history",
             "set_privacy", "add_subpage") if isinstance(page, ProtocolPage) else ()  # fmt: skip
    for name in ("edit", "history", *whole):
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    yield reverse("wagtailadmin_explore", args=[page.pk])
    yield reverse("wagtailadmin_pages:revisions_view", args=[page.pk, draft])
    yield reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])


def of_row(row: Model) -> Iterator[str]:
    """Give everything it shows of something else."""
    viewset: Any = row.snippet_viewset  # type: ignore[attr-defined]
    yield reverse(viewset.get_url_name("list"))
    more = ("history",) if isinstance(row, RevisionMixin) else ()
    for name in ("edit", "usage", *more):
        yield reverse(viewset.get_url_name(name), args=[row.pk])
    for change in Amendment.objects.filter(kind=row._meta.model_name, row=""):
        yield reverse("complaints_change", args=[change.pk])


def of_staff(place: Any) -> Iterator[str]:
    """Give the course as it is read by whoever takes it, and the library."""
    version = place.edition.version
    yield reverse("training:course", args=[place.pk])
    for lesson in courses.keys(place.edition):
        yield reverse("training:lesson", args=[place.pk, lesson])
    document = ProtocolPage.objects.order_by("-pk")[0].code
    yield reverse("library:list")
    for name in ("document", "versions"):
        yield reverse(f"library:{name}", args=[document])
    yield reverse("library:version", args=[document, 1])
    assert "__hit" in str(version.outline)


def found_at(client: Client, addresses: Iterable[str], reads: int = 0) -> list[str]:
    """Open each; give what came alive, and what did not open. reads: how many show the words."""
    found = []
    for address in addresses:
        answer = client.get(address, follow=True)
        text = "" if answer.streaming else answer.content.decode()
        if answer.status_code not in {200, 404}:
            found.append(f"{address}: {answer.status_code}")
        found += [f"{address}: {one}" for one in alive_in(answer["Content-Type"], text)]
        assert "unsafe-" not in answer["Content-Security-Policy"]
        reads -= "__hit(" in text
    assert reads <= 0, "the words are not there at all"
    return found


def test_words_stay_words_in_the_workplace(made: list[Model], superuser: Client) -> None:
    pages = [address for one in made if isinstance(one, Page) for address in of_page(one)]
    rows = [address for one in made if not isinstance(one, Page) for address in of_row(one)]
    assert found_at(superuser, pages, reads=len(pages) - 20) == []
    assert found_at(superuser, rows, reads=len(rows) // 2) == []
    assert found_at(superuser, WORKPLACE, reads=len(WORKPLACE) // 2) == []


def test_words_stay_words_on_the_site(made: list[Model]) -> None:
    pages = [one.url for one in made if isinstance(one, Page)]
    assert found_at(Client(), (*SITE, *pages), reads=len(pages)) == []
    found = Client().post("/buscar/", {"buscar": "script hit"}).content.decode()
    assert alive(found) == []


def test_words_stay_words_for_whoever_learns_and_works(made: list[Model]) -> None:
    with as_system():
        held = CourseVersion.objects.order_by("-published_at")[0]
        teacher, admin = people.other_centre_worker(), people.administrator()
        edition = courses.edition(teacher, admin, of=held.code)
    trainee = people.own_centre_worker()
    school = School(trainee, trainee, teacher, teacher, admin, edition)
    place = school.place()
    client = Client()
    people.login(client, trainee)
    assert found_at(client, of_staff(place), reads=3) == []
    start = reverse("training:start", args=[place.pk, courses.keys(edition)[0]])
    asked = client.post(start, follow=True)
    assert "__hit(" in asked.content.decode()
    assert alive(asked.content.decode()) == []


# What holds no words of an editor's own: codes, addresses and numbers that were asked for as such.
NO_WORDS = {"slug", "path", "url_path", "code", "language", "number", "phone", "exit_target",
            "practice"}  # fmt: skip


def _written(row: Any) -> Iterator[models.Field[Any, Any]]:
    """Give the texts of a row that its form asks for."""
    asked = row.get_edit_handler().get_form_class().base_fields if isinstance(row, Page) else None
    for field in row._meta.concrete_fields:
        text = isinstance(field, models.CharField | models.TextField) and not field.choices
        offered = field.editable and (asked is None or field.name in asked)
        if text and offered and field.name not in NO_WORDS:
            yield field


def test_every_field_was_tried(made: list[Model]) -> None:
    missed = {
        f"{one._meta.label}.{field.name}"
        for one in made for field in _written(one) if "<" not in field.value_to_string(one)
    }  # fmt: skip
    assert missed == set()


@pytest.mark.browser
def test_a_browser_runs_none_of_it(
    made: list[Model], superuser: Client, module_site: LiveServer, browser_page: Callable[..., Tab]
) -> None:
    tab = browser_page(bypass_csp=True)  # the words themselves are tried, not the policy
    tab.context.add_init_script("window.__hits = []; window.__hit = (n) => window.__hits.push(n);")
    session = superuser.cookies["gestion"].value
    tab.context.add_cookies([{"name": "gestion", "value": session, "url": module_site.url}])
    protocol = next(one for one in made if isinstance(one, ProtocolPage))
    inside = list(of_page(protocol))
    for address in (*inside[:2], *inside[-3:], "/cms/pages/search/?q=script", "/cms/images/",
                    "/cms/", "/", protocol.url, "/red-de-apoyo/", "/noticias/"):  # fmt: skip
        tab.goto(module_site.url + address)
        tab.wait_for_load_state("networkidle")
        assert (address, tab.evaluate("window.__hits")) == (address, [])
