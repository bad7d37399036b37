"""The settings in force, kept in memory: every page needs them, even without the database."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate
from wagtail.images.models import SourceImageIOError

from .models import MinistrySettings

SIZE = "max-400x80|format-webp"  # drawn at half of it, so that good screens show it sharp


@dataclass(frozen=True, slots=True)
class InForce:
    """What the ministry chose; what it left empty is as installed.

    chosen: words for slots of the brand. logo: address, words and size of its picture.
    target: where leaving leads. until: the notice's last day.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    logo: Mapping[str, Any] = field(default_factory=dict)
    target: str = ""
    title: str = ""
    text: str = ""
    until: date | None = None

    @property
    def brand(self) -> Mapping[str, Any]:
        """Give the words and marks of the institution."""
        return {**settings.BRAND, **self.chosen, "picture": self.logo}

    @property
    def exit_target(self) -> str:
        """Give where leaving leads; a target no longer allowed counts for nothing."""
        allowed = self.target in settings.EXIT_TARGETS
        return self.target if allowed else str(settings.EXIT_TARGET)

    @property
    def notice(self) -> dict[str, str] | None:
        """Give the title and text of today's notice, if there is one."""
        shown = self.text and self.until is not None and localdate() <= self.until
        return {"title": self.title, "text": self.text} if shown else None


_kept: list[tuple[float, InForce]] = []


def in_force(*, ask: bool = True) -> InForce:
    """Give the settings in force; without the database the last known, or those installed.

    They are read again after SETTINGS_FRESH_SECONDS. ask: False never reads (pages of errors).
    """
    fresh = _kept and time.monotonic() - _kept[0][0] < settings.SETTINGS_FRESH_SECONDS
    if fresh or not ask:
        return _kept[0][1] if _kept else InForce()
    try:
        with transaction.atomic():
            row = MinistrySettings.objects.filter(live=True).select_related("logo").first()
            found = _read(row) if row else InForce()
    except DatabaseError:
        return _kept[0][1] if _kept else InForce()
    return keep(found)


def exit_target() -> str:
    """Give where leaving leads now."""
    return in_force().exit_target


def keep(found: InForce) -> InForce:
    """Hold these settings in memory from now on."""
    _kept[:] = [(time.monotonic(), found)]
    return found


def forget(**kwargs: object) -> None:
    """Ask again next time: something was published."""
    _kept.clear()


def _read(row: MinistrySettings) -> InForce:
    words = {"name": row.name, "owner": row.owner}
    chosen = {slot: said for slot, said in words.items() if said}
    logo = _drawn(row.logo, row.logo_words) if row.logo else {}
    return InForce(
        chosen, logo, row.exit_target, row.notice_title, row.notice_text, row.notice_until
    )


def _drawn(logo: Any, words: str) -> dict[str, Any]:
    """Give the logo as pages draw it; nothing when its file is gone: pages go on without it."""
    try:
        drawn = logo.get_rendition(SIZE)
    except (OSError, SourceImageIOError):
        return {}
    half = {"width": drawn.width // 2, "height": drawn.height // 2}
    return {"url": drawn.url, "words": words, **half}
