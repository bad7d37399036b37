"""The map of the site, what robots read, redirects, news and pages that are not there."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from portal.models import ContentPage, Helpline, NewsIndexPage, NewsPage
from portal.serving import forget_all
from tests.portal import papers
from tests.portal.test_first_site import Loads

from .editors import put_on_site

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def addresses(client: Client) -> list[str]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [one.text or "" for one in root.iter() if one.tag.endswith("loc")]
    return [one.removeprefix("http://testserver") for one in found]


def news(title: str, day: str) -> NewsPage:
    page = NewsPage(title=title, slug=title.lower(), summary="Algo nuevo.", happened_on=day)
    NewsIndexPage.objects.get().add_child(instance=page)
    put_on_site(page)
    return page


def test_the_map_leads_to_every_open_page_and_nothing_else(client: Client) -> None:
    papers.published(papers.guideline("solo-equipos", audience="staff"))
    html = client.get("/mapa-del-sitio/").content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    links = Loads(main).links
    spanish = [page.url for page in Page.objects.live().public().filter(depth__gt=1)
               if page.slug != "english"]  # fmt: skip
    assert set(spanish) <= set(links)
    assert "solo-equipos" not in html
    assert [link for link in links if client.get(link, follow=True).status_code != 200] == []


def test_robots_read_only_open_pages(client: Client) -> None:
    papers.published(papers.guideline("solo-equipos", audience="staff"))
    listed = addresses(client)
    assert {"/", "/red-de-apoyo/", "/reconocer/english/", "/red-de-apoyo/region/05/"} <= set(listed)
    assert not [one for one in listed if "solo-equipos" in one or one.startswith("/gestion")]
    assert {one for one in listed if client.get(one).status_code != 200} == set()
    said = client.get("/robots.txt").content.decode()
    assert "Disallow: /gestion/" in said and "Sitemap: http://testserver/sitemap.xml" in said


def test_news_are_listed_the_newest_first_and_in_the_feed(client: Client) -> None:
    news("Antes", "2026-10-01")
    news("Despues", "2026-11-01")
    html = client.get("/noticias/").content.decode()
    assert html.index("Despues") < html.index("Antes")
    feed = ElementTree.fromstring(client.get("/noticias/atom.xml").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["Despues", "Antes"]
    link = entries[0].find(f"{ATOM}link")
    assert link is not None and link.get("href") == "http://testserver/noticias/despues/"
    NewsPage.objects.get(slug="despues").unpublish()
    assert "Despues" not in client.get("/noticias/atom.xml").content.decode()


def test_a_page_that_changed_its_address_is_still_found(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = ContentPage.objects.get(slug="reconocer")
    page.slug = "senales"
    with django_capture_on_commit_callbacks(execute=True):
        put_on_site(page)
    assert client.get("/reconocer/")["Location"].endswith("/senales/")


@pytest.mark.parametrize(
    "link", ["https://otro.example/", "//otro.example/", "/gestion/salir/", "/mi-espacio/",
             "/salir/", "javascript:alert(1)", "/\\otro.example"]
)  # fmt: skip
def test_a_redirect_leads_nowhere_but_to_open_pages(client: Client, link: str) -> None:
    Redirect.objects.create(old_path="/viejo", redirect_link=link)
    assert client.get("/viejo/").status_code == 404
    Redirect.objects.update(redirect_link="/telefonos/")
    assert client.get("/viejo/")["Location"] == "/telefonos/"


def test_a_page_that_is_not_there_helps_and_is_always_the_same(client: Client) -> None:
    bodies = {client.get(one).content for one in ("/no-hay/", "/red-de-apoyo/x/", "/a/b/c/")}
    assert len(bodies) == 1
    html = bodies.pop().decode()
    for way in ('href="tel:1455"', 'href="/telefonos/"', 'href="/buscar/"', 'id="salida"'):
        assert way in html


def test_who_would_rather_write_than_call_opens_a_conversation(client: Client) -> None:
    home = client.get("/").content.decode()
    assert 'href="https://wa.me/56997007000"' in home and "+56 9 9700 7000" in home
    assert home.index('"tel:133"') < home.index("wa.me")  # in danger one calls
    assert "queda en el chat" in client.get("/telefonos/").content.decode()
    Helpline.objects.filter(is_chat=True).update(is_shown=False)
    forget_all()
    assert "queda en el chat" not in client.get("/telefonos/").content.decode()
    assert "wa.me" not in client.get("/").content.decode()
