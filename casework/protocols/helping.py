"""The step that rules a screen, in the version a case is worked by: for help beside the forms.

A version never changes its steps once it is used, so they are read once and kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import ngettext

from casework.territory import listed

from . import port
from .models import ProtocolStep, ProtocolVersion


@dataclass(frozen=True, slots=True)
class StepHelp:
    """A step as a form shows it. address: where it is read in the library, or ""."""

    number: str
    title: str
    guidance: str
    deadline: int
    unit: str
    task_kind: str
    protocol: str
    version: int
    address: str
    example: bool

    @property
    def by_when(self) -> str:
        """The deadline in words, or ""."""
        words = {
            ProtocolStep.Unit.HOURS: ngettext("%(n)s hour", "%(n)s hours", self.deadline),
            ProtocolStep.Unit.WORKING_DAYS: ngettext(
                "%(n)s working day", "%(n)s working days", self.deadline
            ),
            ProtocolStep.Unit.DAYS: ngettext(
                "%(n)s calendar day", "%(n)s calendar days", self.deadline
            ),
        }
        return words[ProtocolStep.Unit(self.unit)] % {"n": self.deadline}


_read: dict[UUID, list[StepHelp]] = {}
MOST = 200  # versions kept: more than were ever worked by at once


def step_for(screens: Sequence[str], on: date, pinned: Iterable[UUID] = ()) -> list[StepHelp]:
    """Give the steps done on any of these screens, in order; none when no protocol names them.

    pinned: the versions a case is worked by; without any, those in force on the day count. Asks
    for the steps of a version this process has not read yet, and once a minute what is in force.
    """
    ids = list(pinned)
    found = _steps_of(ids) if ids else _in_force(on)
    return [step for step in found if step.task_kind in screens]


def _steps_of(ids: list[UUID]) -> list[StepHelp]:
    if not all(one in _read for one in ids):
        _keep(ids, ProtocolStep.objects.filter(protocol__in=ids))
    return [step for one in ids for step in _read[one]]


def _in_force(on: date) -> list[StepHelp]:
    """What is in force is read once a minute: help may be that late, tasks never are."""
    rows = listed.kept(ProtocolVersion.objects.order_by("code", "-version"))
    versions = [version.pk for version in port.newest_of(rows, on)]
    return _steps_of(versions) if versions else []


def _keep(ids: list[UUID], rows: Iterable[ProtocolStep]) -> None:
    if len(_read) > MOST:
        _read.clear()
    found: dict[UUID, list[StepHelp]] = {one: [] for one in ids}
    for step in rows.select_related("protocol").order_by("number"):  # type: ignore[attr-defined]
        found[step.protocol_id].append(_help(step))
    _read.update(found)


def _help(step: ProtocolStep) -> StepHelp:
    protocol = step.protocol
    return StepHelp(
        step.number, step.title, step.guidance, step.deadline, step.unit, step.task_kind,
        protocol.title, protocol.version,
        f"{protocol.url}#paso-{step.number}" if protocol.url else "", protocol.example,
    )  # fmt: skip
