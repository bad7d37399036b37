"""The steps of a document: as casework takes them, and as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.protocols import rules
from casework.protocols.models import ProtocolStep
from casework.protocols.rules import StepDraft

from .words import pieces


def drafts(words: Mapping[str, str]) -> list[StepDraft]:
    """Give the steps a document asks for, as casework takes them."""
    return [_draft(piece["value"]) for piece in pieces(words, "steps")]


def _draft(value: Mapping[str, object]) -> StepDraft:
    texts = {
        name: str(value.get(name) or "")
        for name in ("number", "title", "trigger", "unit", "role", "guidance", "task_kind",
                     "source")
    }  # fmt: skip
    return StepDraft(
        deadline=int(str(value.get("deadline") or 0)), stays=bool(value.get("stays")), **texts
    )


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step in words: when it starts, who does it, by when, on which screen."""

    number: str
    title: str
    guidance: str
    when: str | Promise
    who: str | Promise
    deadline: str
    screen: str | Promise
    source: str
    stays: bool


def shown(step: StepDraft) -> StepShown:
    """Give a step in words."""
    return StepShown(
        number=step.number, title=step.title, guidance=step.guidance,
        when=rules.triggers().get(step.trigger, step.trigger),
        who=ProtocolStep.Role(step.role).label if step.role else _("Whoever is in charge"),
        deadline=deadline(step.deadline, step.unit),
        screen=rules.screens().get(step.task_kind, ""),
        source=rules.sources().get(step.source, step.source), stays=step.stays,
    )  # fmt: skip


def deadline(count: int, unit: str) -> str:
    """Say how long there is."""
    if not count:
        return _("at once")
    words = {
        ProtocolStep.Unit.HOURS: ngettext("%(n)s hour", "%(n)s hours", count),
        ProtocolStep.Unit.WORKING_DAYS: ngettext("%(n)s working day", "%(n)s working days", count),
        ProtocolStep.Unit.DAYS: ngettext("%(n)s calendar day", "%(n)s calendar days", count),
    }
    return words[ProtocolStep.Unit(unit)] % {"n": count}
