"""What the simulator says of a person: the userinfo document and the id_token, right or wrong."""

import base64
import hashlib
import hmac
import json
import time

from joserfc import jwt

from .faults import Fault
from .keys import signing_key
from .personas import PERSONAS, Persona


def userinfo(persona: Persona, fault: str) -> dict[str, object]:
    """Give the userinfo document, in the exact shape of the official manual (interop.md 1.1)."""
    role: dict[str, object] = {"numero": persona.number, "DV": persona.run.dv, "tipo": "RUN"}
    if fault == Fault.WRONG_DV:
        role["DV"] = "0" if persona.run.dv != "0" else "1"
    if fault == Fault.NOT_RUN:
        role["tipo"] = "PASAPORTE"
    document: dict[str, object] = {
        "sub": persona.subject if fault != Fault.OTHER_SUBJECT else PERSONAS[-1].subject + "0",
        "RolUnico": role,
        "name": {"nombres": list(persona.given_names), "apellidos": list(persona.surnames)},
    }
    if fault == Fault.NO_ROLE:
        del document["RolUnico"]
    return document


def id_token(persona: Persona, *, issuer: str, audience: str, nonce: str, fault: str) -> str:
    """Give the signed token, spoiled as the fault says."""
    now = int(time.time())
    claims: dict[str, object] = {
        "iss": issuer if fault != Fault.WRONG_ISS else "https://otro.example/openid",
        "aud": audience if fault != Fault.WRONG_AUD else "otro-cliente",
        "sub": persona.subject,
        "iat": now if fault != Fault.EXPIRED else now - 7200,
        "exp": now + 600 if fault != Fault.EXPIRED else now - 3600,
    }
    if nonce:
        claims["nonce"] = nonce if fault != Fault.WRONG_NONCE else "otro-nonce"
    return _signed(claims, fault)


def _signed(claims: dict[str, object], fault: str) -> str:
    key = signing_key()
    if fault == Fault.ALG_NONE:
        return f"{_part({'alg': 'none', 'typ': 'JWT'})}.{_part(claims)}."
    if fault == Fault.ALG_HMAC:
        body = f"{_part({'alg': 'HS256', 'typ': 'JWT', 'kid': key.kid})}.{_part(claims)}"
        seal = hmac.digest(key.as_pem(private=False), body.encode(), hashlib.sha256)
        return f"{body}.{_text(seal)}"
    kid = key.kid if fault != Fault.UNKNOWN_KEY else "clave-desconocida"
    token = jwt.encode({"alg": "RS256", "kid": kid}, claims, key, algorithms=["RS256"])
    if fault != Fault.BAD_SIGNATURE:
        return token
    body, _, mark = token.rpartition(".")
    return f"{body}.{mark[::-1]}"


def _part(content: dict[str, object]) -> str:
    return _text(json.dumps(content).encode())


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
