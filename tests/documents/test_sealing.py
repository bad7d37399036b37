"""Sealing and checking: our own authority, two independent validators, every kind of tampering."""

import re
import shutil
import stat
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from casework.documents import authority
from casework.documents.check import Problem, check
from casework.documents.signers import signer
from casework.documents.stamping import envelope, only_seal

from .conftest import AT
from .papers import printed, sealed

needs_pdfsig = pytest.mark.skipif(
    not (shutil.which("pdfsig")), reason="pdfsig is missing: apt-get install poppler-utils"
)


def pdfsig(pdf: bytes, folder: Path) -> str:
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False)
    return done.stdout


def accepted_by_pdfsig(pdf: bytes, folder: Path) -> bool:
    said = pdfsig(pdf, folder)
    return "Signature is Valid" in said and "Total document signed" in said


def test_a_sealed_document_is_valid_and_says_when() -> None:
    report = check(sealed())
    assert report.valid
    assert report.signed_at == AT


@needs_pdfsig
def test_another_program_finds_the_seal_valid_and_covering_the_whole_file(tmp_path: Path) -> None:
    said = pdfsig(sealed(), tmp_path)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_the_longest_name_of_an_owner_finds_room(settings) -> None:
    settings.SEAL_OWNER = "Ñ" * 64  # as many letters as a certificate takes, two bytes each
    assert check(sealed()).valid


def test_an_unsealed_document_is_not_valid() -> None:
    assert check(printed()).problem == Problem.NO_SEAL


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7", b"hola", b"%PDF-1.7\n%%EOF", b"\0" * 5000])
def test_what_is_no_document_is_not_valid(junk: bytes) -> None:
    assert check(junk).problem in {Problem.UNREADABLE, Problem.NO_SEAL}


@pytest.fixture(scope="module")
def one_seal(tmp_path_factory: pytest.TempPathFactory):
    """A sealed document whose authority stays the same for the module."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("seal")
    with override_settings(SEAL_DIR=folder, TIMESTAMP_URL=""):
        return folder, sealed()


@effort(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_flipped_bit_anywhere_outside_the_seal_is_refused(one_seal, settings, data) -> None:
    folder, pdf = one_seal
    settings.SEAL_DIR = folder
    place = envelope(pdf, only_seal(pdf))
    signed = [*range(len(place.head)), *range(len(pdf) - len(place.tail), len(pdf))]
    position = data.draw(st.sampled_from(signed))
    broken = bytearray(pdf)
    broken[position] ^= 1 << data.draw(st.integers(0, 7))
    assert check(pdf).valid
    assert not check(bytes(broken)).valid


@needs_pdfsig
@pytest.mark.parametrize("share", [0.1, 0.4, 0.6])
def test_the_other_program_refuses_a_flipped_byte_too(one_seal, tmp_path, share: float) -> None:
    _, pdf = one_seal
    place = envelope(pdf, only_seal(pdf))
    broken = bytearray(pdf)
    broken[int(len(place.head) * share)] ^= 1
    assert not accepted_by_pdfsig(bytes(broken), tmp_path)


def appended(pdf: bytes) -> bytes:
    """The classical attack: an incremental update that adds something to the first page."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"q Q")))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def page_swapped_by_update(pdf: bytes) -> bytes:
    """Swap the first two pages in an incremental update, leaving every signed byte in place."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    pages = writer.root["/Pages"]
    kids = pages["/Kids"]
    kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)
    writer.mark_update(writer.root.raw_get("/Pages"))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def page_swapped_by_rewriting(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages.reverse()
        output = BytesIO()
        document.save(output)
    return output.getvalue()


ATTACKS = {
    "appended update": appended,
    "page swapped by an update": page_swapped_by_update,
    "page swapped by rewriting": page_swapped_by_rewriting,
    "appended comment": lambda pdf: pdf + b"% nota\n",
    "appended byte": lambda pdf: pdf + b"\n",
    "cut short": lambda pdf: pdf[:-1],
    "something in front": lambda pdf: b"\n" + pdf,
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attacked_document_is_refused(attack) -> None:
    pdf = sealed(pages=3)
    changed = attack(pdf)
    assert changed != pdf
    assert check(pdf).valid
    assert not check(changed).valid


@needs_pdfsig
@pytest.mark.parametrize("name", [n for n in ATTACKS if "page" in n or n == "appended update"])
def test_the_other_program_refuses_the_attack_too(name: str, tmp_path: Path) -> None:
    assert not accepted_by_pdfsig(ATTACKS[name](sealed(pages=3)), tmp_path)


def test_a_document_with_a_second_seal_is_refused() -> None:
    pdf = printed()
    for field in ("Uno", "Dos"):
        certificate, key = authority.seal_pair(AT).asn1
        meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
        maker = signers.SimpleSigner(certificate, key, SimpleCertificateStore())
        pdf = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), meta, maker).getvalue()
    assert check(pdf).problem == Problem.SEVERAL_SEALS


def test_a_seal_of_another_authority_is_refused(settings, tmp_path: Path) -> None:
    settings.SEAL_DIR = tmp_path / "impostor"
    forged = sealed()
    assert check(forged).valid
    settings.SEAL_DIR = tmp_path / "ours"
    assert check(forged).problem == Problem.UNTRUSTED


def test_bytes_hidden_behind_the_seal_are_refused() -> None:
    pdf = sealed()
    place = envelope(pdf, only_seal(pdf))
    end = len(place.head) + 1 + 2 * len(place.contents)
    assert place.contents.endswith(b"\0\0")
    hidden = pdf[: end - 4] + b"cafe" + pdf[end:]
    assert check(hidden).problem == Problem.ALTERED


def test_an_expired_certificate_is_refused() -> None:
    pdf = sealed()
    assert check(pdf, at=AT + authority.SEAL_LIFE - timedelta(days=2)).valid
    assert check(pdf, at=AT + authority.SEAL_LIFE + timedelta(days=2)).problem == Problem.UNTRUSTED


def test_a_certificate_about_to_end_is_renewed_and_old_seals_stay_valid() -> None:
    first = sealed()
    later = AT + authority.SEAL_LIFE - timedelta(days=10)
    second = sealed(at=later)
    serials = {only_seal(pdf).signer_cert.serial_number for pdf in (first, second)}
    assert len(serials) == 2
    assert check(first, at=later).valid
    assert check(second, at=later + authority.RENEW_BEFORE).valid


def test_the_keys_are_readable_by_their_owner_only(settings) -> None:
    sealed()
    folder = Path(settings.SEAL_DIR) / "authority"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("root.pem", "seal.pem"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert b"PRIVATE" not in (folder / "root.crt").read_bytes()


def test_outside_production_the_certificate_itself_says_demo(settings) -> None:
    sealed()
    assert authority.DEMO_NOTICE in authority.root_certificate(AT).subject.rfc4514_string()
    assert signer().demo


def test_in_production_it_does_not(settings) -> None:
    settings.PRODUCTION = True
    sealed()
    assert authority.DEMO_NOTICE not in authority.root_certificate(AT).subject.rfc4514_string()
    assert not signer().demo


def test_two_processes_founding_the_authority_agree(settings) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as crowd:
        roots = list(crowd.map(lambda _: authority.root_certificate(AT).serial_number, range(8)))
    assert len(set(roots)) == 1
    assert [path.name for path in Path(settings.SEAL_DIR).iterdir()] == ["authority"]


def test_the_root_may_certify_and_the_seal_may_not() -> None:
    root = authority.root_certificate(AT)
    leaf = authority.seal_pair(AT).certificate
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    leaf.verify_directly_issued_by(root)


def test_the_seal_forbids_every_later_change_and_adds_no_program_name() -> None:
    pdf = sealed()
    assert only_seal(pdf).docmdp_level.value == 1
    reader = PdfFileReader(BytesIO(pdf))
    assert set(reader.trailer_view["/Info"].keys()) == {"/Title", "/Producer"}
    assert not re.search(rb"pyhanko|weasyprint", pdf, re.IGNORECASE)


def test_the_sealed_file_is_still_tagged_and_accessible() -> None:
    with pikepdf.open(BytesIO(sealed())) as document:
        assert document.Root.MarkInfo.Marked is True
        assert b"pdfuaid" in document.Root.Metadata.read_bytes()
        assert document.pdf_version == "1.7"
