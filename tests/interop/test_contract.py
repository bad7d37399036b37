"""The simulator against the official facts, walked literally: no code of our client is used."""

import time
from typing import Any

import pytest
import requests
from django.core.cache import cache
from joserfc import jwt
from joserfc.jwk import KeySet

from casework.interop.simulator import tickets

from .browser import ANA, Browser, query_of, with_query

STATE = "estado-de-prueba-de-mas-de-treinta-letras"


@pytest.fixture
def base(server: str, provider: dict[str, Any]) -> str:
    """Where the simulator lives."""
    return f"{server}/simulador/claveunica"


@pytest.fixture
def asked(base: str, provider: dict[str, Any]) -> str:
    """The authorize address with the parameters of the manual."""
    return with_query(
        f"{base}/openid/authorize/?x=",
        x="",
        client_id=provider["client_id"],
        response_type="code",
        scope="openid run name",
        redirect_uri=provider["redirect_uri"],
        state=STATE,
    )


@pytest.fixture
def form(phone: Browser, provider: dict[str, Any], asked: str) -> dict[str, str]:
    """The body of the token call of the manual, with a fresh code."""
    return {
        "client_id": provider["client_id"],
        "client_secret": provider["client_secret"],
        "redirect_uri": provider["redirect_uri"],
        "grant_type": "authorization_code",
        "code": query_of(phone.choose(asked))["code"],
        "state": STATE,
    }


def exchange(base: str, form: dict[str, str]) -> requests.Response:
    """Call the token address."""
    return requests.post(f"{base}/openid/token/", data=form, timeout=20)


def test_the_return_carries_a_code_of_32_characters_and_the_state(
    phone: Browser, provider: dict[str, Any], asked: str
) -> None:
    address = phone.choose(asked)
    assert address.startswith(provider["redirect_uri"] + "?")
    assert set(query_of(address)) == {"code", "state"}
    assert len(query_of(address)["code"]) == 32
    assert query_of(address)["state"] == STATE


def test_the_code_gives_an_opaque_bearer_token_for_an_hour(base: str, form: dict[str, str]) -> None:
    answer = exchange(base, form)
    found = answer.json()
    assert answer.status_code == 200
    assert set(found) == {"access_token", "token_type", "expires_in", "id_token"}
    assert (found["token_type"], found["expires_in"]) == ("bearer", 3600)
    assert found["access_token"].count(".") == 0


def test_the_token_gives_the_identity_by_post(base: str, form: dict[str, str]) -> None:
    token = exchange(base, form).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    found = requests.post(f"{base}/openid/userinfo/", headers=headers, timeout=20).json()
    assert set(found) == {"sub", "RolUnico", "name"}
    assert found["RolUnico"] == {"numero": 88888888, "DV": "8", "tipo": "RUN"}
    assert found["name"] == {"nombres": ["Ana"], "apellidos": ["Pérez", "Muñoz"]}
    assert isinstance(found["sub"], str) and ANA not in found["sub"]
    assert requests.get(f"{base}/openid/userinfo/", headers=headers, timeout=20).status_code == 405


def test_the_id_token_is_signed_by_a_published_key(
    base: str, form: dict[str, str], provider: dict[str, Any]
) -> None:
    token = exchange(base, form).json()["id_token"]
    document = requests.get(f"{base}/openid/jwks", timeout=20).json()
    assert "d" not in document["keys"][0]
    decoded = jwt.decode(token, KeySet.import_key_set(document), algorithms=["RS256"])
    assert decoded.header["kid"] == document["keys"][0]["kid"]
    assert decoded.claims["iss"] == f"{base}/openid"
    assert decoded.claims["aud"] == provider["client_id"]
    assert decoded.claims["exp"] > time.time()
    assert "nonce" not in decoded.claims  # none was sent


def test_a_code_works_once(base: str, form: dict[str, str]) -> None:
    assert exchange(base, form).status_code == 200
    again = exchange(base, form)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_a_code_lives_five_minutes(base: str, form: dict[str, str]) -> None:
    assert tickets.CODE_SECONDS == 300
    cache.delete(f"simulator-code-{form['code']}")  # what the clock does
    assert exchange(base, form).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("name", "status", "error"),
    [
        ("client_id", 401, "invalid_client"),
        ("client_secret", 401, "invalid_client"),
        ("grant_type", 400, "unsupported_grant_type"),
        ("redirect_uri", 400, "invalid_request"),
        ("code", 400, "invalid_grant"),
        ("state", 400, "invalid_grant"),
    ],
)
def test_every_wrong_part_of_the_token_call_is_refused(
    base: str, form: dict[str, str], name: str, status: int, error: str
) -> None:
    answer = exchange(base, {**form, name: "otro"})
    assert (answer.status_code, answer.json()) == (status, {"error": error})


@pytest.mark.parametrize(
    "wrong",
    [
        {"scope": "openid run name email"},
        {"scope": "openid"},
        {"response_type": "token"},
        {"client_id": "otro"},
        {"redirect_uri": "https://malo.example/"},
        {"state": "corto"},
        {"state": ""},
    ],
)
def test_a_request_the_provider_would_refuse_goes_nowhere(
    phone: Browser, asked: str, wrong: dict[str, str]
) -> None:
    answer = phone.get(with_query(asked, **wrong))
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_saying_no_comes_back_with_access_denied_and_the_state(phone: Browser, asked: str) -> None:
    found = query_of(phone.choose(asked, fault="denied"))
    assert found == {"state": STATE, "error": "access_denied"}


def test_an_unknown_token_gets_no_identity(base: str) -> None:
    headers = {"Authorization": "Bearer nada"}
    assert requests.post(f"{base}/openid/userinfo/", headers=headers, timeout=20).status_code == 401


def test_the_screen_does_not_pretend_to_be_the_real_one(phone: Browser, asked: str) -> None:
    page = phone.get(asked)
    assert "<h1>Simulador de identidad – no es ClaveÚnica</h1>" in page.text
    assert "<title>Simulador de identidad – no es ClaveÚnica</title>" in page.text
    assert 'type="password"' not in page.text
