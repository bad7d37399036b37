"""Her record as evidence: printed again to the same bytes, accepted by another tool (DP-24)."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from casework.documents import store
from casework.documents.actions import reprint
from casework.documents.stamping import envelope, only_seal
from consent.models import ConsentRecord
from consent.text_actions import approve, new_version, send_to_review
from tests.consent.screens import answers, hers, signature
from tests.database import as_system
from tests.survivors.conftest import NOW

pytestmark = pytest.mark.django_db


def pdfsig(file: Path) -> str:
    """What poppler says of the seal; it ends with an error when it does not like it."""
    command = ["pdfsig", "-nocert", str(file)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


@pytest.fixture
def signed(desk, anas, text, as_paula):
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text) | signature())
    return ConsentRecord.objects.get(survivor=anas)


def test_the_record_prints_again_to_the_same_bytes(signed):
    """DP-24."""
    document = signed.attachment.sealed_document
    assert hashlib.sha256(reprint(document)).digest() == bytes(document.rendered_sha256)


def test_it_still_does_after_the_text_was_replaced(signed, text, editor, second_person):
    """DP-24: what was signed does not follow the new words."""
    with as_system():
        following = new_version(text=text, by=editor, at=NOW)
        following.introduction = "Otra cosa."
        following.save()
        send_to_review(text=following, by=editor, at=NOW)
        approve(text=following, by=second_person, at=NOW)
    document = ConsentRecord.objects.get(pk=signed.pk).attachment.sealed_document
    assert hashlib.sha256(reprint(document)).digest() == bytes(document.rendered_sha256)


def test_changed_content_is_noticed_when_printing_again(signed):
    document = signed.attachment.sealed_document
    content = document.context
    content["sections"][1]["choices"][0]["answer"] = "No"
    document.context = content
    assert hashlib.sha256(reprint(document)).digest() != bytes(document.rendered_sha256)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is absent")
def test_another_tool_finds_the_seal_valid(signed, tmp_path):
    file = tmp_path / "documento.pdf"
    file.write_bytes(store.open(signed.attachment.stored_file).getvalue())
    told = pdfsig(file)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    broken = tmp_path / "roto.pdf"
    whole = file.read_bytes()
    content = bytearray(whole)
    content[len(envelope(whole, only_seal(whole)).head) // 2] ^= (
        1  # signed, whatever the seal's size
    )
    broken.write_bytes(content)
    assert "Signature is Valid" not in pdfsig(broken)
