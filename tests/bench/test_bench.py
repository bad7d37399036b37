"""The measurement itself: every row is there, what it does is undone, and it says what is over."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from casework.audit.models import AuditEvent
from config.bench import measure, observer, people, statements, traffic, weight
from config.bench.browser import Answer, Unmeasurable
from config.bench.pages import Page, Pages
from config.bench.speed import page_row
from config.bench.table import HEADER, Row, lines, verdict
from config.bench.timing import Stopwatch, Times
from consent.record_models import ConsentRecord
from tests.bench.conftest import WOMEN
from tests.database import as_system

RIGHTS = [
    "A request, filing to receipt",
    "A copy of a long life",
    "The copy's peak of memory",
    "Her key, one hash (Argon2id)",
]
PORTAL = [
    "Certificate check, known",
    "Certificate check, unknown",
    "Publishing a protocol, cases pinned",
    "Its effect shown before",
]
EXPECTED = [
    "RUN lookup, whole country",
    "Name search, accents",
    "Name search, a typo",
    "Name search, order",
    "Her file",
    "A write: safe contact",
    "Signing (with PDF and seal)",
    "Printing and sealing a record",
    "The log, in a read (her file)",
    "The log, in a write (contact)",
    "Weight: entrance",
    "Weight: neutral page",
    "Weight: her space",
    "Weight: her permissions",
    "Weight: a text to sign",
    "Weight: what she signed",
    "Weight: who has read",
    *(f"Weight: {name}" for name in weight.OWN_PAGES),
    *RIGHTS,
    *PORTAL,
    *(f"Observer: {name}" for name in (*observer.SEEN, "together", "time")),
]


def test_every_row_is_in_the_table(account: people.Account) -> None:
    rows = list(measure.rows(measure.Plan(WOMEN, quick=True), account))

    assert [row.name for row in rows] == EXPECTED
    assert {row.verdict for row in rows} <= {"ok", "over", "-"}
    assert [row.name for row in rows if row.verdict == "-"] == [
        "A write: safe contact",
        "Signing (with PDF and seal)",
        *RIGHTS,
        PORTAL[-1],
    ]
    text = lines(rows)
    assert len(text) == len(rows) + 2
    assert len({len(line) for line in text}) == 1
    assert all(title in text[0] for title in HEADER)


def test_the_pages_are_those_of_the_product(account: people.Account) -> None:
    pages = Pages(people.log_in(account), WOMEN)
    her = next(people.women_of_first_centre(WOMEN)).identity

    assert her.first_surname in pages.file().checked()().body.decode()
    searched = next(iter(pages.searches())).checked()().body.decode()
    assert pages._sought.identity.first_surname in searched


def test_a_wrong_password_opens_nothing(account: people.Account) -> None:
    with pytest.raises(Unmeasurable):
        people.log_in(people.Account(account.username, "otra cosa", account.totp_secret))


def test_listening_leaves_nothing_and_sending_does_it_once(account: people.Account) -> None:
    signing = Pages(people.log_in(account), WOMEN).signing()

    def there() -> int:
        with as_system():
            return ConsentRecord.objects.count()

    before = there()
    heard = statements.needed_by(signing.checked())
    assert there() == before
    statements.send(heard, Times())
    assert there() == before + 1
    assert not [one for one in heard if one.is_bookkeeping]


def test_the_log_is_written_while_it_is_measured(account: people.Account) -> None:
    pages = Pages(people.log_in(account), WOMEN)
    with as_system():
        before = AuditEvent.objects.filter(verb="file.read").count()
    page_row(pages.file(), 2)
    with as_system():
        assert AuditEvent.objects.filter(verb="file.read").count() >= before + 5


def test_a_page_that_fails_is_not_measured() -> None:
    page = Page("broken", lambda: lambda: Answer(500, {}, b""))
    with pytest.raises(Unmeasurable, match="broken"):
        page.checked()()


def test_over_the_limit_is_said() -> None:
    assert verdict(4.1, 4) == "over"
    assert verdict(4, 4) == "ok"


def test_median_and_p95_are_those_of_the_times() -> None:
    times = Times([float(number) for number in range(1, 101)])
    assert times.median == 50.5
    assert times.p95 == 95


def test_a_stopwatch_counts_nested_work_once_and_puts_everything_back() -> None:
    class Worker:
        def inner(self) -> str:
            return "done"

        def outer(self) -> str:
            return self.inner()

    worker, watch, before = Worker(), Stopwatch(), Worker.outer
    with watch.on(Worker, "outer"), watch.on(Worker, "inner"), watch.on(worker, "inner"):
        assert worker.outer() == "done"
        assert watch.total > 0
    assert Worker.outer is before
    assert not vars(worker)


def test_a_page_that_fetches_from_elsewhere_is_refused() -> None:
    page = b'<link rel="stylesheet" href="https://example.org/x.css">'
    with pytest.raises(Unmeasurable):
        weight.weighed("elsewhere", Answer(200, {}, page), kilobytes=30, most=6)


def test_a_heavy_page_is_over() -> None:
    def said(letters: int) -> str:
        page = Answer(200, {}, b"x" * letters)
        return weight.weighed("page", page, kilobytes=30, most=6).verdict

    assert said(30_001) == "over"
    assert said(29_999) == "ok"


def test_style_sheets_bring_what_they_fetch(tmp_path, monkeypatch) -> None:
    sheet = tmp_path / "static" / "a" / "x.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("@font-face{src:url('../fonts/f.woff2')} a{background:url(data:image/png,x)}")
    monkeypatch.setattr(weight, "_file", lambda address: sheet)
    assert list(weight._parts_of("/estatico/a/x.css")) == ["/estatico/fonts/f.woff2"]


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    class Page(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.server.seen += 1  # type: ignore[attr-defined]
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    server.seen = 0  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_the_load_is_bounded(site: ThreadingHTTPServer) -> None:
    pages = traffic.rate(site.server_port, "/", {}, requests=40, seconds=5)
    assert pages > 0
    assert site.seen == 40  # type: ignore[attr-defined]


def test_a_load_on_a_page_that_is_not_there_is_no_measurement(site: ThreadingHTTPServer) -> None:
    with pytest.raises(Unmeasurable):
        traffic.rate(site.server_port, "/no", {}, requests=4, seconds=5)


def test_rows_of_the_load_compare_with_a_bare_wagtail() -> None:
    assert traffic._row("page", 100.0, 140.0, 1.5) == Row(
        "page", "100 pages/s", "-", "bare Wagtail 140/s", "1.40x its time", "1.5x", "ok"
    )


def test_a_content_page_is_there_to_be_asked_for(db: None) -> None:
    assert measure.content_path().startswith("/")


def test_production_is_not_measured(db: None, settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("bench")


@pytest.fixture(autouse=True)
def no_limits_left(db: None) -> None:
    cache.clear()
