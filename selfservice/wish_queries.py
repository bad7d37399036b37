"""Reads of what she asked her team from her space."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from casework.access.principals import Staff, SurvivorPrincipal
from casework.cases.work.day import DayLine
from casework.identity import carried, vault
from casework.survivors.models import Survivor

from .choices import WishKind
from .models import Wish
from .states import WishState

MOST = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A wish as she reads it: what she asked and where it stands."""

    wish: Wish
    now: str
    waits: bool


def mine(by: SurvivorPrincipal, *kinds: WishKind) -> list[Told]:
    """Give what she asked of these kinds, newest first."""
    rows = Wish.objects.visible_to(by).filter(kind__in=kinds).order_by("-asked_at")[:MOST]
    return [Told(wish, _now(wish), wish.state == WishState.ASKED) for wish in rows]


def _now(wish: Wish) -> str:
    return {
        WishState.ASKED: _("Your team has it. They talk with you alone before anything changes.")
        if wish.hold_until
        else _("Your team has it and will answer here."),
        WishState.DONE: _("Done.") if wish.hold_until else _("Answered."),
        WishState.LEFT: _("It stays as it was."),
        WishState.TAKEN_BACK: _("You took it back."),
    }[WishState(wish.state)]


def of_survivor(survivor: Survivor, by: Staff) -> list[Wish]:
    """Give what she asked, what waits first, for her team."""
    vault.unlock([survivor.key_id])
    rows = list(Wish.objects.visible_to(by).filter(survivor=survivor).order_by("-asked_at")[:MOST])
    return sorted(rows, key=lambda wish: wish.state != WishState.ASKED)


def open_wishes(by: Staff, at: datetime) -> ArraySubquery:
    """Give what waits for her team."""
    rows = Wish.objects.visible_to(by).filter(state=WishState.ASKED)
    return carried.rows(rows.order_by("asked_at"), MOST)


def day_lines(value: list[dict[str, Any]], by: Staff, at: datetime) -> list[DayLine]:
    """Say what waits for her team: questions at once, what is held once its hours are over."""
    return [_line(carried.made(Wish, one), at) for one in value]


def _line(wish: Wish, at: datetime) -> DayLine:
    url = reverse("ownspace:wish", args=[wish.survivor_id, wish.pk])
    until = wish.hold_until
    if until is None:
        return DayLine(_("A woman asks something from her space"), url, "info", "message")
    if at < until:
        words = _("A change asked from her space: may be confirmed from %(at)s")
        return DayLine(words % {"at": f"{localtime(until):%d-%m %H:%M}"}, url, "neutral", "clock")
    words = _("A change asked from her space: to be confirmed with her")
    return DayLine(words, url, "warning", "phone")
