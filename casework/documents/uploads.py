"""Files from outside: known by content, scanned, made harmless, renamed (safety 2.2, AB19)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import IO, Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from casework.identity.run import InvalidRun, Run

from . import antivirus, sandbox

REASONS = {
    "empty": _("The file is empty."),
    "size": _("The file is too large."),
    "type": _("Only PDF, JPEG, PNG and WebP files are accepted."),
    "heic": _("Phones made by Apple save photos as HEIC. Share the photo as JPEG and try again."),
    "office": _("Save the document as PDF and try again."),
    "mixed": _("The file looks like two kinds of file at once."),
    "locked": _("The file asks for a password. Save it without one and try again."),
    "pixels": _("The picture is too large. Take it again with a smaller size."),
    "too_much": _("The file holds too much to be checked."),
    "unreadable": _("The file is damaged and cannot be read."),
    "broken": _("The file is damaged and cannot be read."),
    "infected": _("The scanner found something harmful in the file."),
    "scanner_down": _("Files cannot be checked for viruses right now. Try again later."),
}
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
MARKUP = re.compile(rb"<\s*(?:!doctype|html|script|svg|body|iframe|\?xml)", re.IGNORECASE)
MAX_NAME = 80
# A RUN as people write it in the name of a file: dots or none, a dash, or nine signs together.
RUN = re.compile(
    r"(?<!\d)(?:(?:\d{1,3}(?:\.\d{3}){1,2}|\d{6,8})\s?[-\u2010-\u2015_]\s?[\dkK]|\d{8}[\dkK])"
    r"(?![\dA-Za-z])"
)


class UploadRefused(Exception):
    """The file is not accepted. reason: a code; words: a sentence for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason if reason in REASONS else "broken"
        self.words = REASONS[self.reason]


class Sent(Protocol):
    """A file as a form hands it over."""

    @property
    def name(self) -> str | None: ...
    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class CleanFile:
    """An accepted file. name: as its sender called it, made harmless; scanned: by the scanner.

    disarmed: a PDF that is not as it was sent, because something in it acted by itself or was
    broken; whatever seal another institution had put on it no longer verifies.
    """

    data: bytes
    content_type: str
    extension: str
    name: str
    scanned: bool
    disarmed: bool = False


def accept(file: Sent | IO[bytes]) -> CleanFile:
    """Give the harmless form of an uploaded file. Raises UploadRefused."""
    data = file.read(settings.UPLOAD_MAX_BYTES + 1)
    if not data:
        raise UploadRefused("empty")
    if len(data) > settings.UPLOAD_MAX_BYTES:
        raise UploadRefused("size")
    kind = kind_of(data)
    scanned = _scan(data)
    cleaned = _scrub(kind, data)
    content_type, extension = _described(kind, cleaned)
    name = clean_name(getattr(file, "name", "") or "", extension)
    disarmed = kind == "pdf" and cleaned != data
    return CleanFile(cleaned, content_type, extension, name, scanned, disarmed)


def kind_of(data: bytes) -> str:
    """Give "pdf" or "image" from the content alone. Raises UploadRefused."""
    if data.startswith(b"%PDF-"):
        _refuse_mixed(data)
        return "pdf"
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return "image"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise UploadRefused("heic")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UploadRefused("office")
    raise UploadRefused("type")


def clean_name(name: str, extension: str) -> str:
    """Give a file name without paths, control or direction marks, and with its true extension.

    Nor with a RUN: a name is read in lists, and she or he is known by the file it lies in.
    """
    base = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(
        mark for mark in base if unicodedata.category(mark)[0] not in "CZ" or mark == " "
    )
    stem = re.sub(r"(\.[A-Za-z0-9]{1,5})+$", "", kept).strip(" .")
    stem = re.sub(r'[<>:"|?*]', "", RUN.sub(_no_run, stem))[:MAX_NAME].strip(" .-_")
    stem = " ".join(stem.split())
    return f"{stem or 'documento'}.{extension}"


def _no_run(found: re.Match[str]) -> str:
    """Leave out what is a RUN; other numbers stay."""
    try:
        Run.parse(found[0])
    except InvalidRun:
        return found[0]
    return " "


def _refuse_mixed(data: bytes) -> None:
    """Refuse a PDF that another program could take for a page or an archive."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise UploadRefused("unreadable")
    tail = data[end + 5 :].strip(b"\r\n\t \0")
    archive = b"PK\x05\x06" in data[-66_000:]
    if tail or archive or MARKUP.search(data[:1024]):
        raise UploadRefused("mixed")


def _scan(data: bytes) -> bool:
    try:
        return antivirus.scan(data)
    except antivirus.Infected:
        raise UploadRefused("infected") from None
    except antivirus.ScannerDown:
        raise UploadRefused("scanner_down") from None


def _scrub(kind: str, data: bytes) -> bytes:
    try:
        return sandbox.scrub(kind, data)
    except sandbox.Refused as refusal:
        raise UploadRefused(refusal.reason) from None


def _described(kind: str, data: bytes) -> tuple[str, str]:
    if kind == "pdf":
        return "application/pdf", "pdf"
    return ("image/png", "png") if data.startswith(b"\x89PNG") else ("image/jpeg", "jpg")
