"""Pictures are painted anew: no place, no camera, no hidden bytes survive (safety 2.2)."""

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from casework.documents.scrubbing import Unsafe

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000
SMALL = (240, 240)


def clean_image(data: bytes) -> bytes:
    """Give the picture re-encoded, upright, with no metadata. PNG stays PNG, the rest is JPEG.

    Raises Unsafe: "pixels" (too large once unpacked), "unreadable".
    """
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise Unsafe("pixels")
        return _paint(_upright(picture), str(picture.format))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Unsafe("pixels") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, ArithmeticError):
        raise Unsafe("unreadable") from None


def small_image(data: bytes) -> bytes:
    """Give a small JPEG of a picture that was cleaned before. Raises Unsafe "unreadable"."""
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
        picture.draft("RGB", SMALL)
        fresh = Image.new("RGB", picture.size, "white")
        fresh.paste(picture.convert("RGBA"), mask=picture.convert("RGBA").getchannel("A"))
    except (UnidentifiedImageError, OSError, ValueError, MemoryError):
        raise Unsafe("unreadable") from None
    fresh.thumbnail(SMALL)
    output = BytesIO()
    fresh.save(output, "JPEG", quality=78)
    return output.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    """Turn a picture the way the camera noted; a broken note is no reason to refuse it."""
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except (SyntaxError, ValueError, KeyError, TypeError, struct.error):
        return picture


def _paint(picture: Image.Image, kind: str) -> bytes:
    """Copy the pixels only into a new picture and encode it."""
    clear = kind == "PNG" and ("A" in picture.getbands() or "transparency" in picture.info)
    mode = "RGBA" if clear else "RGB"
    fresh = Image.new(mode, picture.size)
    fresh.paste(picture.convert(mode))
    output = BytesIO()
    if kind == "PNG":
        fresh.save(output, "PNG")
    else:
        fresh.save(output, "JPEG", quality=88)
    return output.getvalue()
