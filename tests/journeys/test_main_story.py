"""The main story, from a woman nobody knows to a consent she gave, saw and took back."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from casework.documents.check import check
from tests.database import as_system
from tests.journeys.phone import Phone
from tests.journeys.watching import Watch, fits, reads_well
from tests.journeys.worker import Worker
from tests.journeys.world import CENTRE, HER_NAME, HERS, World

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("earnest_press")]

YES_TO_HEALTH = ["no", "yes", "no", "no"]
CODE = r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}\b"


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_she_is_registered_signs_and_changes_her_mind(
    world: World,
    worker: Worker,
    open_page: Callable[..., Page],
    watches: list[Watch],
    javascript: bool,
    tmp_path: Path,
) -> None:
    register_her(worker)
    key = hand_over_the_key(worker)

    # axe is a script: the pages are the same either way, and it reads them when scripts run.
    phone = Phone(open_page(javascript=javascript), world, look=reads_well if javascript else fits)
    comes_in(phone, key)
    steps_to_sign = count(phone, lambda: phone.sign(YES_TO_HEALTH))
    copy = reads_her_copy(phone, tmp_path)
    finds_the_attachment(worker, copy)
    assert asks_whether_valid(world, open_page, copy.code) == "Válido"
    assert goes_out(worker, recipient="health")
    assert not goes_out(worker, recipient="social")

    phone.go()
    steps_to_stop = count(phone, lambda: changes_her_mind(phone))
    assert steps_to_stop <= steps_to_sign
    assert asks_whether_valid(world, open_page, copy.code) == "Retirado"
    assert not goes_out(worker, recipient="health")
    sees_who_read_her_data(phone)
    the_log_is_whole()
    assert all(watch.clean for watch in watches)


def register_her(worker: Worker) -> None:
    worker.register()
    assert reads_well(worker.page)
    assert "Forma segura de contactarla" in worker.missing()
    worker.agree_contact()
    assert "Forma segura de contactarla" not in worker.missing()
    assert "Clave propia" in worker.missing()


def hand_over_the_key(worker: Worker) -> str:
    key = worker.hand_key()
    assert reads_well(worker.page)
    worker.page.goto(f"{worker.file}espacio/")
    assert key not in worker.page.content()  # shown once
    assert "Clave propia" not in worker.missing()
    return key


def comes_in(phone: Phone, key: str) -> None:
    phone.enter()
    assert phone.is_neutral
    assert "Maca" not in phone.page.content()
    phone.type_number(key)
    phone.page.get_by_role("heading", name="Hola, Maca").wait_for()


def count(phone: Phone, act: Callable[[], object]) -> int:
    before = phone.presses
    act()
    return phone.presses - before


class Copy:
    """What she was given, and what it says."""

    def __init__(self, content: bytes, folder: Path) -> None:
        self.content = content
        self.file = folder / "copia.pdf"
        self.file.write_bytes(content)

    @property
    def text(self) -> str:
        """The words on it."""
        done = subprocess.run(
            ["pdftotext", "-layout", str(self.file), "-"], capture_output=True, check=True
        )
        return done.stdout.decode()

    @property
    def code(self) -> str:
        """The code printed on it."""
        found = re.search(CODE, self.text)
        assert found, self.text
        return found[0]


def reads_her_copy(phone: Phone, folder: Path) -> Copy:
    address = phone.page.locator("main a[href$='/copia/']").get_attribute("href")
    answer = phone.page.context.request.get(f"{phone.world.url}{address}")
    assert "documento-" in answer.headers["content-disposition"]
    copy = Copy(answer.body(), folder)
    assert holds(copy.content)
    assert not holds(one_bit_changed(copy.content))
    if shutil.which("pdfsig"):
        said = subprocess.run(
            ["pdfsig", "-nocert", str(copy.file)], capture_output=True, text=True, check=False
        )
        assert "Signature is Valid" in said.stdout
        assert "Total document signed" in said.stdout
    assert HER_NAME in copy.text
    assert HERS in copy.text
    return copy


def holds(content: bytes) -> bool:
    """Ask pyHanko, in a thread of its own: the browser's driver keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(check, content).result().valid


def one_bit_changed(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def finds_the_attachment(worker: Worker, copy: Copy) -> None:
    worker.page.goto(worker.file)
    worker.page.click("a[href$='/anexos/']")
    assert reads_well(worker.page)
    worker.page.locator(".papers h3 a").first.click()
    view = worker.page.locator("main a[href$='/contenido/']")
    view.wait_for()
    assert reads_well(worker.page)
    address = view.get_attribute("href")
    found = worker.page.context.request.get(f"{worker.world.url}{address}")
    assert found.body() == copy.content


def asks_whether_valid(world: World, open_page: Callable[..., Page], code: str) -> str:
    page = open_page()
    page.goto(f"{world.url}/verificar/")
    page.fill("[name=code]", code.lower().replace("-", " "))
    page.locator("form:has([name=code]) button").click()
    verdict = page.locator("main .notice").first
    verdict.wait_for()
    assert reads_well(page)
    assert HERS not in page.content()
    return (verdict.locator("h2, h3, strong, .title").first.text_content() or "").strip()


def goes_out(worker: Worker, recipient: str) -> bool:
    worker.page.goto(f"{worker.file}autorizaciones/entregar/")
    worker.page.select_option("[name=purpose]", "coordinate")
    worker.page.select_option("[name=recipient]", recipient)
    worker.page.select_option("[name=institution]", index=1)
    worker.submit("[name=purpose]")
    worker.page.locator("main .problem, main .toasts").first.wait_for()
    assert reads_well(worker.page)
    return worker.page.locator("main .problem").count() == 0


def changes_her_mind(phone: Phone) -> None:
    phone.press("main a[href*='/firmado/']")
    phone.look(phone.page)
    phone.press("form[action$='/cambiar/'] > button")
    phone.page.get_by_role("heading", name="Un cambio de decisión").wait_for()
    phone.look(phone.page)


def sees_who_read_her_data(phone: Phone) -> None:
    phone.go("/mi-espacio/lecturas/")
    assert CENTRE in phone.page.locator("main").inner_text()


def the_log_is_whole() -> None:
    said = io.StringIO()
    with as_system():
        call_command("verify_audit", stdout=said)
    assert "is whole" in said.getvalue()
