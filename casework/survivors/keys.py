"""Her second key: sixteen digits that look like a telephone number with an extension.

Kept as an Argon2id hash. What is typed may carry any spaces, dashes or a leading +56.
"""

import re
import secrets

from django.contrib.auth.hashers import check_password, make_password

DIGITS = 16


def new_key() -> str:
    """Give a fresh key, written `9 8123 4567 anexo 234 5678` (about 50 bits)."""
    mobile = f"{secrets.randbelow(10**8):08d}"
    extension = f"{secrets.randbelow(10**7):07d}"
    return f"9 {mobile[:4]} {mobile[4:]} anexo {extension[:3]} {extension[3:]}"


def normalise(typed: str) -> str:
    """Give the digits of what was typed, without the country's prefix."""
    digits = re.sub(r"\D", "", typed)
    return digits[2:] if len(digits) == DIGITS + 2 and digits.startswith("56") else digits


def digest(key: str) -> str:
    """Give the hash to store (about 0.1 s and 100 MiB)."""
    return make_password(normalise(key))


def matches(typed: str, stored: str) -> bool:
    """Compare at the cost of one hash, whether or not there is something to compare with."""
    digits = normalise(typed)
    if not stored or len(digits) != DIGITS:
        make_password(digits)
        return False
    return check_password(digits, stored)
