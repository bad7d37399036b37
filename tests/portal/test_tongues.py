"""Pages in other languages: made by people, offered only when they are there (safety.md 6)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.models import Page

from portal.approval.rules import PublicationRefused
from portal.editing import languages
from portal.models import ContentPage
from portal.search.queries import find
from portal.translated import standings

from .editors import put_on_site
from .test_first_site import Loads
from .test_workplace import at_work

pytestmark = pytest.mark.django_db
BY_PEOPLE = {"translated_by": "Persona Uno", "translated_on": date(2026, 11, 2),
             "reviewed_by": "Persona Dos", "reviewed_on": date(2026, 11, 9)}  # fmt: skip


def original(slug: str = "reconocer") -> Any:
    return ContentPage.objects.get(slug=slug, depth=3)


def translation(slug: str = "kreyol", above: Any = None, **said: Any) -> ContentPage:
    """A page of example in another language: not published, its words stand for a translation."""
    made = ContentPage(title="Egzanp", summary="Egzanp.", slug=slug, **{**BY_PEOPLE, **said})
    (above or original()).add_child(instance=made)
    return made


def switch(html: str) -> str:
    found = html.partition('aria-label="Idioma"')[2] or html.partition('aria-label="Language"')[2]
    return found.partition("</nav>")[0]


def test_a_page_nobody_translated_is_never_offered(client: Client) -> None:
    translation()
    html = client.get(original().url).content.decode()
    assert "kreyol" not in html
    assert client.get(f"{original().url}kreyol/").status_code == 404


def test_a_page_in_another_language_is_offered_once_it_is_published(client: Client) -> None:
    put_on_site(translation())
    html = client.get(original().url).content.decode()
    assert 'lang="ht" hreflang="ht" dir="ltr">Kreyòl ayisyen</a>' in switch(html)
    assert "kreyol" not in client.get("/").content.decode()


def test_its_own_words_are_marked_and_what_surrounds_them_is_not(client: Client) -> None:
    put_on_site(translation())
    html = client.get(f"{original().url}kreyol/").content.decode()
    assert '<html lang="es"' in html
    assert '<h1 lang="ht" dir="ltr">Egzanp</h1>' in html
    assert f"{original().url}" in Loads(switch(html)).links


def test_it_leads_back_to_the_spanish_and_to_the_english(client: Client) -> None:
    put_on_site(translation())
    html = switch(client.get(f"{original().url}kreyol/").content.decode())
    assert "Español" in html
    assert "English" in html


@pytest.mark.parametrize(
    "wrong",
    [{"translated_by": ""}, {"translated_on": None}, {"reviewed_by": ""}, {"reviewed_on": None},
     {"reviewed_by": " persona uno"}, {"reviewed_on": date(2026, 11, 1)},
     {"reviewed_on": localdate() + timedelta(days=1)}],
)  # fmt: skip
@pytest.mark.parametrize("slug", ["kreyol", "quechua"])
def test_a_translation_says_who_made_it_and_who_read_it_back(
    slug: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(PublicationRefused):
        put_on_site(translation(slug, **wrong))


def test_a_spanish_page_owes_no_translator() -> None:
    page = original()
    assert page.tongue is None
    put_on_site(page)


def test_a_translation_is_no_page_of_the_spanish_site(client: Client) -> None:
    put_on_site(translation())
    assert not [hit for hit in find("Egzanp", "es").hits if "kreyol" in hit.url]
    assert "Egzanp" not in client.get("/mapa-del-sitio/").content.decode()
    assert "Egzanp" not in client.get("/").content.decode()


def test_below_a_translation_lie_those_of_its_own_language(client: Client) -> None:
    put_on_site(translation(above=Page.objects.get(depth=2)))
    put_on_site(translation())
    html = client.get("/kreyol/").content.decode()
    assert "/reconocer/kreyol/" in html
    assert "/pedir-ayuda/" not in html.partition("<main")[2].partition("</main")[0]


def test_the_english_home_begins_with_help(client: Client) -> None:
    main = client.get("/english/").content.decode().partition("<main")[2].partition("</main")[0]
    order = [one for one in Loads(main).links if one.endswith("english/")]
    spanish = client.get("/").content.decode().partition("<main")[2].partition("</main")[0]
    wanted = [f"{one}english/" for one in Loads(spanish).links]
    assert order
    assert order == [one for one in wanted if one in order]


def test_editors_see_what_is_missing_and_what_fell_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    page, kreyol = original(), translation()

    def word(slug: str) -> str:
        page.refresh_from_db()
        found = standings(page, list(page.get_children().specific()))
        return str(next(one.word for one in found if one.tongue.slug == slug))

    assert word("quechua") == "falta"
    assert word("kreyol") == "un borrador, aún no se ofrece"
    put_on_site(kreyol)
    assert word("kreyol") == "al día"
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
    assert word("kreyol") == "anterior al español"
    assert languages.rows()[0].page.pk == page.pk
    editor = at_work("Redacción", monkeypatch)
    html = editor.get("/cms/reports/idiomas/").content.decode()
    assert "<b>anterior al español</b>" in html
    shown = editor.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "anterior al español" in shown
    assert f"/cms/pages/add/portal/contentpage/{page.pk}/" in shown
