"""Where an act came from: never an address, always the same request's number."""

from uuid import UUID

from django.http import HttpResponse
from django.test import RequestFactory

from casework.audit import origin


def seen_from(address: str) -> origin.Origin:
    found = []

    def view(request):
        found.append(origin.current())
        return HttpResponse()

    origin.RequestOrigin(view)(RequestFactory().get("/", REMOTE_ADDR=address))
    return found[0]


def test_every_request_has_its_own_number_and_nothing_stays_behind():
    one, other = seen_from("192.0.2.7"), seen_from("192.0.2.7")

    assert one.request_id != other.request_id
    assert origin.current() is None
    assert origin.current_id() is None


def test_equal_addresses_can_be_compared_and_none_can_be_read():
    one, same, other = (seen_from(address).place for address in ("192.0.2.7", "192.0.2.7", "::1"))

    assert one == same != other
    assert "192" not in one.removeprefix("net:")[:3] or "192.0.2.7" not in one
    assert len(one) == 36


def test_without_the_key_the_digest_is_another(settings, tmp_path):
    before = origin.digest("192.0.2.7")
    settings.KEY_DIR = tmp_path / "another"

    assert origin.digest("192.0.2.7") != before


def test_a_header_does_not_decide_the_origin():
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.9")
    found = []
    origin.RequestOrigin(lambda _: found.append(origin.current()) or HttpResponse())(request)

    assert found[0].place == origin.digest("192.0.2.7")


def test_unattended_work_has_a_number_too():
    with origin.unattended("expire_access") as mine:
        assert origin.current_id() == str(mine.request_id)
        assert UUID(origin.current_id()).version == 7
        assert mine.place == "task:expire_access"
