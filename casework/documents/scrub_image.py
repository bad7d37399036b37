"""Pictures are painted anew: no place, no camera, no hidden bytes survive (safety 2.2)."""

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from casework.documents.scrubbing import Unsafe

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000


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
