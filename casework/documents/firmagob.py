"""FirmaGob, the State's advanced signature (law FE-07, FE-08; interop 5). Off by default.

Set SIGNER=casework.documents.firmagob.FirmaGob and the FIRMAGOB_* settings. The document goes to
the State's service and comes back signed; secrets are never logged nor repeated in an error.
"""

import base64
import hashlib
import json
import warnings
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import requests
from asn1crypto import x509
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import OctKey
from pyhanko.keys import load_certs_from_pemder_data

from .signers import SealFailed
from .stamping import only_seal

CHILE = ZoneInfo("America/Santiago")
PURPOSE = "Desatendido"
# The service counts the whole request, after base64.
MAX_REQUEST = 5 * 1024 * 1024
VALIDITY = timedelta(minutes=10)


class FirmaGob:
    """Seals by the institution's certificate held at FirmaGob, without a person's code (OTP)."""

    strength = "advanced"
    provider = "firmagob"

    def __init__(self) -> None:
        self._set: dict[str, Any] = settings.FIRMAGOB
        self.demo: bool = not settings.PRODUCTION

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Give the document as it comes back signed. Raises SealFailed."""
        body = json.dumps(self._request(pdf, at)).encode()
        if len(body) > MAX_REQUEST:
            raise SealFailed("The document is larger than the signing service takes.")
        return _signed_content(_post(self._set["url"], body, self._set["timeout_seconds"]), pdf)

    def roots(self, at: datetime) -> list[x509.Certificate]:
        """Give the roots its signatures lead to, from the file the institution set."""
        return list(load_certs_from_pemder_data(Path(self._set["roots"]).read_bytes()))

    def _request(self, pdf: bytes, at: datetime) -> dict[str, Any]:
        content = base64.b64encode(pdf).decode()
        file = {
            "content-type": "application/pdf",
            "content": content,
            "description": "documento",
            "checksum": checksum(pdf, self._set["checksum_of"]),
        }
        return {
            "api_token_key": self._set["api_token_key"],
            "token": self._token(at),
            "files": [file],
        }

    def _token(self, at: datetime) -> str:
        claims = {
            "entity": self._set["entity"],
            "run": self._set["run"],
            "expiration": expiration(at),
            "purpose": PURPOSE,
        }
        return _encoded(claims, self._set["secret"])


def expiration(at: datetime) -> str:
    """Give when a token ends: wall-clock time in Chile, whatever the season (FE-08)."""
    return (at + VALIDITY).astimezone(CHILE).strftime("%Y-%m-%dT%H:%M:%S")


def checksum(pdf: bytes, of: str) -> str:
    """Give the SHA-256 the service compares: of the "bytes", or of the "base64" text.

    Its own Java sample hashes the text and another published client the bytes: hence a setting.
    """
    return hashlib.sha256(base64.b64encode(pdf) if of == "base64" else pdf).hexdigest()


def _encoded(claims: dict[str, str], secret: str) -> str:
    """Give a JSON Web Token signed with HS256, the only kind the service takes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the State chooses the secret's length, not we
        return jwt.encode({"alg": "HS256"}, dict(claims), OctKey.import_key(secret))


def _post(url: str, body: bytes, timeout: int) -> dict[str, Any]:
    """Ask the service. No answer text is repeated: it may hold what was sent."""
    try:
        answer = requests.post(
            url,
            data=body,
            headers={"Content-Type": "application/json"},
            timeout=timeout,
            allow_redirects=False,
        )
    except requests.RequestException as problem:
        raise SealFailed(
            f"The signing service does not answer ({type(problem).__name__})."
        ) from None
    if answer.status_code != requests.codes.ok:
        raise SealFailed(f"The signing service answered {answer.status_code}.")
    try:
        found: dict[str, Any] = answer.json()
    except ValueError:
        raise SealFailed("The signing service answered something else than JSON.") from None
    return found


def _signed_content(answer: dict[str, Any], sent: bytes) -> bytes:
    """Take the signed document out of the answer, and see that it is one."""
    try:
        (file,) = answer["files"]
        if file["status"] != "OK":
            raise SealFailed("The signing service refused the document.")
        signed = base64.b64decode(file["content"], validate=True)
    except (KeyError, TypeError, ValueError):
        raise SealFailed("The signing service's answer is incomplete.") from None
    try:
        only_seal(signed)
    except Exception:  # whatever came back, it is no sealed document
        raise SealFailed("What came back is not a signed document.") from None
    if signed == sent:
        raise SealFailed("The document came back unsigned.")
    return signed
