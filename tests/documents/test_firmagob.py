"""FirmaGob behind the port: the contract of its published API, against a server of our own."""

import base64
import hashlib
import json
import logging
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from casework.documents import firmagob
from casework.documents.check import Problem, check
from casework.documents.seal import seal
from casework.documents.signers import LocalAuthority, SealFailed, signer

from .conftest import AT
from .papers import printed

SECRET = "clave-canario-de-prueba-0123456789"
TOKEN_KEY = "llave-canario"


class FakeService:
    """Signs what it is sent with a throw-away authority, and remembers the request."""

    def __init__(self) -> None:
        self.status, self.change, self.requests = 200, lambda answer: answer, []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/firma/v2/files/tickets"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.requests.append((self.path, dict(self.headers), json.loads(body)))
                answer = json.dumps(service.change(service.sign(json.loads(body)))).encode()
                self.send_response(service.status)
                self.send_header("Location", service.url)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *args: object) -> None:
                return

        return Handler

    def sign(self, request: dict) -> dict:
        sent = base64.b64decode(request["files"][0]["content"])
        signed = LocalAuthority().sign(sent, reason="FirmaGob", at=AT)
        file = {
            "content": base64.b64encode(signed).decode(), "status": "OK",
            "contentType": "application/pdf", "documentStatus": "Firmado",
            "checksum_original": request["files"][0]["checksum"],
        }  # fmt: skip
        counts = {"otpExpired": False, "filesSigned": 1, "signedFailed": 0, "objectsReceived": 1}
        return {"files": [file], "metadata": counts, "idSolicitud": 7}


@pytest.fixture
def service(settings, tmp_path: Path):
    made = FakeService()
    settings.SIGNER = "casework.documents.firmagob.FirmaGob"
    settings.FIRMAGOB = {
        "url": made.url, "api_token_key": TOKEN_KEY, "secret": SECRET, "checksum_of": "bytes",
        "entity": "Organismo demostrativo", "run": "22222222", "timeout_seconds": 5,
        "roots": str(tmp_path / "seal" / "authority" / "root.crt"),
    }  # fmt: skip
    yield made
    made.close()


def test_it_is_off_unless_the_settings_say_so(settings) -> None:
    assert isinstance(signer(), LocalAuthority)


def test_a_document_comes_back_sealed_and_valid(service: FakeService) -> None:
    sealed = seal(printed(), reason="Constancia", at=AT)
    assert check(sealed, at=AT).valid
    assert (signer().strength, signer().provider) == ("advanced", "firmagob")


def test_the_request_is_what_the_service_expects(service: FakeService) -> None:
    pdf = printed()
    seal(pdf, reason="Constancia", at=AT)
    ((path, headers, body),) = service.requests
    assert path == "/firma/v2/files/tickets"
    assert headers["Content-Type"] == "application/json"
    assert "OTP" not in {name.upper() for name in headers}
    assert set(body) == {"api_token_key", "token", "files"}
    (file,) = body["files"]
    assert base64.b64decode(file["content"]) == pdf
    assert file["content-type"] == "application/pdf"
    assert file["checksum"] == hashlib.sha256(pdf).hexdigest()


def test_the_token_is_signed_hs256_with_the_four_claims(service: FakeService) -> None:
    seal(printed(), reason="Constancia", at=AT)
    read = jwt.decode(service.requests[0][2]["token"], OctKey.import_key(SECRET), ["HS256"])
    assert read.header["alg"] == "HS256"
    assert read.claims == {
        "entity": "Organismo demostrativo", "run": "22222222", "purpose": "Desatendido",
        "expiration": "2026-11-20T10:40:00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("utc", "chile"),
    [
        (datetime(2026, 1, 15, 12, 0, tzinfo=UTC), "2026-01-15T09:10:00"),  # summer, -3
        (datetime(2026, 7, 15, 12, 0, tzinfo=UTC), "2026-07-15T08:10:00"),  # winter, -4
        (datetime(2026, 4, 5, 2, 55, tzinfo=UTC), "2026-04-04T23:05:00"),  # clocks go back
        (datetime(2026, 9, 6, 3, 55, tzinfo=UTC), "2026-09-06T01:05:00"),  # clocks go forward
    ],
)
def test_the_token_ends_by_the_clock_on_the_wall_in_chile(utc: datetime, chile: str) -> None:
    assert firmagob.expiration(utc) == chile


def test_the_token_never_lives_longer_than_thirty_minutes() -> None:
    assert 0 < firmagob.VALIDITY.total_seconds() <= 30 * 60


def test_the_checksum_follows_the_setting() -> None:
    pdf = b"%PDF"
    assert firmagob.checksum(pdf, "bytes") == hashlib.sha256(pdf).hexdigest()
    assert firmagob.checksum(pdf, "base64") == hashlib.sha256(base64.b64encode(pdf)).hexdigest()


def test_one_byte_over_five_megabytes_is_refused_here_and_not_sent(service, monkeypatch) -> None:
    pdf = printed()
    size = len(json.dumps(firmagob.FirmaGob()._request(pdf, AT)).encode())
    monkeypatch.setattr(firmagob, "MAX_REQUEST", size)
    assert check(seal(pdf, reason="Constancia", at=AT), at=AT).valid
    monkeypatch.setattr(firmagob, "MAX_REQUEST", size - 1)
    with pytest.raises(SealFailed):
        seal(pdf, reason="Constancia", at=AT)
    assert len(service.requests) == 1


def test_the_limit_is_five_megabytes() -> None:
    assert firmagob.MAX_REQUEST == 5 * 1024 * 1024


def refused(answer: dict) -> dict:
    answer["files"][0]["status"] = f"error: {SECRET}"
    return answer


def unsigned(answer: dict) -> dict:
    answer["files"][0]["content"] = base64.b64encode(printed()).decode()
    return answer


ANSWERS = {
    "refused": refused,
    "unsigned": unsigned,
    "empty": lambda _: {},
    "no file": lambda answer: answer | {"files": []},
    "two files": lambda answer: answer | {"files": answer["files"] * 2},
    "not base64": lambda answer: {"files": [answer["files"][0] | {"content": "¡no!"}]},
    "a list": lambda _: [1, 2],
}


@pytest.mark.parametrize("change", ANSWERS.values(), ids=ANSWERS.keys())
def test_a_bad_answer_seals_nothing_and_spills_no_secret(service, change, caplog) -> None:
    service.change = change
    with caplog.at_level(logging.DEBUG), pytest.raises(SealFailed) as failed:
        seal(printed(), reason="Constancia", at=AT)
    for secret in (SECRET, TOKEN_KEY):
        assert secret not in str(failed.value) + caplog.text


@pytest.mark.parametrize("status", [302, 400, 401, 500])
def test_a_bad_status_seals_nothing_and_is_not_followed(service, status: int) -> None:
    service.status = status
    with pytest.raises(SealFailed):
        seal(printed(), reason="Constancia", at=AT)
    assert len(service.requests) == 1


def test_a_service_that_is_down_seals_nothing(service, settings) -> None:
    service.close()
    with pytest.raises(SealFailed):
        seal(printed(), reason="Constancia", at=AT)


def test_what_comes_back_is_checked_against_the_roots_set(service, settings, tmp_path) -> None:
    sealed = seal(printed(), reason="Constancia", at=AT)
    settings.SEAL_DIR = tmp_path / "other"
    LocalAuthority().roots(AT)
    settings.FIRMAGOB |= {"roots": str(tmp_path / "other" / "authority" / "root.crt")}
    assert check(sealed, at=AT).problem == Problem.UNTRUSTED
