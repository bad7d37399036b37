"""The key badges are signed with: made at first use, kept beside that of the seals (SEAL_DIR).

It is one for good, so that a badge given out years ago is still recognised.
"""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from joserfc.jwk import ECKey

FILE = "badges.pem"


def signing_key() -> ECKey:
    """Give the private key."""
    path = Path(settings.SEAL_DIR) / FILE
    if not path.exists():
        _make(path)
    return ECKey.import_key(path.read_bytes())


def public_key() -> dict[str, Any]:
    """Give the public half as a JWK: each badge carries it, and the issuer's page shows it."""
    shown = signing_key().as_dict(private=False)
    return {name: shown[name] for name in ("kty", "crv", "x", "y")}


def _make(path: Path) -> None:
    """Write a new key whole, unless somebody else was faster: theirs counts."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{FILE}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(ECKey.generate_key("P-256").as_pem(private=True))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
