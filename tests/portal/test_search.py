"""Search: what is there is found, what is closed never is, and what she typed is kept nowhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from portal.models import ContentPage, HomePage
from portal.search import indexing
from portal.search.ranked import SAYS
from tests.portal import papers

from .editors import put_on_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _all_pages_in_the_index() -> None:
    indexing.complete()


@pytest.fixture
def looked(client: Client) -> Callable[..., str]:
    def look(words: str, english: str = "") -> str:
        response = client.post(f"/buscar/{english}", {"words": words})
        assert response.status_code in {200, 422}
        return response.content.decode().partition("<main")[2].partition("</main>")[0]

    return look


def page(title: str, end: str = "", summary: str = "Una página.") -> Page:
    made = ContentPage(title=title, slug=f"pagina-nueva{end}", summary=summary)
    HomePage.objects.get().add_child(instance=made)
    return made


@pytest.mark.parametrize("words", ["visita", "VISITA", "primera visita", "huella", "derechos"])
def test_what_is_there_is_found(looked: Callable[..., str], words: str) -> None:
    assert 'class="found"' in looked(words)


def test_accents_do_not_matter(looked: Callable[..., str]) -> None:
    put_on_site(page("Protección de murciélagos"))
    for words in ("proteccion", "Protección", "murcielagos", "murciélago"):
        assert "/pagina-nueva/" in looked(words), words


@pytest.mark.parametrize("words", ["pirmera bisita", "derecos", "biolencia"])
def test_mistaken_words_lead_to_what_was_meant(looked: Callable[..., str], words: str) -> None:
    assert "found" in looked(words)


@pytest.mark.parametrize("words", ["", "   ", "xqzwk", "<script>", "' OR 1=1", "🙂", "a" * 81])
def test_words_that_find_nothing_lead_on(looked: Callable[..., str], words: str) -> None:
    html = looked(words)
    assert "/telefonos/" in html or "error" in html
    assert "<script>" not in html


def test_a_draft_a_page_taken_down_and_a_closed_one_are_never_found(
    looked: Callable[..., str],
) -> None:
    made = page("Ornitorrinco")
    assert "/pagina-nueva/" not in looked("ornitorrinco")
    put_on_site(made)
    assert "/pagina-nueva/" in looked("ornitorrinco")
    closed = PageViewRestriction.objects.create(page=made, restriction_type="login")
    assert "/pagina-nueva/" not in looked("ornitorrinco")
    closed.delete()
    Page.objects.get(pk=made.pk).specific.unpublish()
    assert "/pagina-nueva/" not in looked("ornitorrinco")


def test_a_guideline_for_staff_only_is_never_found(looked: Callable[..., str]) -> None:
    made = papers.published(papers.guideline("solo-equipos", audience="staff"))
    said = looked(made.title)
    assert made.url not in said
    opened = papers.published(papers.guideline("para-todas"))
    assert opened.url in looked(opened.title)


def test_what_she_typed_is_written_nowhere(client: Client, caplog: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        response = client.post("/buscar/", {"words": "ornitorrinco"})
    assert not response.cookies
    assert not [one for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert "ornitorrinco" not in caplog.text
    assert "ornitorrinco" not in client.get("/buscar/?words=ornitorrinco").content.decode()


def test_a_comuna_leads_to_its_centres(looked: Callable[..., str]) -> None:
    assert "/red-de-apoyo/comuna/05109/" in looked("viña del mar")
    assert "/red-de-apoyo/comuna/05109/english/" in looked("vina del mar", "english/")


def test_each_language_finds_its_own(looked: Callable[..., str]) -> None:
    english = looked("rights", "english/")
    assert "/english/" in english and 'href="/tus-derechos/"' not in english
    assert "english" not in looked("derechos").partition('class="found"')[2]


def test_each_thing_found_says_what_it_is(looked: Callable[..., str]) -> None:
    papers.published(papers.guideline("para-todas"))
    assert 'class="small"' in looked("primera visita")


def test_the_number_of_a_law_is_one_word(looked: Callable[..., str]) -> None:
    put_on_site(page("Ley 20.066 en palabras simples"))
    assert "/pagina-nueva/" in looked("20.066")
    assert "/pagina-nueva/" not in looked("20.067")


def test_words_in_the_title_come_before_words_in_the_body(looked: Callable[..., str]) -> None:
    put_on_site(page("Ornitorrinco", end="-a"))
    put_on_site(page("Otra cosa", end="-b", summary="Aquí se nombra al ornitorrinco."))
    said = looked("ornitorrinco")
    assert said.index("/pagina-nueva-a/") < said.index("/pagina-nueva-b/")


def test_a_page_below_a_closed_one_is_never_found(looked: Callable[..., str]) -> None:
    above = page("Ornitorrinco")
    put_on_site(above)
    below = ContentPage(title="Equidna", slug="abajo", summary="Una página.")
    above.add_child(instance=below)
    put_on_site(below)
    assert "/pagina-nueva/abajo/" in looked("equidna")
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    assert "/pagina-nueva/abajo/" not in looked("equidna")


def test_a_slip_knows_of_what_was_just_published(looked: Callable[..., str]) -> None:
    assert "/pagina-nueva/" not in looked("ornitorinco")
    put_on_site(page("Ornitorrinco"))
    assert "/pagina-nueva/" in looked("ornitorinco")


def test_the_search_reads_an_index_and_not_every_page() -> None:
    asked = f"SELECT FROM wagtailsearch_indexentry entry WHERE {SAYS} to_tsquery('huella')"
    with connection.cursor() as cursor:
        # So few pages are read quicker one by one: what is asked is whether it could do otherwise.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked}")
        assert "portal_search_title_body" in str(cursor.fetchall())
