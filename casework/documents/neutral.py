"""Neutral words: what a title or a file name may not give away (safety 1.1)."""

import re
import secrets
import unicodedata

# Beginnings of words, without accents. A title is read over a shoulder, in a list of recent
# files, in a printer's queue.
TELLING = (
    "violen", "agres", "maltrat", "femicid", "feminicid", "abus", "vif", "sernam", "genero",
    "acogid", "refug", "victim", "sobreviv", "denunci", "amenaz", "golpe", "riesgo",
    "abuse", "shelter", "survivor", "assault", "rape", "threat", "gender",
)  # fmt: skip


class NotNeutral(ValueError):
    """A title holds a telling word. The message does not repeat the title."""


def check_neutral(title: str) -> None:
    """Refuse an empty title or one with a telling word. Raises NotNeutral."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", plain)
    if not words or any(word.startswith(TELLING) for word in words):
        raise NotNeutral("A document's title must be neutral.")


def download_name(extension: str = "pdf") -> str:
    """Give a file name that says nothing: documento-<8 random letters and digits>."""
    return f"documento-{secrets.token_hex(4)}.{extension}"
