"""Take the pictures of the README: `python -m tests.journeys.pictures http://127.0.0.1:8000`.

Needs a running demo (`make run`), Chromium, and pdftoppm. Registers one more woman in it: the
demo's persona 99.999.999-9, whom no centre has met. After `make reset` it can be run again.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from django_otp.oath import totp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from config.demo.people import OPERATORS, PASSWORD, TRAINEE
from tests.browser import ARGUMENTS, CHROMIUM

FOLDER = Path(__file__).parent / "pictures"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
HEAVIEST = 120_000  # bytes
NUMBER = "99999999"
ANSWERS = ("no", "yes", "no", "yes")


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """Take a picture of the page and make it small."""
    drawn = FOLDER / f"{name}.png"
    page.screenshot(path=drawn, full_page=whole)
    shrink(drawn)


def shrink(drawn: Path) -> None:
    """Keep 128 colours: enough for a page, a third of the bytes."""
    with Image.open(drawn) as picture:
        small = picture.convert("RGB").quantize(colors=128, dither=Image.Dither.NONE)
    small.save(drawn, optimize=True)
    assert drawn.stat().st_size <= HEAVIEST, f"{drawn.name} weighs {drawn.stat().st_size} bytes"


def come_in(page: Page, site: str, username: str, name: str = "") -> None:
    """Log in as one of the demo's people; with a name, take the door's picture."""
    account = next(one for one in OPERATORS if one.username == username)
    page.goto(f"{site}/gestion/entrar/")
    if name:
        keep(page, name)
    page.fill("[name=auth-username]", account.username)
    page.fill("[name=auth-password]", PASSWORD)
    page.click("form:has([name=auth-password]) button:not([name])")
    page.fill("[name=token-otp_token]", f"{totp(bytes.fromhex(account.totp_secret)):06d}")
    page.click("form:has([name=token-otp_token]) button:not([name])")
    page.wait_for_url(lambda address: "/entrar/" not in address)


def at_work(page: Page, site: str) -> str:
    """Log in, register a woman, hand her the key. Gives the key."""
    page.goto(f"{site}/")
    keep(page, "01-home")
    come_in(page, site, "profesional", "02-login")
    page.wait_for_url("**/gestion/mi-dia/")
    keep(page, "12-my-day")
    return register(page, site)


def register(page: Page, site: str) -> str:
    """Search her, find nobody, register her with the search's own words, make her key."""
    page.goto(f"{site}/gestion/sobrevivientes/")
    page.fill("[name=name]", "Josefa Rojas Tapia")
    page.fill("[name=run]", "99.999.999-9")
    page.check("[name=purpose][value=attention]")
    page.click("form:has([name=run]) button:not([name])")
    page.wait_for_url("**/buscar/")
    keep(page, "03-register")
    page.click("form:has([name=working_name]) button:not([name])")
    page.wait_for_url("**/sobrevivientes/*-*/")
    her_file = page.url
    keep(page, "04-her-file")
    page.goto(f"{her_file}contacto/")
    page.click("details.guides > summary")
    keep(page, "14-step-beside-the-form")
    page.goto(f"{her_file}espacio/")
    page.locator("form[action$='/espacio/clave/'] button").first.click()
    page.locator(".key-card").wait_for()
    keep(page, "05-key-once")
    return page.locator(".key-card .key").text_content() or ""


def on_her_phone(page: Page, site: str, key: str) -> bytes:
    """Come in, sign, read. Gives her sealed copy."""
    page.goto(f"{site}/mi-espacio/")
    page.click("a[href^='/claveunica/entrar/']")
    page.check(f"[name=persona][value='{NUMBER}']")
    page.click("form button:not([name])")
    page.wait_for_url("**/mi-espacio/")
    keep(page, "06-neutral")
    page.fill("[name=number]", key)
    page.click("form[action$='/numero/'] button")
    page.click("main a[href*='/permisos/']")
    questions = page.locator("fieldset.choose")
    for place, value in enumerate(ANSWERS):
        questions.nth(place).locator(f"[value={value}]").check()
    questions.nth(0).evaluate("question => question.scrollIntoView({behavior: 'instant'})")
    keep(page, "07-sign")
    page.click("main form[method=post] button")
    page.wait_for_url("**/firmado/**")
    address = page.locator("main a[href$='/copia/']").get_attribute("href")
    sealed = page.context.request.get(f"{site}{address}").body()
    page.goto(f"{site}/mi-espacio/lecturas/")
    keep(page, "09-ledger")
    return sealed


def first_page(sealed: bytes) -> str:
    """Draw the first page of the copy. Gives the code printed on it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "copia.pdf"
        file.write_bytes(sealed)
        drawn = FOLDER / "08-signed-copy"
        subprocess.run(
            ["pdftoppm", "-png", "-r", "72", "-singlefile", str(file), str(drawn)], check=True
        )
        words = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    shrink(drawn.with_suffix(".png"))
    lines = words.stdout.decode().split()
    return next(word for word in lines if len(word) == 34 and word.count("-") == 6)


def anybody(page: Page, site: str, printed: str) -> None:
    """Check the code, and look at the house's components."""
    page.goto(f"{site}/verificar/")
    page.fill("[name=code]", printed)
    page.click("form:has([name=code]) button")
    page.locator("main .notice").first.wait_for()
    keep(page, "10-check")


def of_learning(desk: Page, phone: Page, site: str) -> None:
    """A protocol and the network, as anybody reads them; a course, as who follows it does."""
    desk.goto(f"{site}/protocolos/atencion-centro/")
    keep(desk, "13-protocol")
    phone.goto(f"{site}/red-de-apoyo/region/05/")
    keep(phone, "15-network")
    come_in(desk, site, TRAINEE)
    desk.goto(f"{site}/gestion/formacion/")
    desk.click("main h3 a, main h2 ~ * a[href*='/plazas/']")
    desk.wait_for_url("**/plazas/*/")
    keep(desk, "16-course")


def main(site: str) -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        desk: BrowserContext = browser.new_context(viewport=DESK, locale="es-CL")  # type: ignore[arg-type]
        phone: BrowserContext = browser.new_context(viewport=PHONE, locale="es-CL")  # type: ignore[arg-type]
        key = at_work(desk.new_page(), site)
        printed = first_page(on_her_phone(phone.new_page(), site, key))
        anybody(phone.new_page(), site, printed)
        page = desk.new_page()
        page.goto(f"{site}/componentes/")
        keep(page, "11-components")
        other: BrowserContext = browser.new_context(viewport=DESK, locale="es-CL")  # type: ignore[arg-type]
        of_learning(other.new_page(), phone.new_page(), site)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
