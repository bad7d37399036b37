"""Leaving closes the session here and at the provider (interop.md 1.2, TD-01, AB29)."""

from typing import Any

from .browser import ROSA, Browser

OPEN = "open-session"


def follow_refresh(phone: Browser, address: str) -> str:
    """Give the address a page sends the whole window to."""
    seconds, _, target = phone.get(address).headers["Refresh"].partition("; url=")
    assert seconds == "0"
    return target


def test_leaving_ends_the_local_session_and_then_the_providers(phone: Browser) -> None:
    phone.log_in()
    phone.session.cookies.set("visita", "abierta", domain="127.0.0.1")
    assert OPEN in phone.get(phone.enter()).text
    left = phone.post("/claveunica/salir/")
    assert (left.status_code, left.headers["Location"]) == (303, "/claveunica/cerrando/")
    assert "visita" not in phone.session.cookies
    gone = phone.get(follow_refresh(phone, left.headers["Location"]))
    assert (gone.status_code, gone.headers["Location"]) == (302, f"{phone.origin}/")
    assert OPEN not in phone.get(phone.enter()).text


def test_a_provider_that_answers_204_leaves_her_on_a_page_with_a_way_home(phone: Browser) -> None:
    phone.get(phone.choose(phone.enter(), ROSA, logout="204"))
    phone.post("/claveunica/salir/")
    page = phone.get("/claveunica/cerrando/")
    assert phone.get(follow_refresh(phone, "/claveunica/cerrando/")).status_code == 204
    assert f'href="{phone.origin}/"' in page.text
    assert f'data-home="{phone.origin}/"' in page.text
    assert "interop/closing.js" in page.text
    assert OPEN not in phone.get(phone.enter()).text


def test_opening_the_way_out_closes_nothing(phone: Browser) -> None:
    phone.log_in()
    phone.session.cookies.set("visita", "abierta", domain="127.0.0.1")
    page = phone.get("/claveunica/salir/")
    assert page.status_code == 200 and "Refresh" not in page.headers
    phone.get("/claveunica/cerrando/")
    assert "visita" in phone.session.cookies
    assert OPEN in phone.get(phone.enter()).text


def test_another_site_cannot_make_her_leave(phone: Browser) -> None:
    phone.session.cookies.set("visita", "abierta", domain="127.0.0.1")
    answer = phone.session.post(f"{phone.origin}/claveunica/salir/", timeout=20)
    assert answer.status_code == 403
    assert "visita" in phone.session.cookies


def test_the_provider_sends_nobody_to_an_unregistered_address(
    phone: Browser, provider: dict[str, Any]
) -> None:
    answer = phone.get(f"{provider['logout_url']}?redirect=https://malo.example/")
    assert answer.status_code == 204


def test_the_closing_page_needs_no_session_and_is_not_framed(phone: Browser) -> None:
    page = phone.get("/claveunica/cerrando/")
    assert page.status_code == 200
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "<iframe" not in page.text
    assert "no-store" in page.headers["Cache-Control"]
