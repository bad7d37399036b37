"""What a protocol needs before it may be published, in words for whoever writes it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .models import ProtocolStep

LONGEST = 400  # days, of any unit: a longer deadline is a slip of the keyboard
_triggers: dict[str, str | Promise] = {}
_screens: dict[str, str | Promise] = {}
_sources: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as it is written, before it is published.

    trigger: code of the stage or event that starts its clock. role: whose it is, by level.
    source: row of the law or reference its deadline comes from, or "". stays: the task it makes
    is not closed when the case leaves the stage.
    """

    number: str
    title: str
    trigger: str
    deadline: int = 0
    unit: str = ProtocolStep.Unit.DAYS
    role: str = ProtocolStep.Role.TEAM
    guidance: str = ""
    task_kind: str = ""
    source: str = ""
    stays: bool = False


def add_trigger(code: str, words: str | Promise) -> None:
    """Let steps start from a stage or event (registered by the room that knows it)."""
    _triggers[code] = words


def triggers() -> dict[str, str | Promise]:
    """Give the stages and events that may start a step, with their words."""
    return dict(_triggers)


def add_screen(code: str, words: str | Promise) -> None:
    """Let steps say on which screen they are done (registered by the room that knows it)."""
    _screens[code] = words


def screens() -> dict[str, str | Promise]:
    """Give the screens a step may name, with their words."""
    return dict(_screens)


def add_sources(citations: Mapping[str, str]) -> None:
    """Let steps name these rows of the law as the source of their deadline."""
    _sources.update(citations)


def sources() -> dict[str, str]:
    """Give the rows of the law a step may name, with how they are cited."""
    return dict(_sources)


def problems(steps: Sequence[StepDraft]) -> list[str]:
    """Say everything that is wrong with the steps; nothing when they may be published."""
    if not steps:
        return [_("A protocol needs at least one step.")]
    twice = [number for number, times in Counter(s.number for s in steps).items() if times > 1]
    said = [_("Step %(number)s stands there twice.") % {"number": number} for number in twice]
    for step in steps:
        said += [f"{step.number}: {words}" for words in _of(step)]
    return said


def _of(step: StepDraft) -> list[str]:
    said = []
    if not step.number.strip() or not step.title.strip():
        said.append(_("A step needs a number and a title."))
    if step.trigger not in _triggers:
        said.append(_("No stage or event has the code “%(code)s”.") % {"code": step.trigger})
    if step.unit not in ProtocolStep.Unit.values:
        said.append(_("A deadline counts hours, working days or calendar days."))
    if not 0 <= step.deadline <= LONGEST:
        said.append(_("A deadline lies between 0 and %(days)s.") % {"days": LONGEST})
    if step.role not in {"", *ProtocolStep.Role.values}:
        said.append(_("A step is done by the team or by the head of centre."))
    return said
