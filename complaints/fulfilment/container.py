"""The one encrypted container: an AES-256 ZIP that any common tool opens, and its words to open it.

Names inside and outside say nothing; the words are shown once and kept nowhere (safety.md 4).
"""

import secrets
from collections.abc import Mapping
from io import BytesIO

import pyzipper

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
GROUPS, SIZE = 5, 4  # 31 ** 20: 99 bits
CONTENT_TYPE = "application/zip"


def new_words() -> str:
    """Give what opens a container: twenty letters and digits, in groups that are easy to copy."""
    groups = ("".join(secrets.choice(LETTERS) for _one in range(SIZE)) for _group in range(GROUPS))
    return "-".join(groups)


def packed(files: Mapping[str, bytes], words: str) -> bytes:
    """Give the container. files: by extension, in order; inside they are 01, 02…"""
    out = BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as zipped:
        zipped.setpassword(words.encode())
        zipped.setencryption(pyzipper.WZ_AES, nbits=256)
        for number, (name, content) in enumerate(files.items(), 1):
            info = zipped.zipinfo_cls(f"{number:02d}.{name.rpartition('.')[2]}")
            info.compress_type = pyzipper.ZIP_DEFLATED
            zipped.writestr(info, content)
    return out.getvalue()


def opened(content: bytes, words: str) -> dict[str, bytes]:
    """Open a container again, to be sure of it before it is handed over. Raises RuntimeError."""
    with pyzipper.AESZipFile(BytesIO(content)) as zipped:
        zipped.setpassword(words.encode())
        return {name: zipped.read(name) for name in zipped.namelist()}
