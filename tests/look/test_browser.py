"""In a real browser: clean for axe, whole on a phone, all by keyboard, easy to leave."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import ARGUMENTS, CHROMIUM, axe, only_here, weigh

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.look.urls")]

Opener = Callable[..., Page]
LIVING = "/componentes/"
WITH_EXIT = ["/componentes/publico/", "/componentes/mi-espacio/", "/componentes/error/404/"]
EVERY = [LIVING, *WITH_EXIT, "/componentes/imprimir/", "/apariencia/"]
LOOKS = ["100-auto", "150-auto", "100-contrast"]

# Is the middle of the way out really the way out, at this scroll position?
HIT = """() => {
    const box = document.querySelector('.exit a').getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const inside = box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    return inside && !!hit && !!hit.closest('.exit');
}"""
HERE = "document.activeElement.closest('.exit')?.id || document.activeElement.getAttribute('href')"
RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return [style.outlineStyle, style.boxShadow !== 'none'];
}"""
SMALL = """() => [...document.querySelectorAll(
    'button, .button, .exit a, input:not([type=hidden]), select, textarea, .menu a, summary, ' +
    '.helplines a'
  )].filter(e => e.offsetParent && !e.closest('.choice'))
    .filter(e => e.getBoundingClientRect().height < 43.5)
    .map(e => e.outerHTML.slice(0, 90))"""


def choose(page: Page, site: LiveServer, look: str) -> None:
    page.context.add_cookies([{"name": "apariencia", "value": look, "url": site.url}])


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_clean_in_every_look(
    module_site: LiveServer, browser_page: Opener, width: int
) -> None:
    for scheme, look in [("light", ""), ("dark", ""), ("light", "100-contrast")]:
        page = browser_page(width=width, scheme=scheme)
        if look:
            choose(page, module_site, look)
        for path in EVERY:
            page.goto(module_site.url + path)
            assert axe(page) == [], (path, width, scheme, look)


def test_nothing_runs_off_a_narrow_phone(module_site: LiveServer, browser_page: Opener) -> None:
    for look in LOOKS:
        page = browser_page(width=320)
        choose(page, module_site, look)
        for path in EVERY:
            page.goto(module_site.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (path, look)


def test_what_is_touched_is_big_enough_for_a_thumb(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page(width=360)
    for path in EVERY:
        page.goto(module_site.url + path)
        assert page.evaluate(SMALL) == [], path


@pytest.mark.parametrize("javascript", [True, False])
def test_the_way_out_is_never_covered(
    module_site: LiveServer, browser_page: Opener, javascript: bool
) -> None:
    for width, height, look in [
        (320, 480, "150-auto"),
        (360, 640, "100-auto"),
        (1280, 800, "100-auto"),
    ]:
        page = browser_page(width=width, height=height, javascript=javascript)
        choose(page, module_site, look)
        for path in WITH_EXIT:
            page.goto(module_site.url + path)
            bottom = page.evaluate("document.documentElement.scrollHeight")
            for position in range(0, bottom, height // 2):
                page.evaluate(f"window.scrollTo(0, {position})")
                assert page.evaluate(HIT), (path, width, position)


def leave_is_heard(page: Page, by: Callable[[Page], None]) -> str:
    """Leave, and give where the browser ends."""
    by(page)
    page.wait_for_url("https://www.gob.cl/**")
    return page.url


LEAVING: dict[str, Callable[[Page], None]] = {
    "the button": lambda page: page.locator(".exit a").click(),
    "three times Shift": lambda page: [page.keyboard.press("Shift") for _ in range(3)] and None,
}


@pytest.mark.parametrize("way", LEAVING)
@pytest.mark.parametrize("path", WITH_EXIT[:2])
def test_leaving_takes_the_page_out_of_the_history(
    module_site: LiveServer, browser_page: Opener, way: str, path: str
) -> None:
    page = browser_page(width=360)
    page.goto(module_site.url + "/apariencia/")
    page.goto(module_site.url + path)
    leave_is_heard(page, LEAVING[way])
    page.go_back()
    assert path not in page.url


def test_two_presses_or_a_word_with_capitals_do_not_leave(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page()
    page.goto(module_site.url + WITH_EXIT[1])
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    assert page.url == module_site.url + WITH_EXIT[1]


def test_the_page_is_blank_before_anything_answers(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page()
    page.goto(module_site.url + WITH_EXIT[1])
    page.evaluate("addEventListener('beforeunload', () => { document.title += 'x'; })")
    blank = page.evaluate(
        """() => {
            const started = performance.now();
            document.querySelector('.exit a').click();
            const took = performance.now() - started;
            return [document.body.checkVisibility(), document.title.trim(), took];
        }"""
    )
    assert blank[0] is False
    assert "datos" not in blank[1]
    assert blank[2] < 100


def test_leaving_works_without_scripts(module_site: LiveServer, chromium: Browser) -> None:
    # A whole browser: the bare engine stays where it is when the way leads out of reach.
    with chromium.browser_type.launch(executable_path=CHROMIUM, args=ARGUMENTS) as whole:
        page = whole.new_page(java_script_enabled=False)
        page.route("**/*", only_here)
        page.goto(module_site.url + WITH_EXIT[0])
        assert leave_is_heard(page, LEAVING["the button"]).startswith("https://www.gob.cl/")


def test_the_first_keys_lead_to_the_content_and_the_way_out(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page()
    page.goto(module_site.url + WITH_EXIT[1])
    met = []
    for _ in range(3):
        page.keyboard.press("Tab")
        met.append(page.evaluate(HERE))
    assert met == ["#contenido", "#salida", "salida"]


def test_a_keyboard_reaches_everything_in_the_order_it_is_read(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page()
    page.goto(module_site.url + WITH_EXIT[1])
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden])')]
            .filter((e, i, all) => e.type !== 'radio' || all.find(o => o.name === e.name) === e)
            .map((e, i) => { e.dataset.order = i; return String(i); })"""
    )
    met = []
    for _ in wanted:
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.dataset.order"))
        assert page.evaluate(RING) == ["solid", True]
    assert met == wanted


def test_an_error_takes_the_focus_to_its_summary_without_scripts(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page(width=360, javascript=False)
    page.goto(module_site.url + "/apariencia/")
    page.evaluate("document.querySelectorAll('input').forEach(i => { i.checked = false; })")
    page.locator("main button").click()
    page.locator(".problem:focus").wait_for()
    page.locator(".problem a").first.click()
    assert page.evaluate("location.hash") == "#id_size_0"


def test_a_dialog_opens_takes_the_keyboard_and_closes(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page()
    page.goto(module_site.url + LIVING)
    page.locator("[data-dialog=anular]").click()
    assert page.locator("dialog#anular").is_visible()
    assert page.evaluate("!!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    assert not page.locator("dialog#anular").is_visible()


def test_the_menu_of_a_phone_opens_without_scripts(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page(width=360, javascript=False)
    page.goto(module_site.url + LIVING)
    entry = page.locator(".menu li a").first
    assert not entry.is_visible()
    page.locator(".menu summary").click()
    assert entry.is_visible()


def test_her_own_space_is_light(module_site: LiveServer, browser_page: Opener) -> None:
    weights = weigh(browser_page(width=360), module_site.url + WITH_EXIT[1])
    assert sum(weights.values()) <= 30_000
    assert len(weights) <= 6
    assert not [url for url in weights if "font" in url or not url.startswith(module_site.url)]
    sheets = [size for url, size in weights.items() if url.endswith(".css")]
    assert len(sheets) == 1 and sheets[0] <= 12_288
    assert all(size < 2_000 for url, size in weights.items() if url.endswith(".js"))


def test_the_open_site_stays_under_its_budget(
    module_site: LiveServer, browser_page: Opener
) -> None:
    weights = weigh(browser_page(width=360), module_site.url + WITH_EXIT[0])
    assert sum(weights.values()) <= 100_000
    assert all(url.startswith(module_site.url) for url in weights)


def test_leaving_ends_the_visit_on_the_server(
    module_site: LiveServer, browser_page: Opener
) -> None:
    page = browser_page(width=360)
    heard: list[str] = []
    page.on("request", lambda request: heard.append(f"{request.method} {request.url}"))
    page.goto(module_site.url + WITH_EXIT[1])
    with page.expect_request(lambda request: request.url.endswith("/salir/")):
        page.locator(".exit a").click()
    assert f"POST {module_site.url}/salir/" in heard


def test_a_page_made_otherwise_is_looked_at_anew(browser_page: Opener) -> None:
    """`axe` passes over a page made as one that was clean, and over no other."""
    page = browser_page()
    page.set_content(
        "<!doctype html><html lang=es><title>x</title><main><h1>x</h1>"
        "<label for=name>Nombre</label><input id=name></main>"
    )
    assert axe(page) == []
    assert axe(page) == []
    page.locator("label").evaluate("label => label.remove()")
    assert any(line.startswith("label:") for line in axe(page))
