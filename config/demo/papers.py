"""Invented papers of the demo world: drawn here, so that nobody's real document is needed."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from casework.documents.press import FOLDER
from casework.documents.uploads import CleanFile

INK, PAPER = (30, 34, 52), (252, 250, 244)


def _letters(size: int) -> ImageFont.FreeTypeFont:
    """Those of the papers: the library's own have no accents."""
    return ImageFont.truetype(str(FOLDER / "fonts" / "Roboto-Regular.ttf"), size)


def _page(title: str, lines: int) -> Image.Image:
    page = Image.new("RGB", (620, 877), PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((60, 60), title, fill=INK, font=_letters(26))
    for number in range(lines):
        width = 500 - (number * 53) % 170
        top = 130 + 32 * number
        pen.rectangle((60, top, 60 + width, top + 8), fill=(178, 182, 194))
    pen.text((60, 800), "Documento ficticio de demostración", fill=(120, 90, 30), font=_letters(18))
    return page


def paper(title: str, name: str = "documento") -> CleanFile:
    """A page as PDF."""
    made = BytesIO()
    _page(title, 18).save(made, "PDF")
    return CleanFile(made.getvalue(), "application/pdf", "pdf", f"{name}.pdf", scanned=True)


def scan(title: str, name: str = "foto") -> CleanFile:
    """A page as a picture."""
    made = BytesIO()
    _page(title, 16).save(made, "JPEG", quality=70)
    return CleanFile(made.getvalue(), "image/jpeg", "jpg", f"{name}.jpg", scanned=True)


def screenshot(_title: str = "", name: str = "captura") -> CleanFile:
    """A telephone's screen with messages."""
    screen = Image.new("RGB", (360, 640), (236, 240, 244))
    pen = ImageDraw.Draw(screen)
    pen.rectangle((0, 0, 360, 56), fill=(40, 90, 120))
    for number in range(7):
        left = 20 if number % 3 else 110
        top = 80 + 74 * number
        colour = (255, 255, 255) if number % 3 else (214, 240, 222)
        pen.rounded_rectangle((left, top, left + 220, top + 54), 12, fill=colour)
        pen.rectangle((left + 16, top + 16, left + 190 - 20 * (number % 3), top + 24), fill=INK)
    made = BytesIO()
    screen.save(made, "PNG")
    return CleanFile(made.getvalue(), "image/png", "png", f"{name}.png", scanned=True)
