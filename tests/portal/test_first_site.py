"""The site a new database comes with: addresses, words, weight, and help in five seconds."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group
from django.contrib.staticfiles import finders
from django.test import Client
from wagtail.models import GroupPagePermission, Page, Site

from casework.documents.readability import measure
from portal.models import Helpline, PrivacyPage
from portal.notice.rules import hard_parts
from portal.notice.twelve import TWELVE

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/protocolos/",
    "/orientaciones-tecnicas/",
    "/formacion/",
    "/red-de-apoyo/",
    "/privacidad/",
]
PAGE_BYTES = 100_000


class Loads(HTMLParser):
    """Collects what a browser would fetch with a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {"script", "img", "iframe", "source"} and "src" in values:
            self.fetched.append(values["src"])
        if tag == "link" and values["rel"] != "alternate":
            self.fetched.append(values["href"])
        if tag == "a":
            self.links.append(values["href"])


def every_page() -> list[Page]:
    return list(Page.objects.filter(depth__gt=1).live().specific())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_finds_a_spanish_page_at_each_address_of_the_plan(
    client: Client, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert '<html lang="es"' in response.content.decode()


def test_a_woman_in_danger_sees_whom_to_call_before_anything_else(client: Client) -> None:
    html = client.get("/").content.decode()
    main = html[html.index("<main") :]
    numbers = re.findall(r'href="tel:(\d+)"', main)
    assert numbers[:3] == ["1455", "149", "133"]
    assert main.index("tel:1455") < main.index("<h2")
    assert 'id="salida"' in html


def test_hours_nobody_checked_are_not_shown(client: Client) -> None:
    Helpline.objects.filter(number="1455").update(hours="lunes a viernes, 8 a 24 h")
    assert "lunes a viernes" not in client.get("/").content.decode()


def test_checked_hours_are_shown_with_their_date(client: Client) -> None:
    line = Helpline.objects.get(number="1455")
    line.hours, line.checked_on, line.is_verified = "todos los días", "2026-11-02", True
    line.save()
    html = client.get("/").content.decode()
    assert "todos los días" in html
    assert "2 de noviembre de 2026" in html


def test_a_line_taken_off_the_site_is_gone_at_once(client: Client) -> None:
    line = Helpline.objects.get(number="149")
    client.get("/red-de-apoyo/")
    line.is_shown = False
    line.save()
    main = (
        client.get("/red-de-apoyo/").content.decode().partition("<main")[2].partition("<footer")[0]
    )
    assert "tel:149" not in main


def test_every_page_reads_easily() -> None:
    spanish = [page for page in every_page() if page.spoken == "es"]
    scores = {page.url: measure(page.plain_text) for page in spanish}
    assert len(scores) >= 10
    assert {url: round(r.score) for url, r in scores.items() if not r.is_plain} == {}
    assert {url: r.sentence_length for url, r in scores.items() if r.sentence_length > 15} == {}


def test_no_single_part_of_the_privacy_page_is_hard_to_read() -> None:
    page = PrivacyPage.objects.get(language="es")
    words = {name: text for name, _heading, text in page.sections}
    assert hard_parts(words) == []


def test_the_privacy_page_says_the_twelve_things_of_the_law(client: Client) -> None:
    html = client.get("/privacidad/").content.decode()
    assert len(TWELVE) == 12
    assert all(f'<section id="{name}">' in html for name, _heading in TWELVE)
    assert "Por definir por el ministerio" in html


def test_pages_fetch_nothing_from_elsewhere_and_weigh_little(client: Client) -> None:
    for page in every_page():
        html = client.get(page.url).content
        fetched = Loads(html.decode()).fetched
        assert [address for address in fetched if not address.startswith("/estatico/")] == []
        files = [finders.find(address.removeprefix("/estatico/")) for address in set(fetched)]
        sizes = [len(open(file, "rb").read()) for file in files if file]  # noqa: PTH123, SIM115
        assert len(html) + sum(sizes) <= PAGE_BYTES


def test_privacy_is_one_step_away_from_every_page(client: Client) -> None:
    for page in every_page():
        html = client.get(page.url).content.decode()
        menu = html.partition('<nav class="menu"')[2].partition("</nav>")[0]
        assert 'href="/privacidad/"' in menu


def test_no_link_inside_the_site_is_broken(client: Client) -> None:
    links = {
        link.partition("#")[0].partition("?")[0]
        for page in every_page()
        for link in Loads(client.get(page.url).content.decode()).links
        if link.startswith("/")
    }
    elsewhere = ("/mi-espacio/", "/salir/", "/gestion/", "/verificar/")
    ours = sorted(link for link in links if link and not link.startswith(elsewhere))
    assert {link for link in ours if client.get(link, follow=True).status_code != 200} == set()


def test_the_tree_is_sound() -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    assert Site.objects.get().root_page.specific.url_path == "/inicio/"
    assert {page.url for page in every_page()} >= set(ADDRESSES)


def test_editors_write_and_only_approvers_publish() -> None:
    rights = {
        group.name: set(
            GroupPagePermission.objects.filter(group=group).values_list(
                "permission__codename", flat=True
            )
        )
        for group in Group.objects.filter(name__in=["Redacción", "Aprobación"])
    }
    assert rights["Redacción"] == {"add_page", "change_page"}
    assert "publish_page" in rights["Aprobación"]
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


def test_only_approvers_publish_a_number_and_nobody_erases_one() -> None:
    def able(codename: str) -> set[str]:
        found = Group.objects.filter(permissions__codename=codename)
        return set(found.values_list("name", flat=True))

    assert able("publish_helpline") == {"Aprobación"}
    assert able("change_helpline") == {"Aprobación", "Redacción"}
    assert able("delete_helpline") == set()
