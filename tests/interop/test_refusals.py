"""Ways to come in that must not work (safety.md 2.2, AB24, AB25): every one is refused.

Each test ends the same way: a kind page with the right status, nobody let in.
"""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
import requests
from django.core import signing

from casework.interop.claveunica import attempts
from casework.interop.claveunica.identity import Identity

from .browser import ANA, ROSA, Browser, query_of, with_query

Seen = list[Identity]
Check = Callable[[requests.Response, int, str], None]


@pytest.fixture
def refused(doors: Seen, caplog: pytest.LogCaptureFixture) -> Check:
    """Gives the check: the kind page with a way out, nobody in, and by the control we mean."""

    def check(response: requests.Response, status: int, reason: str) -> None:
        assert response.status_code == status
        assert 'href="tel:1455"' in response.text
        assert "welcome" not in response.text
        assert doors == []
        said = [r.getMessage() for r in caplog.records if r.name == "casework.interop.claveunica"]
        assert said[-1] == f"login refused status={status} reason={reason}"

    return check


# The state: this browser, this attempt, once, in time.


def test_a_return_without_state_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="state_missing"), 400, "state missing")


def test_a_return_with_an_altered_state_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="state_altered"), 400, "no cookie")


def test_a_return_that_nobody_began_is_refused(phone: Browser, refused: Check) -> None:
    address = f"/claveunica/retorno/?state={'a' * 43}&code={'b' * 32}"
    refused(phone.get(address), 400, "no cookie")


def test_the_attempt_of_one_tab_under_the_name_of_another_is_refused(
    phone: Browser, refused: Check
) -> None:
    one = phone.way_back()
    (first,) = phone.attempts
    other = phone.way_back(ROSA)
    (second,) = (name for name in phone.attempts if name != first)
    kept = phone.session.cookies.get(first)
    phone.session.cookies.clear()
    phone.session.cookies.set(second, kept, domain="127.0.0.1")
    assert one != other
    refused(phone.get(other), 400, "state swapped")


def test_login_csrf_with_the_attackers_return_is_refused(
    phone: Browser, stranger: Browser, refused: Check
) -> None:
    phone.enter()
    refused(phone.get(stranger.way_back(ROSA)), 400, "no cookie")


def test_the_code_of_one_tab_with_the_state_of_another_is_refused(
    phone: Browser, refused: Check
) -> None:
    one, other = phone.way_back(), phone.way_back(ROSA)
    mixed = with_query(one, state=query_of(other)["state"])
    refused(phone.get(mixed), 400, "invalid_grant")


def test_an_attackers_code_in_the_victims_own_attempt_is_refused(
    phone: Browser, stranger: Browser, refused: Check
) -> None:
    stolen = query_of(stranger.way_back(ROSA))["code"]
    refused(phone.get(with_query(phone.way_back(), code=stolen)), 400, "invalid_grant")


def test_the_nonce_stops_an_injected_code_even_if_the_provider_ignores_the_state(
    phone: Browser, stranger: Browser, refused: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.interop.simulator import backchannel

    monkeypatch.setattr(backchannel, "_same_request", lambda *anything: True)
    stolen = query_of(stranger.way_back(ROSA))["code"]
    refused(phone.get(with_query(phone.way_back(), code=stolen)), 502, "id_token nonce")


def test_the_same_return_twice_is_refused_the_second_time(
    phone: Browser, doors: Seen, refused: Check
) -> None:
    back = phone.way_back()
    assert phone.get(back).status_code == 200
    doors.clear()
    refused(phone.get(back), 400, "no cookie")


def test_a_kept_copy_of_the_attempt_does_not_make_a_second_return_good(
    phone: Browser, doors: Seen, refused: Check
) -> None:
    back = phone.way_back()
    kept = phone.session.cookies.copy()
    assert phone.get(back).status_code == 200
    doors.clear()
    phone.session.cookies = kept
    refused(phone.get(back), 400, "AttemptSpent")


def test_an_attempt_older_than_ten_minutes_is_refused(
    phone: Browser, refused: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = phone.way_back()
    monkeypatch.setattr(attempts, "LIFETIME", -1)
    response = phone.get(back)
    refused(response, 400, "AttemptExpired")


def test_a_forged_attempt_is_refused(phone: Browser, refused: Check) -> None:
    back = phone.way_back()
    (name,) = phone.attempts
    body = json.dumps(
        {"state": query_of(back)["state"], "nonce": "n", "verifier": "v", "purpose": "staff"}
    )
    phone.session.cookies.set(name, base64.urlsafe_b64encode(body.encode()).decode())
    refused(phone.get(back), 400, "cookie forged")


def test_an_attempt_signed_for_something_else_is_refused(phone: Browser, refused: Check) -> None:
    back = phone.way_back()
    (name,) = phone.attempts
    body = {"state": query_of(back)["state"], "nonce": "n", "verifier": "v", "purpose": "staff"}
    phone.session.cookies.clear()
    phone.session.cookies.set(name, signing.dumps(body, salt="another use"), domain="127.0.0.1")
    refused(phone.get(back), 400, "cookie forged")


def test_an_attempt_planted_without_the_host_prefix_is_not_seen_over_tls(
    phone: Browser, refused: Check, settings: Any
) -> None:
    back = phone.way_back()
    settings.SESSION_COOKIE_SECURE = True
    refused(phone.get(back), 400, "no cookie")


@pytest.mark.parametrize("name", ["state", "code"])
def test_a_parameter_given_twice_is_refused(phone: Browser, refused: Check, name: str) -> None:
    back = phone.way_back()
    refused(phone.get(f"{back}&{name}={'c' * 43}"), 400, "repeated parameter")


def test_a_return_without_code_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.get(with_query(phone.way_back(), code="")), 502, "no code")


def test_the_answer_of_another_provider_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="other_issuer"), 502, "another issuer")


def test_a_return_by_form_is_refused(phone: Browser, doors: Seen) -> None:
    answer = phone.session.post(phone.way_back(), allow_redirects=False, timeout=20)
    assert answer.status_code in {403, 405}
    assert doors == []


# The code.


def test_an_expired_code_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="code_expired"), 400, "invalid_grant")


def test_a_code_already_used_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="code_reused"), 400, "invalid_grant")


# The identity token.


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("no_id_token", "id_token missing"),
        ("wrong_nonce", "id_token nonce"),
        ("wrong_aud", "id_token aud"),
        ("wrong_iss", "id_token iss"),
        ("expired", "id_token exp"),
        ("alg_none", "id_token algorithm"),
        ("alg_hmac", "id_token algorithm"),
        ("bad_signature", "id_token signature"),
        ("unknown_key", "unknown key"),
    ],
)
def test_a_token_that_proves_nothing_is_refused(
    phone: Browser, refused: Check, fault: str, reason: str
) -> None:
    refused(phone.log_in(fault=fault), 502, reason)


def test_the_same_token_flaws_pass_when_no_keys_are_configured(
    phone: Browser, doors: Seen, provider: dict[str, Any]
) -> None:
    """Shows that the nine refusals above come from the verification and nothing else."""
    provider["jwks_url"] = ""
    assert phone.log_in(fault="bad_signature").status_code == 200
    assert len(doors) == 1


# The identity.


def test_the_identity_of_another_person_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="other_subject"), 502, "sub")


def test_a_wrong_check_digit_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="wrong_dv"), 502, "check digit")


def test_an_identity_without_rol_unico_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="no_role"), 502, "no RolUnico")


def test_a_document_that_is_not_a_run_is_refused(phone: Browser, refused: Check) -> None:
    refused(phone.log_in(fault="not_run"), 403, "tipo")


# Where to go on.


@pytest.mark.parametrize(
    "target", ["https://malo.example/", "//malo.example", "/gestion/", "javascript:alert(1)"]
)
def test_an_address_to_go_on_to_is_never_taken(phone: Browser, doors: Seen, target: str) -> None:
    requests_query = requests.models.PreparedRequest()
    requests_query.prepare_url("http://x/", {"sigue": target})
    query = (requests_query.url or "").partition("/?")[2]
    answer = phone.log_in(ANA, query=f"?{query}")
    assert answer.json()["next"] == ""
    assert doors[0].next_name == ""


def test_an_unknown_door_does_not_exist(phone: Browser) -> None:
    assert phone.get("/claveunica/entrar/?puerta=otra").status_code == 404
