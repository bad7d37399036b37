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
# Pages of her file and the screens of the steps that are done on them (`screens.SCREENS`): the
# forms, and the pages where what was done is read afterwards.
PAGES: Mapping[str, tuple[str, ...]] = {
    name: screens
    for screens, names in {
        ("do-contact",): ("survivors:contact", "cases:try"),
        ("do-intake",): (
            "survivors:intake", "survivors:identity", "survivors:theme", "survivors:datum",
        ),
        ("do-account",): ("survivors:account",),
        ("do-consent",): (
            "consent:tab", "consent:sign", "consent:paper", "consent:record", "consent:confirm",
            "consent:bring",
        ),
        ("do-risk",): ("risk:record", "risk:history"),
        ("do-episode",): (
            "episodes:new", "episodes:episode", "episodes:correct", "episodes:new-aggressor",
        ),
        ("do-process", "do-measure"): ("legal:list",),
        ("do-process",): (
            "legal:new-process", "legal:process", "legal:edit-process", "legal:new-hearing",
            "legal:hearing",
        ),
        ("do-measure",): (
            "legal:new-measure", "legal:measure", "legal:edit-measure", "legal:renew-measure",
            "legal:check-measure", "legal:close-measure", "legal:new-breach", "legal:breach",
        ),
        ("do-plan",): (
            "plans:tab", "plans:start", "plans:edit", "plans:agree", "plans:safety",
            "plans:progress", "plans:review", "plans:end",
        ),
        ("do-case",): ("cases:take-charge", "cases:team"),
        ("do-session",): ("cases:new-session", "cases:session"),
        ("do-follow-up",): ("cases:follow-up",),
        ("do-document", "do-report"): ("attachments:new", "attachments:show", "attachments:edit"),
        ("do-referral",): (
            "referrals:new", "referrals:referral", "referrals:answer", "referrals:again",
            "referrals:end",
        ),
    }.items()
    for name in names
}  # fmt: skip


# What is done on a screen, as her trayecto tells it.
ACTS: Mapping[str, str] = {
    Kind.RISK: "do-risk",
    Kind.PLAN: "do-plan",
    Kind.SESSION: "do-session",
    Kind.EPISODE: "do-episode",
    Kind.LEGAL: "do-process",
    Kind.MEASURE: "do-measure",
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


def rules_of(event: TrajectoryEvent, told: Mapping[str, Any]) -> list[Guide]:
    """Give the steps an act may have been done by: of the versions its case held by then.

    More than one where a protocol asks for the same thing twice, or two protocols do.
    """
    screen = ACTS.get(event.kind)
    if screen is None:
        return []
    pinned = [
        UUID(pin["protocol"])
        for pin in told.get(PINNED.name) or ()
        if pin["centre"] == event.centre_id and datetime.fromisoformat(pin["since"]) <= event.at
    ]
    held = list(dict.fromkeys(pinned))
    steps = step_for((screen,), chilean_day(event.at), held) if held else []
    return [_guide(step) for step in steps]


def _guide(step: StepHelp) -> Guide:
    source = _("“%(title)s”, version %(version)s") % {
        "title": step.protocol, "version": step.version,
    }  # fmt: skip
    return Guide(
        step.number, step.title, step.guidance, step.by_when, source, step.address, step.example
    )
