"""A document as people read it, from the words of a version or of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.access.levels import Level
from portal.blocks import BodyBlock

from .kinds import LEVEL_WORDS, centre_kinds
from .models import DocumentVersion
from .steps import StepShown, drafts, shown
from .words import codes, pieces, words_of


@dataclass(frozen=True, slots=True)
class Reading:
    """words: field by field. owner: name of the institution as it was then, or ""."""

    words: Mapping[str, str]
    owner: str

    @property
    def title(self) -> str:
        """Its title."""
        return self.words["title"]

    @property
    def summary(self) -> str:
        """Its summary."""
        return self.words["summary"]

    @property
    def is_example(self) -> bool:
        """Whether it is in force nowhere."""
        return self.words["example"] == "True"

    @property
    def body(self) -> Any:
        """Its body, ready to be drawn."""
        return BodyBlock().to_python(pieces(self.words, "body"))

    @property
    def steps(self) -> list[StepShown]:
        """Its steps in words."""
        return [shown(step) for step in drafts(self.words)]

    @property
    def annexes(self) -> list[dict[str, Any]]:
        """Its annexes: title, and the number of the file."""
        return [piece["value"] for piece in pieces(self.words, "annexes")]

    @property
    def norms(self) -> list[dict[str, Any]]:
        """The norms it rests on: title and address."""
        return [piece["value"] for piece in pieces(self.words, "norms")]

    @property
    def owned_by(self) -> str:
        """Whose it is, in words."""
        return self.owner or _("Team of this system (example)")

    @property
    def reference(self) -> str:
        """Number and year, as papers are cited."""
        return ", ".join(part for part in (self.words["number"], self.words["year"]) if part)

    @property
    def valid_from(self) -> date | None:
        """Its first day."""
        return _day(self.words["valid_from"])

    @property
    def valid_to(self) -> date | None:
        """Its last day, when it was known."""
        return _day(self.words["valid_to"])

    @property
    def followers(self) -> list[str | Promise]:
        """Who must follow it: levels, or all of them."""
        ticked = codes(self.words, "levels")
        return [LEVEL_WORDS[Level(code)] for code in ticked] or [_("All levels")]

    @property
    def places(self) -> list[str]:
        """In which kinds of centre, or in all of them."""
        named = dict(centre_kinds())
        ticked = codes(self.words, "centre_kinds")
        return [named.get(code, code) for code in ticked] or [_("All kinds of centre")]


def of_version(version: DocumentVersion) -> Reading:
    """Give a version as it was published."""
    return Reading(version.words, version.owner_name)


def of_page(page: Any) -> Reading:
    """Give a page as it stands: published, or a draft being looked at."""
    owner = page.institution.name if page.institution else ""
    return Reading(words_of(page.serializable_data()), owner)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
