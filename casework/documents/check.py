"""Checking a sealed PDF: untouched, whole, and sealed by who may seal here (safety 5)."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from asn1crypto import x509
from django.conf import settings
from django.utils import timezone
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from .signers import signer
from .stamping import Envelope, envelope, token

# The library logs the names in a stranger's certificate; a log must not.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).propagate = False


class Problem(StrEnum):
    """Why a document is not valid. For staff and tests; the public page says only "not valid"."""

    UNREADABLE = "unreadable"  # no PDF, or a broken one
    NO_SEAL = "no_seal"
    SEVERAL_SEALS = "several_seals"
    NOT_WHOLE = "not_whole"  # bytes outside the seal: something was appended or slipped in
    ALTERED = "altered"  # sealed bytes were changed
    UNTRUSTED = "untrusted"  # sealed by somebody else, or a certificate out of date
    BAD_STAMP = "bad_stamp"  # carries a time stamp that does not hold


@dataclass(frozen=True, slots=True)
class SealReport:
    """What a check found. digest: SHA-256 of the sealed bytes, the same once stamped."""

    problem: Problem | None = None
    signed_at: datetime | None = None
    stamped_at: datetime | None = None
    digest: bytes = b""

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return self.problem is None


def check(pdf: bytes, *, at: datetime | None = None) -> SealReport:
    """Check one file, as of `at` (now) or as of its time stamp where that is trusted.

    Never raises: whatever cannot be read is not valid. Give it only bytes of known size; a
    stranger's file belongs in a child process (sandbox.py).
    """
    try:
        seals = PdfFileReader(BytesIO(pdf), strict=True).embedded_signatures
        if len(seals) != 1:
            return SealReport(Problem.SEVERAL_SEALS if seals else Problem.NO_SEAL)
        return _check_seal(pdf, seals[0], at or timezone.now())
    except Exception:  # a hostile file may break the parser anywhere: it is not valid
        return SealReport(Problem.UNREADABLE)


def _check_seal(pdf: bytes, seal: EmbeddedPdfSignature, at: datetime) -> SealReport:
    try:
        place = envelope(pdf, seal)
    except ValueError:
        return SealReport(Problem.NOT_WHOLE)
    if not _padding_is_empty(place):
        return SealReport(Problem.ALTERED)
    stamped_at, broken = _stamp_time(seal)
    if broken:
        return SealReport(Problem.BAD_STAMP)
    status = _validate(seal, signer().roots(at), stamped_at or at)
    return SealReport(_problem(status), status.signer_reported_dt, stamped_at, digest=place.digest)


def _problem(status: PdfSignatureStatus) -> Problem | None:
    if not (status.intact and status.valid):
        return Problem.ALTERED
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE or not status.docmdp_ok:
        return Problem.NOT_WHOLE
    return None if status.trusted else Problem.UNTRUSTED


def _padding_is_empty(place: Envelope) -> bool:
    """Say whether the room after the seal holds nothing: nobody may hide bytes there."""
    return not any(place.contents[_length(place.contents) :])


def _length(der: bytes) -> int:
    """Give the length of the first DER value."""
    size = der[1]
    if size < 0x80:
        return 2 + size
    digits = size & 0x7F
    return 2 + digits + int.from_bytes(der[2 : 2 + digits], "big")


def _stamp_time(seal: EmbeddedPdfSignature) -> tuple[datetime | None, bool]:
    """Give the trusted stamp's time, and whether a stamp is there that does not hold."""
    found = token(seal.signer_info)
    if found is None or not settings.TIMESTAMP_ROOTS:
        return None, False
    claimed = found["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    roots = list(load_certs_from_pemder_data(Path(settings.TIMESTAMP_ROOTS).read_bytes()))
    status = _validate(seal, [], claimed, stamp_roots=roots).timestamp_validity
    holds = status is not None and status.valid and status.intact and status.trusted
    return (claimed, False) if holds else (None, True)


def _validate(
    seal: EmbeddedPdfSignature,
    roots: list[x509.Certificate],
    moment: datetime,
    stamp_roots: list[x509.Certificate] | None = None,
) -> PdfSignatureStatus:
    return validate_pdf_signature(
        seal,
        signer_validation_context=_context(roots, moment),
        ts_validation_context=_context(stamp_roots or [], moment),
    )


def _context(roots: list[x509.Certificate], moment: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail"
    )


def sha256(data: bytes) -> bytes:
    """Give the digest documents are known by."""
    return hashlib.sha256(data).digest()
