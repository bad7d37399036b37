"""What a consent text may not say: a waiver of rights (law DP-11), a title that tells too much."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.documents.neutral import NotNeutral, check_neutral

WAIVERS = (
    r"(?<!\bno )\brenunci\w*",
    r"\blibero de (toda )?responsabilidad",
    r"\b(eximo|exime|exonero|exonera)\b",
    r"\bno (podre|podras|podra|puedo|puedes|puede) (reclamar|demandar|retirar|revocar)",
    r"\bsin derecho a\b",
    r"\birrevocable\w*",
    r"\b(acepto|autorizo) (todo|cualquier) uso\b",
)
_WAIVER = re.compile("|".join(WAIVERS))
WAIVER = _("Her rights cannot be given up by signing (“%(words)s”). Write it another way.")
TELLING = _("The title tells too much to whoever looks over her shoulder. Choose neutral words.")


def problems(title: str, parts: Mapping[str, str]) -> Iterator[tuple[str, str | Promise]]:
    """Give (field name, words) for everything that must be mended. parts: field name to text."""
    if title:
        try:
            check_neutral(title)
        except NotNeutral:
            yield "title", TELLING
    for name, said in {"title": title, **parts}.items():
        found = _WAIVER.search(_plain(said))
        if found:
            yield name, str(WAIVER) % {"words": found[0]}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
