"""The code that opens one thread without logging in: fifty bits, easy to copy by hand."""

import secrets

from casework.identity.lookup import code_digest

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
LENGTH = 10


def new_code() -> str:
    """Give a code such as "7K2MP-QX9TD"."""
    return written("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def written(code: str) -> str:
    """Write a code in two halves."""
    return f"{code[:5]}-{code[5:]}"


def digest(typed: str) -> bytes:
    """Give the keyed digest of a typed code, whatever the case and signs between."""
    return code_digest("".join(sign for sign in typed.upper() if sign in ALPHABET))
