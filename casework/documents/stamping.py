"""Time stamps (RFC 3161) on seals: now, or later when the authority was down (safety 5).

The stamp goes into the room left inside the seal, which the seal itself does not cover: a late
stamp changes no signed byte and appends nothing to the file.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from io import BytesIO

from asn1crypto import cms, core
from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.requests_client import HTTPTimeStamper
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

ATTRIBUTE = "signature_time_stamp_token"


class TimestampUnavailable(Exception):
    """No usable stamp came: authority down, refusal, nonsense, or no room. Try again later."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a file's only seal lies: the bytes before it, its own, and the bytes after it."""

    head: bytes
    contents: bytes
    tail: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of what the seal covers: the same before and after a late stamp."""
        return hashlib.sha256(self.head + self.tail).digest()


def only_seal(pdf: bytes) -> EmbeddedPdfSignature:
    """Give the file's seal. Raises ValueError when there is none or more than one."""
    found = PdfFileReader(BytesIO(pdf), strict=True).embedded_signatures
    if len(found) != 1:
        raise ValueError("A sealed document has one seal.")
    return found[0]


def envelope(pdf: bytes, seal: EmbeddedPdfSignature) -> Envelope:
    """Cut the file at its seal. Raises ValueError unless the seal covers every other byte."""
    start, head, resume, tail = (int(number) for number in seal.byte_range)
    contents = pdf[head:resume]
    whole = start == 0 and 0 < head < resume and resume + tail == len(pdf)
    if not whole or contents[:1] != b"<" or contents[-1:] != b">":
        raise ValueError("The seal does not cover the whole file.")
    raw = bytes.fromhex(contents[1:-1].decode("ascii"))
    if raw != seal.pkcs7_content:
        raise ValueError("The seal is not where the file says.")
    return Envelope(pdf[:head], raw, pdf[resume:])


def is_stamped(pdf: bytes) -> bool:
    """Say whether the seal carries a time stamp (whoever made it)."""
    return token(only_seal(pdf).signer_info) is not None


def stamp(pdf: bytes) -> bytes:
    """Give the same document with a time stamp of the authority at TIMESTAMP_URL.

    A document already stamped is given back. Raises TimestampUnavailable.
    """
    seal = only_seal(pdf)
    if token(seal.signer_info) is not None:
        return pdf
    place = envelope(pdf, seal)
    content = cms.ContentInfo.load(place.contents, strict=False)
    info = content["content"]["signer_infos"][0]
    answer = _ask(hashlib.sha256(info["signature"].native).digest())
    info["unsigned_attrs"] = cms.CMSAttributes([_attribute(answer)])
    stamped = content.dump(force=True)
    if len(stamped) > len(place.contents):
        raise TimestampUnavailable("There is no room for the time stamp.")
    filled = stamped.ljust(len(place.contents), b"\0").hex().encode()
    return place.head + b"<" + filled + b">" + place.tail


def _ask(digest: bytes) -> cms.ContentInfo:
    """Get a stamp for a digest and make sure that it is for this digest."""
    authority = HTTPTimeStamper(settings.TIMESTAMP_URL, timeout=settings.TIMESTAMP_TIMEOUT)
    try:
        answer = asyncio.run(authority.async_timestamp(digest, "sha256"))
        imprint = answer["content"]["encap_content_info"]["content"].parsed["message_imprint"]
        if imprint["hashed_message"].native != digest:
            raise ValueError("Not our digest.")
    except Exception as problem:  # the network and a stranger's bytes: anything may be raised
        raise TimestampUnavailable(type(problem).__name__) from None
    assert isinstance(answer, cms.ContentInfo)
    return answer


def _attribute(stamp_token: cms.ContentInfo) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": cms.CMSAttributeType(ATTRIBUTE), "values": [stamp_token]})


def token(info: cms.SignerInfo) -> cms.ContentInfo | None:
    """Give the time stamp inside a seal, if there is one."""
    attributes = info["unsigned_attrs"]
    if isinstance(attributes, core.Void):
        return None
    for attribute in attributes:
        if attribute["type"].native == ATTRIBUTE:
            found: cms.ContentInfo = attribute["values"][0]
            return found
    return None
