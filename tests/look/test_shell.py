"""The shell: menu by principal, appearance without scripts, pages for when things go wrong."""

from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django_ratelimit.exceptions import Ratelimited

from casework.access.gates import gate_of
from casework.access.levels import Held, Level, Right
from casework.access.principals import ANONYMOUS, Staff, SurvivorPrincipal
from config.shell import errors, navigation
from config.shell.appearance import COOKIE, Appearance

SOMEBODY = UUID(int=1)
SHELLS = ("survivor", "public", "staff", "print")


def staff(*levels: Level) -> Staff:
    return Staff(SOMEBODY, 1, "Paula Rojas", tuple(Held(level) for level in levels))


def page(template: str, path: str = "/", **cookies: str) -> BeautifulSoup:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return BeautifulSoup(render_to_string(template, {}, request), "html.parser")


@pytest.mark.parametrize("level", Level)
def test_a_menu_offers_only_what_the_level_may_open(level: Level) -> None:
    offered = navigation.items_for(staff(level))
    for item in navigation.STAFF:
        assert (item in offered) == (not item.needs or bool(set(item.needs) & level.rights))


@pytest.mark.parametrize("item", navigation.STAFF, ids=lambda item: item.to)
def test_the_menu_asks_for_the_rights_the_page_itself_asks_for(item: navigation.Item) -> None:
    view = resolve(item.address).func if item.address and ":" in item.to else None
    if view is not None and gate_of(view) == "rights":
        assert set(item.needs) == set(view.staff_rights)


@pytest.mark.parametrize("level", [Level.N2, Level.N6])
def test_the_keys_lead_only_where_she_may_go(level: Level) -> None:
    request = RequestFactory().get("/gestion/")
    request.principal = who = staff(level)  # type: ignore[attr-defined]
    shown = BeautifulSoup(render_to_string("shell/staff.html", {}, request), "html.parser")
    keys = {str(link["href"]) for link in shown.select("#atajos a[href]")}
    offered = {link.url for link in navigation.links_for(who, "/")}
    drafts = reverse("drafts:kept")
    assert keys
    assert keys - {drafts} <= offered
    assert (drafts in keys) == who.may(Right.OPEN_CASES)


def test_each_kind_of_person_has_a_menu_of_her_own() -> None:
    menus = [navigation.items_for(p) for p in (staff(), SurvivorPrincipal(SOMEBODY), ANONYMOUS)]
    assert menus[1] == navigation.SURVIVOR
    assert menus[2] == navigation.PUBLIC
    assert all(not item.needs for item in menus[0])
    assert Right.OPEN_CASES not in {right for item in menus[0] for right in item.needs}


def test_the_deepest_entry_that_holds_the_page_is_marked() -> None:
    links = navigation.links_for(ANONYMOUS, "/protocolos/acogida/")
    assert [link.url for link in links if link.current] == ["/protocolos/"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_names_its_language(shell: str) -> None:
    assert page(f"shell/{shell}.html").html["lang"] == "es"


@pytest.mark.django_db
@pytest.mark.parametrize("shell", ["survivor", "public"])
def test_the_way_out_works_without_scripts(shell: str) -> None:
    link = page(f"shell/{shell}.html").find(id="salida").find("a")
    assert link["href"] == reverse("leave")
    assert Client().get(link["href"])["Location"].startswith("https://")


def test_a_tab_of_her_own_space_says_nothing_whatever_the_page_wants() -> None:
    request = RequestFactory().get("/")
    source = "{% extends 'shell/survivor.html' %}{% block title %}Ana{% endblock %}"
    from django.template import engines

    html = engines["django"].from_string(source).render({}, request)
    assert "Ana" not in BeautifulSoup(html, "html.parser").title.get_text()


def test_what_a_visitor_chose_is_written_on_the_page() -> None:
    html = page("shell/public.html", **{COOKIE: "150-contrast"}).html
    assert (html["data-size"], html["data-theme"]) == ("150", "contrast")


@pytest.mark.parametrize("cookie", ["", "9-9", "150", "x-contrast", '"><script>', "150-contrast-x"])
def test_a_strange_cookie_counts_as_nothing_said(cookie: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cookie
    found = Appearance.of(request)
    assert found.size in {"100", "150"}
    assert found.theme in {"auto", "contrast"}


@pytest.mark.django_db
def test_the_choice_is_kept_until_the_browser_closes() -> None:
    answer = Client().post(
        reverse("appearance"), {"size": "125", "theme": "contrast", "volver": "/red-de-apoyo/"}
    )
    assert answer["Location"] == "/red-de-apoyo/"
    cookie = answer.cookies[COOKIE]
    assert cookie.value == "125-contrast"
    assert not cookie["max-age"] and not cookie["expires"]


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://x.cl/", "//x.cl/", "/\\x.cl", "javascript:a()"])
def test_nobody_is_sent_elsewhere_by_the_choice(elsewhere: str) -> None:
    form = {"size": "100", "theme": "auto", "volver": elsewhere}
    assert Client().post(reverse("appearance"), form)["Location"] == "/"


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_an_error_page_needs_no_database_and_still_helps(status: int) -> None:
    answer = errors.error_page(RequestFactory().get("/x"), status)
    found = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == status
    assert {"tel:1455", "tel:149", "tel:133"} <= {a["href"] for a in found.select("a[href]")}
    assert found.find(id="salida") is not None


def test_when_even_the_templates_fail_a_fixed_page_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("12.345.678-5")

    monkeypatch.setattr(errors, "render_to_string", broken)
    answer = errors.server_error(RequestFactory().get("/x"))
    assert answer.status_code == 500
    assert b"1455" in answer.content
    assert b"12.345" not in answer.content


def test_a_limit_reached_is_told_as_such() -> None:
    request = RequestFactory().get("/")
    assert errors.forbidden(request, Ratelimited()).status_code == 429
    assert errors.forbidden(request, PermissionDenied()).status_code == 403


def test_not_found_is_the_same_bytes_for_every_address() -> None:
    answers: set[bytes] = {
        errors.not_found(RequestFactory().get(path), Exception(path)).content
        for path in ("/a", "/gestion/sobrevivientes/1/")
    }
    assert len(answers) == 1


@pytest.mark.django_db
def test_an_unknown_address_gets_our_page() -> None:
    answer: HttpResponse = Client().get("/no-existe/")
    assert answer.status_code == 404
    assert b"tel:1455" in answer.content


@pytest.mark.django_db
def test_the_editor_carries_our_name_and_not_that_of_the_package() -> None:
    request = RequestFactory().get("/cms/")
    request.user = AnonymousUser()
    found = BeautifulSoup(
        render_to_string("wagtailadmin/admin_base.html", {}, request), "html.parser"
    )
    assert "SIIVbG" in found.title.get_text()
    assert "Wagtail" not in found.title.get_text()


def test_the_pages_of_second_factors_load_nothing_from_elsewhere() -> None:
    found = page("two_factor/_base.html")
    loaded = [tag.get("src") or tag.get("href") for tag in found.select("script, link")]
    assert loaded and all(address.startswith("/estatico/") for address in loaded)
