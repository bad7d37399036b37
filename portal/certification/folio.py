"""The folio of a certificate: short, easy to read aloud; its last sign checks the others."""

import re
import secrets

# Crockford's alphabet: no I, L, O or U, so that nothing is mistaken and no word appears.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 11, 4  # and the control sign: three groups of four
_BASE = len(ALPHABET)
_CONFUSED = str.maketrans("ILO", "110")


def new_folio() -> str:
    """Give a new folio, such as 7KQ2-9XMD-04AT: 55 random bits, so that none is guessed."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return shown(body + control(body))


def control(body: str) -> str:
    """Give the control sign of a body (ISO/IEC 7064, hybrid system, modulus 33 and 32)."""
    return ALPHABET[(1 - _carried(body)) % _BASE]


def normalise(text: str) -> str:
    """Give what somebody typed as it is kept; spaces, case and look-alikes are forgiven.

    Anything else comes back as it is: it will match nothing.
    """
    plain = re.sub(r"[\s\-–—.]", "", text[:80]).upper().translate(_CONFUSED)
    return shown(plain)


def is_whole(folio: str) -> bool:
    """Say whether the control sign fits: a slip of one sign is always found out."""
    plain = folio.replace("-", "")
    if len(plain) != LENGTH + 1 or not set(plain) <= set(ALPHABET):
        return False
    return control(plain[:-1]) == plain[-1]


def shown(plain: str) -> str:
    """Put the hyphens in."""
    return "-".join(plain[start : start + GROUP] for start in range(0, len(plain), GROUP))


def _carried(body: str) -> int:
    carried = _BASE
    for sign in body:
        added = (carried + ALPHABET.index(sign)) % _BASE or _BASE
        carried = added * 2 % (_BASE + 1)
    return carried
