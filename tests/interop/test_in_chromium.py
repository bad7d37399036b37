"""The login in a real browser: its policy, its cookies across sites, and the way out."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from casework.interop.claveunica.identity import Identity
from tests.browser import axe

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]


def enter(page: Page, server: str, person: str = "88888888", fault: str = "") -> None:
    """Log in by hand: from a page of ours, by the link, to the simulator and back."""
    page.goto(f"{server}/claveunica/entrar/")
    page.check(f'input[name="persona"][value="{person}"]')
    if fault:
        page.locator("details.faults > summary").click()
        page.click(f'button[name="fault"][value="{fault}"]')
    else:
        page.get_by_role("button", name="Entrar como esta persona").click()


def arrive(page: Page, address: str) -> None:
    """Wait for an address; unlike `wait_for_url`, not upset by a navigation that answers 204."""
    for _ in range(100):
        if page.url == address:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"still at {page.url}")


def picture(page: Page, name: str) -> None:
    """Keep a picture where the person who looks at them asked for it."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_she_comes_in_and_nothing_is_blocked(
    server: str, provider: dict[str, Any], browser_page: Opener, doors: list[Identity],
    javascript: bool,
) -> None:  # fmt: skip
    page = browser_page(width=360, javascript=javascript)
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text) if line.type == "error" else None)
    enter(page, server)
    page.wait_for_url("**/claveunica/retorno/**")
    assert "welcome" in page.content()
    assert len(doors) == 1
    assert blocked == []


def test_a_provider_on_another_site_sends_her_back_with_her_attempt(
    server: str, provider: dict[str, Any], browser_page: Opener, doors: list[Identity]
) -> None:
    """The button is a link and the cookie is Lax: both must survive the journey between sites."""
    provider["authorize_url"] = provider["authorize_url"].replace("127.0.0.1", "localhost")
    page = browser_page()
    enter(page, server)
    page.wait_for_url("**/claveunica/retorno/**")
    assert page.url.startswith(server)
    assert len(doors) == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("answer", ["redirect", "204"])
def test_leaving_takes_the_whole_window_to_the_provider_and_home(
    server: str, provider: dict[str, Any], browser_page: Opener, answer: str, javascript: bool
) -> None:
    provider["logout_uri"] = f"{server}/claveunica/salir/"  # a landing page that always exists
    page = browser_page(width=360, javascript=javascript)
    page.goto(f"{server}/claveunica/entrar/")
    page.check(f'input[name="logout"][value="{answer}"]')
    page.get_by_role("button", name="Entrar como esta persona").click()
    calls: list[tuple[str, bool]] = []
    page.on(
        "request",
        lambda asked: (
            calls.append((asked.resource_type, asked.frame == page.main_frame))
            if "app/logout" in asked.url
            else None
        ),
    )
    page.goto(f"{server}/claveunica/salir/")
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/claveunica/cerrando/")
    if answer == "204" and not javascript:
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Ir al inicio").click()
    arrive(page, f"{server}/claveunica/salir/")
    assert calls == [("document", True)]
    page.goto(f"{server}/claveunica/entrar/")
    assert page.locator(".open-session").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_reads_well_and_is_accessible(
    server: str, provider: dict[str, Any], browser_page: Opener, width: int
) -> None:
    page = browser_page(width=width)
    page.goto(f"{server}/claveunica/entrar/")
    picture(page, "simulator")
    page.locator("details.faults > summary").click()
    picture(page, "simulator-faults")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for fault in ("denied", "state_altered", "code_expired", "server_error", "wrong_dv", "not_run"):
        enter(page, server, fault=fault)
        page.wait_for_url("**/claveunica/retorno/**")
        picture(page, f"trouble-{fault}")
        assert width > 360 or axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{server}/claveunica/entrar/?puerta=gestion")
    page.locator("details.faults > summary").click()
    page.click('button[name="fault"][value="denied"]')
    picture(page, "trouble-staff")
    assert axe(page) == []
    page.goto(f"{server}/claveunica/salir/")
    picture(page, "leave")
    assert axe(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_closing_page_reads_well(
    server: str, provider: dict[str, Any], browser_page: Opener, width: int
) -> None:
    page = browser_page(width=width)
    page.route("**/app/logout**", lambda route: route.fulfill(status=204))
    page.goto(f"{server}/claveunica/cerrando/")
    picture(page, "closing")
    assert axe(page) == []
