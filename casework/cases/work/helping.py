"""What the protocol of her case says about the screen somebody is on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from casework.protocols.helping import StepHelp, step_for
from casework.survivors.essentials import Asked, Essential, Line
from casework.survivors.guidance import Guide
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.validity import chilean_day

from .models import CaseProtocol

Kind = TrajectoryEvent.Kind
# Pages of her file and the screens of the steps that are done on them (`screens.SCREENS`).
PAGES: Mapping[str, tuple[str, ...]] = {
    "survivors:contact": ("do-contact",),
    "survivors:intake": ("do-intake",),
    "survivors:account": ("do-account",),
    "consent:tab": ("do-consent",),
    "consent:sign": ("do-consent",),
    "consent:paper": ("do-consent",),
    "risk:record": ("do-risk",),
    "plans:tab": ("do-plan",),
    "plans:edit": ("do-plan",),
    "plans:agree": ("do-plan",),
    "cases:take-charge": ("do-case",),
    "cases:team": ("do-case",),
    "cases:new-session": ("do-session",),
    "cases:follow-up": ("do-follow-up",),
    "attachments:new": ("do-document", "do-report"),
    "referrals:new": ("do-referral",),
}


# What is done on a screen, as her trayecto tells it.
ACTS: Mapping[str, str] = {
    Kind.RISK: "do-risk",
    Kind.PLAN: "do-plan",
    Kind.SESSION: "do-session",
    Kind.REFERRAL: "do-referral",
    Kind.ACCOUNT: "do-account",
}


def _pinned() -> ArraySubquery:
    """Give the versions her open cases are worked by, in the asker's centres, and since when."""
    rows = CaseProtocol.objects.filter(survivor=OuterRef("pk"), case__closed_at=None)
    told = JSONObject(protocol="protocol_id", centre="case__centre_id", since="created_at")
    return ArraySubquery(rows.order_by("protocol_id").values(one=told))


def _no_line(value: Any, asked: Asked) -> Line | None:
    """It stands beside the forms, not in the head."""
    return None


PINNED = Essential("protocols", 99, _pinned, _no_line)


def guides(view: str, told: Mapping[str, Any], at: datetime) -> list[Guide]:
    """Give the steps that rule a page, by the versions her cases hold."""
    screens = PAGES.get(view)
    if not screens:
        return []
    pinned = list(dict.fromkeys(UUID(pin["protocol"]) for pin in told.get(PINNED.name) or ()))
    return [_guide(step) for step in step_for(screens, chilean_day(at), pinned)]


def rule_of(event: TrajectoryEvent, told: Mapping[str, Any]) -> Guide | None:
    """Give the step an act was done by: of the version its case held by then, if it is but one."""
    screen = ACTS.get(event.kind)
    if screen is None:
        return None
    pinned = [
        UUID(pin["protocol"])
        for pin in told.get(PINNED.name) or ()
        if pin["centre"] == event.centre_id and datetime.fromisoformat(pin["since"]) <= event.at
    ]
    steps = step_for((screen,), chilean_day(event.at), pinned) if pinned else []
    return _guide(steps[0]) if len(steps) == 1 else None


def _guide(step: StepHelp) -> Guide:
    source = _("“%(title)s”, version %(version)s") % {
        "title": step.protocol, "version": step.version,
    }  # fmt: skip
    return Guide(
        step.number, step.title, step.guidance, step.by_when, source, step.address, step.example
    )
