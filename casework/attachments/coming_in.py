"""Several files at once: each has its own outcome, and a bad one stops nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff
from casework.documents.store import StoreFull
from casework.documents.uploads import UploadRefused, accept
from casework.survivors.models import Survivor

from .actions import About, bring
from .again import sent_before
from .models import Attachment

AT_ONCE = 20
DISARMED = _(
    "Parts of this PDF that act by themselves, or were broken, were taken out: a digital signature "
    "it brought no longer verifies. Keep the original if it must."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. words: why it was refused, or what was done to it before keeping."""

    name: str
    words: str | Promise = ""
    attachment: Attachment | None = None

    @property
    def kept(self) -> bool:
        """Whether it is in her file."""
        return self.attachment is not None


def bring_all(
    files: Sequence[Any], *, survivor: Survivor, kind: str, about: About, by: Staff, at: datetime
) -> list[Outcome]:
    """Bring files in one by one; those beyond twenty are named too."""
    found = [_one(file, survivor, kind, about, by, at) for file in files[:AT_ONCE]]
    return found + [
        Outcome(str(file.name), _("Twenty at a time: send this one next."))
        for file in files[AT_ONCE:]
    ]


def _one(  # noqa: PLR0917 - one call of the list above
    file: Any, survivor: Survivor, kind: str, about: About, by: Staff, at: datetime
) -> Outcome:
    name = str(file.name)
    try:
        clean = accept(file)
        kept = sent_before(survivor, clean, kind=kind, about=about, by=by, at=at) or bring(
            survivor=survivor, file=clean, kind=kind, by=by, at=at, about=about
        )
    except UploadRefused as refused:
        return Outcome(name, refused.words)
    except StoreFull as full:
        return Outcome(name, full.words)
    return Outcome(name, DISARMED if clean.disarmed else "", kept)
