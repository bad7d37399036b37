"""The cookie's secret, and what is sealed with it: who the provider says she is."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.identity.run import Run


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person ClaveUnica vouched for, as long as the visit lasts."""

    run: Run = field(repr=False)
    given_names: tuple[str, ...] = field(repr=False)
    surnames: tuple[str, ...] = field(repr=False)
    authenticated_at: datetime

    @property
    def full_name(self) -> str:
        """Her names as registered, for the signature."""
        return " ".join((*self.given_names, *self.surnames))


def new_token() -> str:
    """Give a fresh secret for a cookie (256 bits)."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Give what the database knows a token by."""
    return hashlib.sha256(token.encode()).hexdigest()


def seal(token: str, visitor: Visitor) -> bytes:
    """Seal a visitor with the token."""
    content = {
        "run": visitor.run.number,
        "given": visitor.given_names,
        "surnames": visitor.surnames,
        "at": visitor.authenticated_at.isoformat(),
    }
    nonce = secrets.token_bytes(12)
    return nonce + _cipher(token).encrypt(nonce, json.dumps(content).encode(), b"visit")


def unseal(token: str, sealed: bytes) -> Visitor | None:
    """Give the visitor back, or None when the seal is not the token's."""
    try:
        content = json.loads(_cipher(token).decrypt(sealed[:12], sealed[12:], b"visit"))
    except InvalidTag:
        return None
    return Visitor(
        Run(content["run"]),
        tuple(content["given"]),
        tuple(content["surnames"]),
        datetime.fromisoformat(content["at"]),
    )


def seal_words(token: str, words: dict[str, object]) -> bytes:
    """Seal what was typed and is not sent yet with the token."""
    nonce = secrets.token_bytes(12)
    return nonce + _cipher(token).encrypt(nonce, json.dumps(words).encode(), b"typed")


def unseal_words(token: str, sealed: bytes) -> dict[str, object]:
    """Give what was typed back; nothing when there is nothing or the seal is not the token's."""
    if not sealed:
        return {}
    try:
        opened: dict[str, object] = json.loads(
            _cipher(token).decrypt(sealed[:12], sealed[12:], b"typed")
        )
    except InvalidTag:
        return {}
    return opened


def _cipher(token: str) -> AESGCM:
    key = HKDF(SHA256(), 32, salt=None, info=b"siivbg visit").derive(token.encode())
    return AESGCM(key)
