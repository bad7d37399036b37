"""When the provider is down, slow or broken, she meets a kind page that offers another way."""

import logging
import socket
from itertools import count
from typing import Any

import pytest

from casework.interop.claveunica.backchannel import Channel
from casework.interop.claveunica.errors import TooSlow
from casework.interop.claveunica.identity import Identity

from .browser import ROSA, Browser

TECHNICAL = ("token", "state", "OAuth", "error", "HTTP", "JSON", "invalid", "servidor", "timeout")


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("fault", "status", "reason"),
    [
        ("denied", 403, "Cancelled"),
        ("server_error", 503, "status 503"),
        ("userinfo_error", 503, "status 502"),
        ("not_json", 502, "not JSON"),
        ("huge_answer", 502, "too large"),
        ("redirected", 502, "token status 302"),
        ("no_access_token", 502, "no access token"),
    ],
)
def test_a_broken_answer_is_met_with_its_status(
    phone: Browser, caplog: pytest.LogCaptureFixture, fault: str, status: int, reason: str
) -> None:
    assert phone.log_in(fault=fault).status_code == status
    assert f"login refused status={status} reason={reason}" in caplog.messages


def test_an_answer_that_drips_cannot_outlive_the_allowance(provider: dict[str, Any]) -> None:
    seconds = count()
    channel = Channel(20, clock=lambda: next(seconds))  # a second passes at every byte
    with pytest.raises(TooSlow, match="deadline"):
        channel.ask("GET", provider["jwks_url"])


def test_no_answer_in_time_is_met_before_she_gives_up(
    phone: Browser, provider: dict[str, Any]
) -> None:
    provider["timeout_seconds"] = 1
    assert phone.log_in(fault="timeout").status_code == 504


def test_a_refused_connection_is_met(phone: Browser, provider: dict[str, Any]) -> None:
    back = phone.way_back()
    provider["token_url"] = f"http://127.0.0.1:{closed_port()}/openid/token/"
    assert phone.get(back).status_code == 503


def test_keys_that_cannot_be_fetched_let_nobody_in(
    phone: Browser, provider: dict[str, Any], doors: list[Identity]
) -> None:
    back = phone.way_back()
    provider["jwks_url"] = f"http://127.0.0.1:{closed_port()}/openid/jwks"
    assert phone.get(back).status_code == 503
    assert doors == []


@pytest.mark.parametrize("name", ["client_id", "client_secret", "redirect_uri"])
def test_a_wrong_registration_is_our_fault_and_says_so(
    phone: Browser, provider: dict[str, Any], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.interop.claveunica import tokens

    real = tokens.Channel.ask

    def misregistered(channel: Any, method: str, url: str, **parts: Any) -> Any:
        if parts.get("form"):
            parts["form"] = {**parts["form"], name: "another"}
        return real(channel, method, url, **parts)

    monkeypatch.setattr(tokens.Channel, "ask", misregistered)
    answer = phone.log_in()
    assert answer.status_code == 500
    assert "claveunica/entrar" not in answer.text  # trying again would not help


def test_without_credentials_nobody_is_sent_anywhere(
    phone: Browser, provider: dict[str, Any]
) -> None:
    provider["client_secret"] = ""
    assert phone.get("/claveunica/entrar/").status_code == 500


@pytest.mark.parametrize("error", ["server_error", "temporarily_unavailable"])
def test_trouble_told_by_the_provider_is_not_called_hers(phone: Browser, error: str) -> None:
    back = phone.way_back(fault="denied").replace("access_denied", error)
    assert phone.get(back).status_code == 503


def test_every_failure_page_is_kind_and_says_another_way(phone: Browser) -> None:
    for fault in ("denied", "code_expired", "server_error", "wrong_dv", "not_run", "state_altered"):
        page = phone.log_in(fault=fault).text
        main = page[page.index("<main") : page.index("</main>")]
        assert 'href="tel:1455"' in main
        assert 'href="/red-de-apoyo/"' in main
        assert 'id="salida"' in page
        words = main.split(">")
        assert not [word for word in TECHNICAL if any(word in text.split("<")[0] for text in words)]


def test_a_failure_of_the_staff_door_points_to_the_password(phone: Browser) -> None:
    page = phone.log_in(fault="denied", query="?puerta=gestion").text
    assert "?puerta=gestion" in page
    assert "red-de-apoyo" not in page[page.index("<main") : page.index("</main>")]


def test_after_a_failure_the_attempt_is_gone_and_the_next_one_works(phone: Browser) -> None:
    phone.log_in(fault="wrong_dv")
    assert phone.attempts == []
    assert phone.log_in().status_code == 200


def test_a_failure_page_is_never_stored(phone: Browser) -> None:
    answer = phone.log_in(fault="wrong_dv")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_log_tells_status_and_reason_and_nothing_secret(
    phone: Browser, provider: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.server").setLevel(logging.CRITICAL)
    back = phone.way_back(ROSA, "wrong_dv")
    caplog.clear()
    phone.get(back)
    ours = [r.getMessage() for r in caplog.records if r.name == "casework.interop.claveunica"]
    assert ours == ["login refused status=502 reason=check digit"]
    code = back.partition("code=")[2].partition("&")[0]
    state = back.partition("state=")[2].partition("&")[0]
    said = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("urllib3"))
    for secret in (
        code,
        state,
        provider["client_secret"],
        "55555555",
        "55.555.555",
        "Huenchumilla",
    ):
        assert secret not in said.replace(back.partition(phone.origin)[2], "")
