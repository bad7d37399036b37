"""Sealing a finished document (design 6, law FE-02, FE-03)."""

from datetime import datetime

from django.conf import settings

from .signers import SealFailed, signer
from .stamping import TimestampUnavailable, stamp

__all__ = ["SealFailed", "seal"]


def seal(pdf: bytes, *, reason: str, at: datetime) -> bytes:
    """Give the sealed document, time-stamped where an authority is set and answers.

    reason: neutral words kept inside the seal. Raises SealFailed. A time-stamp authority that is
    down stops nobody: the document goes out sealed, and `stamping.stamp` can add the stamp later.
    """
    sealed = signer().sign(pdf, reason=reason, at=at)
    if not settings.TIMESTAMP_URL:
        return sealed
    try:
        return stamp(sealed)
    except TimestampUnavailable:
        return sealed
