"""On a train: the line drops when nine tenths of a file have left. Nothing she wrote is lost."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

import pikepdf
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.test.client import encode_multipart
from django.utils import timezone
from playwright.sync_api import Error

from casework.access.context import NOBODY, acting
from casework.access.whole_body import WholeStream
from casework.survivors import door_actions
from casework.survivors.choices import Mode
from complaints.models import Ticket, TicketEntry, TicketFile
from selfservice import sessions
from selfservice.door import door_of
from selfservice.tokens import Visitor
from tests import people, women
from tests.database import as_system

PAGE = "/mi-espacio/preguntas/"
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_UPLOAD = re.compile(rb"\APOST [^\r]+\r\n(?:[^\r]+\r\n)*content-type: multipart/", re.IGNORECASE)


class Train:
    """A line to the server; while `drops`, it is cut at nine tenths of each file sent."""

    def __init__(self, port: int) -> None:
        self.port, self.drops, self.cuts = port, True, 0
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                near, _address = self.door.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.port))
            threading.Thread(target=self._back, args=(far, near), daemon=True).start()
            threading.Thread(target=self._forth, args=(near, far), daemon=True).start()

    def _forth(self, near: socket.socket, far: socket.socket) -> None:
        seen, left = b"", -1
        while data := _read(near):
            if self.drops and left < 0:
                seen = data if data.startswith((b"GET ", b"POST ")) else seen + data
                head, ended, body = seen.partition(b"\r\n\r\n")
                length = _LENGTH.search(head)
                if ended and length and _UPLOAD.match(head):
                    left = int(length[1]) * 9 // 10 - len(body) + len(data)
            if 0 <= left <= len(data):
                far.sendall(data[:left])
                self.cuts += 1
                far.shutdown(socket.SHUT_WR)
                near.close()
                return
            left -= len(data) if left > 0 else 0
            far.sendall(data)
        far.shutdown(socket.SHUT_WR)

    def _back(self, far: socket.socket, near: socket.socket) -> None:
        while data := _read(far):
            try:
                near.sendall(data)
            except OSError:
                return
        try:
            near.shutdown(socket.SHUT_WR)
        except OSError:
            return


def _read(one: socket.socket) -> bytes:
    try:
        return one.recv(65536)
    except OSError:
        return b""


@contextmanager
def train(port: int) -> Iterator[Train]:
    """Give the line; it is taken up at the end."""
    line = Train(port)
    try:
        yield line
    finally:
        line.door.close()


def her_cookie() -> str:
    """Register a woman whose space opens with ClaveUnica alone, and come in as she."""
    worker = people.own_centre_worker()
    her = women.registered(worker)
    staff = worker.staff
    with acting(staff.context):
        door_actions.choose_mode(survivor=her, mode=Mode.OPEN, by=staff, at=timezone.now())
    response, now = HttpResponse(), timezone.now()
    visitor = Visitor(women.RUN, ("Ana",), ("Soto",), now)
    with acting(NOBODY):
        sessions.begin(visitor, response, now, door=door_of(women.RUN))
    return str(response.cookies[settings.SURVIVOR_COOKIE_NAME].value)


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_cut_at_nine_tenths_takes_none_of_her_words_and_can_be_sent_again(
    live_site, browser_page: Callable, tmp_path, javascript: bool
) -> None:
    cookie = her_cookie()
    page = browser_page(width=360, javascript=javascript)
    with train(live_site.thread.port) as line:
        page.context.add_cookies(
            [{"name": settings.SURVIVOR_COOKIE_NAME, "value": cookie, "url": line.url}]
        )
        page.goto(line.url + PAGE)
        page.check("[name=kind][value=enquiry]")
        page.fill("[name=words]", "Les mando el papel que me dieron")
        page.locator("form:has([name=words]) button").click()
        page.wait_for_load_state()
        paper = tmp_path / "papel.pdf"
        with pikepdf.new() as document:
            for _ in range(200):
                document.add_blank_page()
            document.save(paper)

        def send() -> None:
            page.locator("details:has([name=paper]) summary").click()
            page.set_input_files("[name=paper]", paper)
            page.locator("form:has([name=paper]) button").click()
            page.wait_for_load_state()

        with pytest.raises(Error):
            send()
            page.locator("h1", has_text="Preguntas").wait_for(timeout=3000)
        assert line.cuts >= 1
        page.goto(line.url + PAGE)
        said = page.locator("main").inner_text()
        assert "Les mando el papel que me dieron" in said
        page.locator("details:has([name=paper]) summary").click()
        assert "Si se corta la señal" in page.locator("main").inner_text()
        with as_system():
            assert (Ticket.objects.count(), TicketFile.objects.count()) == (1, 0)
        page.goto(line.url + PAGE)
        line.drops = False
        send()
        assert page.locator("main a[href*='/archivo/']").count() == 1
        with as_system():
            assert (Ticket.objects.count(), TicketFile.objects.count()) == (1, 1)


class Cut:
    """A stream that ends early."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int | None = -1, /) -> bytes:
        size = len(self.data) if size is None or size < 0 else size
        given, self.data = self.data[:size], self.data[size:]
        return given

    readline = read

    def close(self) -> None:
        """Nothing to end."""


@pytest.mark.parametrize("size", [-1, None, 4])
def test_a_body_that_ends_early_is_an_error_and_a_whole_one_is_not(size: int | None) -> None:
    def read_all(length: int) -> bytes:
        stream, found = WholeStream(Cut(b"nine bits"), length), b""
        while data := stream.read(size):
            found += data
        return found

    assert read_all(9) == b"nine bits"
    with pytest.raises(OSError, match="cut short"):
        read_all(10)


@pytest.mark.django_db
def test_half_a_form_is_nothing_at_all() -> None:
    parts = {"kind": "enquiry", "words": "Me dijeron que viniera el martes"}
    whole = encode_multipart("b", parts)
    answers = [
        Client().generic(
            "POST", "/preguntas/", whole, content_type="multipart/form-data; boundary=b",
            **{"wsgi.input": Cut(whole[:length])},
        ).status_code
        for length in (len(whole) - 20, len(whole))
    ]  # fmt: skip
    assert answers == [HTTPStatus.BAD_REQUEST, HTTPStatus.OK]
    with as_system():
        assert [one.words for one in TicketEntry.objects.all()] == [parts["words"]]
