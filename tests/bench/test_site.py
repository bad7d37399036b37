"""The open site's measurement: its pages are published ones, and what is slower is said."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.test import Client

from config.bench.browser import Unmeasurable
from config.bench.site import growing, load
from config.bench.site.asked import Asked, Heard, middle, together
from portal.models import DocumentVersion, NewsPage, ProtocolPage
from tests.database import as_system

HUNDRED = 100


class _Missing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.mark.django_db
def test_the_invented_pages_are_on_the_site(client: Client) -> None:
    with as_system():
        growing.grow(HUNDRED, lambda done, pages: None)
    assert ProtocolPage.objects.live().count() == growing.PROTOCOLS
    assert DocumentVersion.objects.count() == growing.PROTOCOLS + growing.GUIDELINES
    others = growing.PROTOCOLS + growing.GUIDELINES + growing.CONTENTS
    assert NewsPage.objects.live().count() == HUNDRED - others
    for asked in (*(ours for ours, _bare in load.KEPT.values()), *load.ANEW.values()):
        send = client.post if asked.fields else client.get
        assert send(asked.path, dict(asked.fields)).status_code == 200, asked.path
    found = client.post("/buscar/", dict(load.WORDS)).content.decode()
    assert "/hoja-" in found


def test_fewer_pages_than_nine_tenths_of_the_bare_ones_are_over() -> None:
    def said(rate: float) -> str:
        ours = Heard([0.01] * 20, 20 / rate)
        slow, bare = Heard([0.01] * 20, 20 / 10), Heard([0.01] * 20, 20 / 100)
        turns = [[ours, bare], [ours, bare], [slow, bare]]  # one of them met a busy machine
        return load.compared("home", turns, "kept").verdict

    assert said(95) == "ok"
    assert said(85) == "over"


def test_a_site_that_grows_slow_is_over() -> None:
    def said(slower: float) -> str:
        after = Heard([0.01 * slower] * 20, 1)
        return load.grown_row("home", Heard([0.01] * 20, 1), after, (60, 5000)).verdict

    assert said(1.2) == "ok"
    assert said(2) == "over"


def test_of_several_turns_the_middle_one_counts() -> None:
    turns = [Heard([seconds] * 20, 1) for seconds in (0.5, 0.1, 0.2)]
    assert middle(turns) is turns[2]


def test_a_page_that_is_missing_is_not_measured() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Missing)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(Unmeasurable, match="404"):
            together(server.server_address[1], Asked("/"), times=4)
    finally:
        server.shutdown()
        server.server_close()
