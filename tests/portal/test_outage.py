"""With the database down: help pages, leaving and the numbers still work, at once."""

import errno
import os
import shutil
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client, override_settings

from casework.access import middleware
from portal.models import ContentPage, Helpline
from portal.site import copies, outage, renewing

from .editors import put_on_site
from .test_workplace import at_work, form

pytestmark = pytest.mark.django_db
HELP = ("/", "/english/", "/red-de-apoyo/", "/red-de-apoyo/english/",
        "/red-de-apoyo/primera-visita/", "/red-de-apoyo/salir-sin-dejar-huella/",
        "/red-de-apoyo/mapa/", "/red-de-apoyo/region/05/",
        "/red-de-apoyo/region/05/english/", "/reconocer/", "/pedir-ayuda/", "/tus-derechos/",
        "/telefonos/", "/telefonos/english/", "/privacidad/")  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.COPIES_DIR = tmp_path
    outage.ended()
    yield
    outage.ended()


@pytest.fixture(scope="module")
def written(
    module_world: None, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Path:
    """The copies of the first site, written once."""
    folder = tmp_path_factory.mktemp("copies")
    with override_settings(COPIES_DIR=folder):
        copies.refresh()
    return folder


@pytest.fixture
def down(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copies are there and the database refuses every connection."""
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)

    def refuse(*args: object, **more: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(middleware.transaction, "atomic", refuse)
    monkeypatch.setattr(connection, "cursor", refuse)


def stranger() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", HELP)
def test_a_help_page_is_answered_from_its_copy(down: None, address: str) -> None:
    response = stranger().get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'href="tel:1455"' in html and 'id="salida"' in html
    assert ("Copy of this page" if address.endswith("english/") else '<p class="hint">') in html
    assert response["Cache-Control"] == "no-store"


def test_leaving_works_whatever_happens(down: None, settings: Any) -> None:
    for _try in range(2):
        response = stranger().get("/salir/")
        assert (response.status_code, response["Location"]) == (302, settings.EXIT_TARGET)


def test_other_pages_still_say_whom_to_call(down: None) -> None:
    for address in ("/protocolos/", "/buscar/", "/no-hay/", "/gestion/"):
        response = stranger().get(address)
        assert response.status_code >= 500
        assert "1455" in response.content.decode()


def test_once_known_nobody_waits_for_the_database(
    down: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger().get("/")
    asked: list[str] = []
    monkeypatch.setattr(middleware.transaction, "atomic", lambda: asked.append("x"))
    began = time.monotonic()
    assert stranger().get("/red-de-apoyo/").status_code == 200
    assert stranger().get("/protocolos/").status_code == 503
    assert stranger().post("/buscar/", {"words": "x"}).status_code == 503
    assert asked == [] and time.monotonic() - began < 1


def test_when_it_answers_again_pages_are_live_again(monkeypatch: pytest.MonkeyPatch) -> None:
    copies.refresh()
    outage.began(OperationalError("gone"))
    monkeypatch.setattr(outage, "PAUSE", 0.0)
    outage.began(OperationalError("gone"))
    stranger().get("/")
    for _wait in range(50):
        if not outage._state.until:
            break
        time.sleep(0.1)
    html = stranger().get("/").content.decode()
    assert "Copy of this page" not in html and '<p class="hint">Copia' not in html
    assert stranger().get("/protocolos/").status_code == 200


def test_an_error_of_ours_is_not_taken_for_an_outage() -> None:
    class Deadlock(Exception):
        sqlstate = "40P01"

    problem = OperationalError("deadlock")
    problem.__cause__ = Deadlock()
    assert not outage.is_gone(problem)
    assert not outage.is_gone(ValueError())


def test_a_copy_says_what_the_page_says_now() -> None:
    copies.refresh()
    page = ContentPage.objects.get(slug="reconocer")
    page.title = "Otro título"
    put_on_site(page)
    line = Helpline.objects.get(number="149")
    line.is_shown = False
    line.save()
    copies.refresh()
    kept = copies.read("/reconocer/")
    assert kept is not None and "Otro título" in kept.decode()
    assert "tel:149" not in kept.decode().partition("<main")[2].partition("</main>")[0]


def test_publishing_writes_the_copies(
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = ContentPage.objects.get(slug="reconocer")
    page.title = "Otro título"
    with django_capture_on_commit_callbacks(execute=True):
        put_on_site(page)
    assert "Otro título" in (copies.read("/reconocer/") or b"").decode()


def test_a_folder_nobody_may_write_undoes_no_publication_and_is_tried_again(
    django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "busy").write_text("")
    settings.COPIES_DIR = tmp_path / "busy" / "copies"  # below a file: not even the system may
    page = ContentPage.objects.get(slug="reconocer")
    page.title = "Otro título"
    with django_capture_on_commit_callbacks(execute=True):
        put_on_site(page)
        assert not renewing.failed_here()  # not before what was published is kept
    assert renewing.failed_here()
    page.refresh_from_db()
    assert page.live and page.title == "Otro título"
    settings.COPIES_DIR = tmp_path / "free"
    call_command("tend_site", stdout=StringIO())
    assert "Otro título" in (copies.read("/reconocer/") or b"").decode()


def test_whoever_publishes_on_a_full_disk_is_told_and_nothing_is_left_half_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Full:
        def __init__(self, handle: int, mode: str) -> None:
            os.close(handle)

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *args: object) -> None: ...

        def write(self, content: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    copies.refresh()
    before = {one.name for one in tmp_path.iterdir()}
    monkeypatch.setattr(copies.os, "fdopen", Full)
    monkeypatch.setattr(renewing.transaction, "on_commit", lambda act, **more: act())
    page = ContentPage.objects.get(slug="derivacion")
    address = f"/cms/pages/{page.pk}/edit/"
    editor, approver = (at_work(name, monkeypatch) for name in ("Redacción", "Aprobación"))
    editor.post(address, form("Otro título"))
    said = form("Otro título", **{"action-publish": "1"})
    answer = approver.post(address, said, follow=True)
    page.refresh_from_db()
    assert page.live and page.title == "Otro título"
    assert answer.status_code == 200
    assert "se vuelve a intentar" in "".join(str(one) for one in answer.context["messages"])
    assert {one.name for one in tmp_path.iterdir()} == before
    answer = approver.get("/cms/")
    assert "se vuelve a intentar" not in "".join(str(one) for one in answer.context["messages"])


def test_a_page_taken_down_loses_its_copy() -> None:
    copies.refresh()
    ContentPage.objects.get(slug="reconocer").unpublish()
    copies.refresh()
    assert copies.read("/reconocer/") is None


def test_no_address_reads_another_file(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("canary")
    copies.refresh()
    for address in ("/../secret.html", "../secret", "/%2e%2e/secret.html", "/gestion/"):
        assert copies.read(address) is None
