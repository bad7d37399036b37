"""Several documents at once: each has its own outcome, and none stops the others."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.attachments.models import Attachment
from casework.documents import antivirus, uploads
from tests.consent.screens import picture

from .test_screens import anexos, pdf

pytestmark = pytest.mark.django_db
# In two parts, so that no scanner takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + rb"-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner:
    """A scanner that knows one virus."""

    def instream(self, stream: BytesIO) -> dict[str, tuple[str, str | None]]:
        bad = EICAR in stream.read()
        return {"stream": ("FOUND", "Eicar") if bad else ("OK", None)}


@pytest.fixture
def scanner(settings, monkeypatch) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:3310"
    monkeypatch.setattr(antivirus, "_client", lambda _address: Scanner())


def html() -> SimpleUploadedFile:
    return SimpleUploadedFile("acta.pdf", b"<!doctype html><script>x()</script>", "application/pdf")


def half_html() -> SimpleUploadedFile:
    body = b"%PDF-1.4\n<html><script>x()</script></html>\n%%EOF"
    return SimpleUploadedFile("acta.pdf", body, "application/pdf")


def infected() -> SimpleUploadedFile:
    return SimpleUploadedFile("oferta.pdf", b"%PDF-1.4\n" + EICAR + b"\n%%EOF", "application/pdf")


def heic() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.HEIC", b"0000ftypheic" + b"0" * 99, "image/heic")


def test_the_good_ones_are_kept_and_each_bad_one_is_named_with_its_reason(desk, anas, scanner):
    files = [picture("uno.jpg"), heic(), pdf(), infected()]
    answer = desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": files})
    assert answer.status_code == 422
    page = answer.content.decode()
    for words in (
        "IMG_1.HEIC",
        "oferta.pdf",
        *(str(uploads.REASONS[r]) for r in ("heic", "infected")),
    ):
        assert words in page
    assert Attachment.objects.filter(survivor=anas).count() == 2


def test_all_good_go_back_to_the_list(desk, anas):
    sent = {"kind": "other", "file": [picture("a.jpg")], "photo": [picture("b.jpg")]}
    answer = desk.post(anexos(anas, "nuevo/"), sent)
    assert (answer.status_code, answer["Location"]) == (302, anexos(anas))
    assert len(desk.get(anexos(anas)).context["lines"]) == 2


@pytest.mark.parametrize(
    ("file", "reason"),
    [(html, "type"), (half_html, "mixed"), (infected, "infected"), (heic, "heic")],
)
def test_a_script_is_told_what_became_of_each(desk, anas, scanner, file, reason):
    """Bad input: EICAR, a PDF that is HTML, HEIC."""
    url, wants = anexos(anas, "nuevo/"), {"HTTP_ACCEPT": "application/json"}
    answer = desk.post(url, {"kind": "other", "file": file()}, **wants)
    assert answer.status_code == 422
    (one,) = answer.json()["results"]
    assert (one["ok"], one["words"]) == (False, str(uploads.REASONS[reason]))
    assert not Attachment.objects.exists()


def test_a_script_that_sends_again_is_told_where_it_lies(desk, anas):
    url, wants = anexos(anas, "nuevo/"), {"HTTP_ACCEPT": "application/json"}
    answer = desk.post(url, {"kind": "other", "file": picture()}, **wants)
    (one,) = answer.json()["results"]
    assert one["url"] == anexos(anas, f"{Attachment.objects.get().pk}/")
    assert "no-store" in answer["Cache-Control"]


class Huge:
    """A file of 300 MB that counts what is read of it."""

    name = "video.pdf"
    read_so_far = 0

    def read(self, size: int = -1, /) -> bytes:
        assert 0 <= size < 300 * 1024 * 1024, "it was read whole"
        self.read_so_far += size
        return b"%" * size


def test_a_file_of_300_mb_is_refused_without_reading_it_whole(settings):
    file = Huge()
    with pytest.raises(uploads.UploadRefused) as refused:
        uploads.accept(file)
    assert refused.value.reason == "size"
    assert file.read_so_far == settings.UPLOAD_MAX_BYTES + 1


def test_nothing_chosen_says_what_to_do(desk, anas):
    answer = desk.post(anexos(anas, "nuevo/"), {"kind": "other"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"file"}


def test_beyond_twenty_each_is_named_and_none_is_lost_in_silence(desk, anas):
    files = [SimpleUploadedFile(f"n{n}.txt", b"texto") for n in range(22)]
    answer = desk.post(anexos(anas, "nuevo/"), {"kind": "other", "file": files})
    assert [one.name for one in answer.context["outcomes"]] == [f"n{n}.txt" for n in range(22)]
