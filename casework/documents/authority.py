"""A small certificate authority of our own: made at first use, kept in SEAL_DIR (design 6).

It proves that a document came out of this system and was not changed since. It is no accredited
provider: outside production its certificates say so themselves (law FE-02).
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

ROOT_LIFE = timedelta(days=20 * 365)
SEAL_LIFE = timedelta(days=10 * 365)
RENEW_BEFORE = timedelta(days=60)
DEMO_NOTICE = "DEMO - SIN VALIDEZ LEGAL"


@dataclass(frozen=True, slots=True)
class Pair:
    """A private key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def asn1(self) -> tuple[asn1_x509.Certificate, asn1_keys.PrivateKeyInfo]:
        """Give both in the form the sealing library takes."""
        der = self.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return asn1_certificate(self.certificate), asn1_keys.PrivateKeyInfo.load(der)


def asn1_certificate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """Give a certificate in the form the sealing library takes."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def root_certificate(at: datetime) -> x509.Certificate:
    """Give the certificate every local seal leads to."""
    return x509.load_pem_x509_certificate((_folder(at) / "root.crt").read_bytes())


def seal_pair(at: datetime) -> Pair:
    """Give the key that seals, renewing its certificate when it is about to end."""
    folder = _folder(at)
    pair = _read(folder / "seal.pem")
    if pair.certificate.not_valid_after_utc - at < RENEW_BEFORE:
        pair = _issue(_subject("Sello institucional"), _read(folder / "root.pem"), at)
        _write(folder / "seal.pem", pair)
    return pair


def _folder(at: datetime) -> Path:
    """Give the authority's folder; the first to ask makes it, whole or not at all."""
    folder = Path(settings.SEAL_DIR) / "authority"
    if not folder.is_dir():
        _found(folder, at)
    return folder


def _found(folder: Path, at: datetime) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder.with_name(f".authority-{secrets.token_hex(8)}")
    draft.mkdir(mode=0o700)
    root = _issue(_subject("Autoridad local de sellos"), None, at)
    _write(draft / "root.pem", root)
    (draft / "root.crt").write_bytes(root.certificate.public_bytes(serialization.Encoding.PEM))
    _write(draft / "seal.pem", _issue(_subject("Sello institucional"), root, at))
    try:
        draft.rename(folder)
    except OSError:  # somebody else was faster: theirs counts
        for path in draft.iterdir():
            path.unlink()
        draft.rmdir()


def _subject(name: str) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CL"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.SEAL_OWNER),
        x509.NameAttribute(NameOID.COMMON_NAME, name),
    ]
    if not settings.PRODUCTION:
        parts.insert(2, x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEMO_NOTICE))
    return x509.Name(parts)


def _issue(subject: x509.Name, issuer: Pair | None, at: datetime) -> Pair:
    """Make a key and a certificate: self-signed authority without issuer, else a sealing one."""
    key = ec.generate_private_key(ec.SECP256R1())
    signer = issuer.key if issuer else key
    authority = issuer is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + (ROOT_LIFE if authority else SEAL_LIFE))
        .add_extension(x509.BasicConstraints(authority, 0 if authority else None), critical=True)
        .add_extension(_usage(authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False
        )
    )
    return Pair(key, builder.sign(signer, hashes.SHA256()))


def _usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, pair: Pair) -> None:
    """Write key and certificate into one private file, replacing the old one at once."""
    key = pair.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key + pair.certificate.public_bytes(serialization.Encoding.PEM))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


def _read(path: Path) -> Pair:
    content = path.read_bytes()
    key = serialization.load_pem_private_key(content, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Pair(key, x509.load_pem_x509_certificate(content))
