"""A login that goes well, from the button to whoever asked for the identity."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch

from casework.audit.models import AuditEvent
from casework.audit.verbs import Verb
from casework.identity.lookup import run_digest
from casework.interop.claveunica import attempts
from casework.interop.claveunica.client import begin
from casework.interop.claveunica.identity import Identity
from casework.interop.simulator.personas import PERSONAS, Persona
from tests.database import as_system

from .browser import ANA, ROSA, Browser, query_of


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: str(persona.number))
def test_every_persona_comes_in_with_her_own_run_and_names(
    phone: Browser, doors: list[Identity], persona: Persona
) -> None:
    assert phone.log_in(str(persona.number)).status_code == 200
    (identity,) = doors
    assert identity.run == persona.run
    assert identity.given_names == persona.given_names
    assert identity.surnames == persona.surnames
    assert identity.authenticated_at.tzinfo is not None


def test_the_login_asks_for_exactly_what_the_manual_says(
    phone: Browser, provider: dict[str, Any]
) -> None:
    asked = query_of(phone.enter())
    assert {name: value for name, value in asked.items() if name not in {"state", "nonce"}} == {
        "response_type": "code",
        "client_id": provider["client_id"],
        "redirect_uri": provider["redirect_uri"],
        "scope": "openid run name",
    }
    assert len(asked["state"]) >= 30


def test_every_attempt_has_its_own_state_and_nonce(phone: Browser) -> None:
    asked = [query_of(phone.enter()) for _ in range(4)]
    assert len({one["state"] for one in asked}) == 4
    assert len({one["nonce"] for one in asked}) == 4


def test_the_nonce_can_be_turned_off(
    phone: Browser, provider: dict[str, Any], doors: list[Identity]
) -> None:
    provider["send_nonce"] = False
    address = phone.enter()
    assert "nonce" not in query_of(address)
    assert phone.get(phone.choose(address)).status_code == 200


def test_pkce_is_off_and_can_be_turned_on(
    phone: Browser, provider: dict[str, Any], doors: list[Identity]
) -> None:
    assert "code_challenge" not in query_of(phone.enter())
    provider["send_pkce"] = True
    address = phone.enter()
    assert query_of(address)["code_challenge_method"] == "S256"
    assert phone.get(phone.choose(address)).status_code == 200


def test_two_tabs_can_sign_in_at_once(phone: Browser, doors: list[Identity]) -> None:
    first, second = phone.way_back(ANA), phone.way_back(ROSA)
    assert phone.get(second).status_code == 200
    assert phone.get(first).status_code == 200
    assert [identity.run.number for identity in doors] == [int(ROSA), int(ANA)]


def test_a_browser_holds_few_attempts_and_lets_go_of_the_oldest(phone: Browser) -> None:
    first = phone.way_back()
    for _ in range(attempts.MOST_AT_ONCE + 2):
        phone.enter()
    assert len(phone.attempts) == attempts.MOST_AT_ONCE
    assert phone.get(first).status_code == 400


def test_the_attempt_is_gone_after_the_return(phone: Browser) -> None:
    back = phone.way_back()
    assert len(phone.attempts) == 1
    phone.get(back)
    assert phone.attempts == []


def test_no_staff_session_is_made_on_the_way(phone: Browser) -> None:
    phone.log_in()
    assert "gestion" not in phone.session.cookies


def test_the_token_against_forgery_changes_when_somebody_comes_in(phone: Browser) -> None:
    back = phone.way_back()
    before = phone.session.cookies.get("csrf")
    phone.get(back)
    assert before and phone.session.cookies.get("csrf") != before


def test_each_door_gets_its_own_identities(phone: Browser, doors: list[Identity]) -> None:
    assert phone.log_in(query="?puerta=gestion").json()["welcome"] == "staff"
    assert phone.log_in().json()["welcome"] == "survivor"


def test_an_internal_name_to_go_on_to_comes_back(phone: Browser) -> None:
    assert phone.log_in(query="?sigue=claveunica:leave").json()["next"] == "claveunica:leave"


def test_every_identification_leaves_who_and_when_but_not_the_run(
    phone: Browser, doors: list[Identity]
) -> None:
    phone.log_in(ANA)
    (identity,) = doors
    with as_system():
        event = AuditEvent.objects.filter(verb=Verb.IDENTITY_PROVED).latest("at")
    assert event.target_id == run_digest(identity.run).hex()
    assert event.at == identity.authenticated_at
    assert event.purpose == "survivor"
    assert ANA not in repr(vars(event))


def test_an_identity_says_nothing_of_the_person_when_printed(
    phone: Browser, doors: list[Identity]
) -> None:
    phone.log_in(ANA)
    assert "88" not in repr(doors[0]).replace(repr(doors[0].authenticated_at), "")[:60]
    assert "Pérez" not in repr(doors[0])


def _request(method: str = "GET") -> HttpRequest:
    return RequestFactory().generic(method, "/x/")


def test_a_login_cannot_start_from_a_form() -> None:
    with pytest.raises(ValueError, match="link"):
        begin(_request("POST"), purpose="survivor")


def test_a_login_needs_somebody_to_take_the_identity() -> None:
    with pytest.raises(LookupError):
        begin(_request(), purpose="nobody")


def test_a_login_goes_on_only_to_a_name_of_ours() -> None:
    with pytest.raises(NoReverseMatch):
        begin(_request(), purpose="survivor", next_name="https://malo.example/")


def test_over_tls_the_attempt_is_locked_to_this_host(settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    response: HttpResponse = begin(_request(), purpose="survivor")
    (cookie,) = response.cookies.values()
    assert cookie.key.startswith("__Host-")
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"]) == ("/", "")
