"""The code printed on a document: 140 random bits in groups easy to read aloud and to type."""

import hashlib
import io
import re
import secrets

import segno
from django.conf import settings

# Crockford's alphabet: no I, L, O or U, so that nothing is mistaken and no word appears.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP = 7, 4
_CONFUSED = str.maketrans("ILO", "110")


def new_code() -> str:
    """Give a new code, such as 7KQ2-… in seven groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP))
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def normalise(text: str) -> str:
    """Give what a person typed as a code would be stored: spaces, case and look-alikes forgiven.

    Anything else comes back as it is: it will simply match nothing.
    """
    return re.sub(r"[\s\-–—.]", "", text[:200]).upper().translate(_CONFUSED)


def digest(code: str) -> bytes:
    """Give the digest a code is found by; the code itself is stored encrypted only."""
    return hashlib.sha256(b"siivbg:document:" + normalise(code).encode()).digest()


def checking_address() -> str:
    """Give the public checking page's address, as printed beside the code."""
    return f"{settings.PUBLIC_ORIGIN}/verificar/"


def qr(code: str, address: str) -> bytes:
    """Give the QR picture (PNG) of the checking page's address with the code in the fragment.

    A fragment is never sent: the code stays out of server and proxy logs, of referrers and of
    the history of whoever shares the connection. A small script moves it into the form and
    clears it from the address; without script the code is typed.
    """
    picture = io.BytesIO()
    made = segno.make(f"{address}#{code}", error="m", micro=False)
    made.save(picture, kind="png", scale=6, border=2)
    return picture.getvalue()
