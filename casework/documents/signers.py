"""Who seals: the port, and the local authority that is its default (settings.SIGNER)."""

import asyncio
from datetime import datetime
from io import BytesIO
from typing import Protocol

from asn1crypto import x509
from django.conf import settings
from django.utils.module_loading import import_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from . import authority

FIELD = "Sello"
# Room in the file, in hexadecimal digits: for what a seal holds beside its certificate, and for a
# time stamp that may come later. The library would make a whole seal only to measure it.
SEAL_ROOM = 2_048
STAMP_ROOM = 24_576


class SealFailed(Exception):
    """The document could not be sealed; nothing was produced. Holds no secret and no content."""


class Signer(Protocol):
    """A way to seal a PDF.

    strength: "simple" or "advanced" electronic signature (law FE-02). provider: who vouches,
    kept as evidence (TD metadata). demo: the seal has no legal value and the paper must say so.
    """

    strength: str
    provider: str
    demo: bool

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Give the sealed PDF. Raises SealFailed."""

    def roots(self, at: datetime) -> list[x509.Certificate]:
        """Give the certificates its seals lead to."""


def signer() -> Signer:
    """Give the signer named by settings.SIGNER."""
    made: Signer = import_string(settings.SIGNER)()
    return made


class QuietWriter(IncrementalPdfFileWriter):
    """Writes the seal without adding a program's name or a second date to the file's data."""

    def _update_meta(self) -> None:
        return


class _Maker(signers.PdfSigner):
    """Keeps the file at PDF 1.7, as its accessibility mark (PDF/UA-1) asks."""

    def register_extensions(self, pdf_out: object, *, md_algorithm: str) -> None:
        return


class LocalAuthority:
    """Seals with the certificate of our own authority: PAdES, no change allowed afterwards."""

    strength = "simple"
    provider = "local"

    def __init__(self) -> None:
        self.demo: bool = not settings.PRODUCTION

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Give the sealed PDF."""
        certificate, key = authority.seal_pair(at).asn1
        maker = _Maker(
            signers.PdfSignatureMetadata(
                field_name=FIELD,
                md_algorithm="sha256",
                reason=reason,
                certify=True,
                docmdp_permissions=fields.MDPPerm.NO_CHANGES,
                subfilter=fields.SigSeedSubFilter.PADES,
            ),
            signer=signers.SimpleSigner(certificate, key, SimpleCertificateStore()),
            new_field_spec=fields.SigFieldSpec(FIELD, readable_field_name=FIELD),
        )
        return asyncio.run(_sign(maker, pdf, at, room=_room(certificate)))

    def roots(self, at: datetime) -> list[x509.Certificate]:
        """Give our own root."""
        return [authority.asn1_certificate(authority.root_certificate(at))]


def _room(certificate: x509.Certificate) -> int:
    """Give the room for a seal: its certificate, and the issuer's name twice more."""
    room = SEAL_ROOM + 4 * len(certificate.dump())
    return room + STAMP_ROOM if settings.TIMESTAMP_URL else room


async def _sign(maker: signers.PdfSigner, pdf: bytes, at: datetime, *, room: int) -> bytes:
    """Seal at the given time: the library's own shortcut would read the clock."""
    session = maker.init_signing_session(QuietWriter(BytesIO(pdf)))
    session.system_time = at
    document = session.prepare_tbs_document(None, bytes_reserved=room)
    digest, output = document.digest_tbs_document()
    await document.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    sealed: bytes = output.getvalue()
    return sealed
