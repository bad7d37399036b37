"""Time stamps over the real protocol, at once or late; an authority that is down stops nobody."""

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.documents import authority
from casework.documents.check import Problem, check
from casework.documents.stamping import TimestampUnavailable, envelope, is_stamped, only_seal, stamp

from .conftest import AT
from .papers import sealed
from .stamp_server import StampServer
from .test_sealing import accepted_by_pdfsig, needs_pdfsig


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    made = StampServer(tmp_path_factory.mktemp("tsa"))
    yield made
    made.close()


@pytest.fixture
def stamps(server: StampServer, settings) -> StampServer:
    server.mood, server.asked = "well", 0
    settings.TIMESTAMP_URL, settings.TIMESTAMP_ROOTS = server.url, str(server.roots)
    return server


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def test_a_document_is_stamped_when_it_is_sealed(stamps: StampServer) -> None:
    report = check(sealed())
    assert report.valid
    assert stamps.asked == 1
    assert abs(report.stamped_at - datetime.now(UTC)) < timedelta(minutes=1)


@needs_pdfsig
def test_the_other_program_still_finds_the_stamped_seal_valid(stamps, tmp_path: Path) -> None:
    assert accepted_by_pdfsig(sealed(), tmp_path)


@pytest.mark.parametrize("mood", ["refuses", "talks nonsense", "stamps something else"])
def test_without_a_good_stamp_the_document_goes_out_sealed(stamps: StampServer, mood: str) -> None:
    stamps.mood = mood
    pdf = sealed()
    assert stamps.asked == 1
    assert check(pdf).valid
    assert not is_stamped(pdf)


def test_an_authority_that_is_down_stops_nobody(settings) -> None:
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{closed_port()}/"
    pdf = sealed()
    assert check(pdf).valid
    assert not is_stamped(pdf)
    with pytest.raises(TimestampUnavailable):
        stamp(pdf)


def test_a_late_stamp_changes_no_sealed_byte(stamps: StampServer) -> None:
    stamps.mood = "refuses"
    before = sealed()
    stamps.mood = "well"
    after = stamp(before)
    assert is_stamped(after)
    assert len(after) == len(before)
    old, new = envelope(before, only_seal(before)), envelope(after, only_seal(after))
    assert (old.head, old.tail) == (new.head, new.tail)
    assert check(after).valid
    assert check(after).digest == check(before).digest


def test_stamping_twice_changes_nothing(stamps: StampServer) -> None:
    once = sealed()
    assert stamp(once) == once
    assert stamps.asked == 1


def test_a_stamp_of_a_stranger_is_refused(stamps, settings, tmp_path: Path) -> None:
    pdf = sealed()
    stranger = StampServer(tmp_path)
    stranger.close()
    settings.TIMESTAMP_ROOTS = str(stranger.roots)
    assert check(pdf).problem == Problem.BAD_STAMP


def test_a_stamped_document_outlives_the_certificate_that_sealed_it(stamps: StampServer) -> None:
    at = datetime.now(UTC)
    pdf = sealed(at=at)
    assert check(pdf, at=at + authority.SEAL_LIFE + timedelta(days=400)).valid


def test_a_document_sealed_without_any_authority_has_no_room_for_a_stamp(stamps, settings) -> None:
    settings.TIMESTAMP_URL = ""
    pdf = sealed(at=AT)
    settings.TIMESTAMP_URL = stamps.url
    with pytest.raises(TimestampUnavailable):
        stamp(pdf)
