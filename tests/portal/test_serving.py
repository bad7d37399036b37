"""A page is kept for strangers only, and never longer than it is true."""

import warnings
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import CacheKeyWarning, caches
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from casework.access.principals import ANONYMOUS
from portal import serving
from portal.models import ContentPage, Helpline, HomePage, PrivacyPage

from .editors import put_on_site

pytestmark = pytest.mark.django_db


def page_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return sum("wagtailcore_page" in query["sql"] for query in captured)


def test_the_second_stranger_costs_no_query_on_pages(client: Client) -> None:
    assert page_queries(client, "/protocolos/") > 0
    assert page_queries(Client(), "/protocolos/") == 0


def test_the_second_stranger_asks_the_database_nothing(client: Client) -> None:
    first = client.get("/protocolos/")
    with CaptureQueriesContext(connection) as captured:
        second = Client().get("/protocolos/")
    assert len(captured) == 0
    assert (second.content, second.headers) == (first.content, first.headers)


def test_what_was_looked_for_is_kept_nowhere(client: Client) -> None:
    empty = client.get("/buscar/").content
    found = Client().post("/buscar/", {"words": "protocolo"}).content
    assert b"/protocolos/" in found and b"/protocolos/" not in empty.partition(b"<main")[2]
    assert Client().get("/buscar/").content == empty


def test_an_address_longer_than_a_key_may_be_is_kept_by_its_digest(rf: RequestFactory) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", CacheKeyWarning)
        for path in ("/protocolos/", f"/{'palabras-de-alguien' * 40}/"):
            key = serving._key(rf.get(path), "es")
            caches[serving.STORE].validate_key(key)
            assert path.strip("/") not in key and len(key) == 64


def test_both_strangers_read_the_same(client: Client) -> None:
    assert client.get("/protocolos/").content == Client().get("/protocolos/").content


@pytest.mark.parametrize(
    "difference", [{"HTTP_COOKIE": "apariencia=125-light"}, {"QUERY_STRING": "a=1"}]
)
def test_a_request_that_tells_something_is_answered_afresh(
    client: Client, difference: dict[str, str]
) -> None:
    client.get("/protocolos/")
    assert "max-age" not in client.get("/protocolos/", **difference).headers["Cache-Control"]


def test_staff_are_never_answered_from_memory() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert not serving.is_plain(request)
    request.principal = ANONYMOUS  # type: ignore[attr-defined]
    assert serving.is_plain(request)
    request.principal = object()  # type: ignore[attr-defined]
    assert not serving.is_plain(request)


def test_an_answer_with_a_token_is_not_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.http import HttpResponse
    from django.middleware.csrf import get_token

    def with_token(request: Any, path: str) -> HttpResponse:
        return HttpResponse(get_token(request))

    monkeypatch.setattr(serving, "serve", with_token)
    assert client.get("/").content != Client().get("/").content


def test_a_missing_page_is_not_kept(client: Client) -> None:
    assert client.get("/no-existe/").status_code == 404
    home = HomePage.objects.get()
    put_on_site(
        home.add_child(instance=ContentPage(title="Nueva", slug="no-existe", summary="Una página."))
    )
    assert client.get("/no-existe/").status_code == 200


def test_a_published_change_is_seen_at_once(client: Client) -> None:
    page = ContentPage.objects.get(slug="derivacion")
    client.get(page.url)
    page.title = "Derivar bien"
    put_on_site(page)
    assert "Derivar bien" in client.get(page.url).content.decode()


def test_a_page_taken_down_is_gone_at_once(client: Client) -> None:
    page = ContentPage.objects.get(slug="derivacion")
    address = page.url
    client.get(address)
    page.unpublish()
    assert client.get(address).status_code == 404


def test_pages_answer_reading_only(client: Client) -> None:
    assert client.post("/").status_code == 405


def test_the_log_in_form_of_the_content_system_does_not_exist(client: Client) -> None:
    assert client.get("/_util/login/").status_code == 404


def test_only_pictures_made_for_pages_are_handed_out(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in ("images/a.jpg", "original_images/a.jpg", "documents/a.pdf", "../secret"):
        file = settings.MEDIA_ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    assert client.get("/medios/images/a.jpg").status_code == 200
    for name in ("original_images/a.jpg", "documents/a.pdf", "images/../../secret"):
        assert client.get(f"/medios/{name}").status_code in {400, 404}


def test_the_privacy_page_cannot_be_published_with_a_part_missing() -> None:
    page = PrivacyPage.objects.get(language="es")
    page.retention = ""
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {"retention"}


def test_the_database_refuses_verified_hours_without_a_date() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Helpline.objects.filter(number="1455").update(is_verified=True, hours="siempre")


@pytest.mark.parametrize("number", ["call me", "14", "+56<script>"])
def test_a_number_is_made_of_figures(number: str) -> None:
    with pytest.raises(ValidationError):
        Helpline(number=number, name="Línea").full_clean()
