"""The simulator's signing key: made once, kept under var/, shared by all workers."""

import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings
from joserfc.jwk import RSAKey


@cache
def signing_key() -> RSAKey:
    """Give the key, named by its thumbprint."""
    path: Path = settings.VAR_DIR / "simulator" / "key.pem"
    if not path.exists():
        _make(path)
    pem = path.read_bytes()
    name = RSAKey.import_key(pem).thumbprint()
    return RSAKey.import_key(pem, {"kid": name, "use": "sig", "alg": "RS256"})


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(RSAKey.generate_key(2048).as_pem(private=True))
    try:
        os.link(draft, path)  # the first worker wins, whole
    except FileExistsError:
        pass
    finally:
        draft.unlink()
