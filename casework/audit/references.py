"""Short keyed digests that stand for a person's identifier where it must not be shown.

Whoever runs the system can see that two events are about the same file, and cannot get from the
log to the file (design 4.1: N2 operates without reading).
"""

import hashlib
import hmac
from collections.abc import Iterable

from .keys import derived

LENGTH = 12


def reference(identifier: object) -> str:
    """Give the reference of an identifier: twelve hexadecimal digits in groups of four."""
    text = hmac.digest(derived("reference"), str(identifier).encode(), hashlib.sha256).hex()
    return "-".join(text[start : start + 4] for start in range(0, LENGTH, 4))


def behind(asked: str, identifiers: Iterable[object]) -> list[object]:
    """Give those identifiers, out of some, for which a reference stands."""
    wanted = asked.strip().lower()
    return [found for found in identifiers if hmac.compare_digest(reference(found), wanted)]
