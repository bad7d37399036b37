"""Whether a step was done: read off the rows a worker leaves, never off what she says she did."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from casework.access.principals import Staff
from casework.cases.act_models import Session
from casework.cases.task_actions import PLAIN
from casework.cases.task_models import Task
from casework.identity.phones import Phone
from casework.plans.models import Plan, PlanObjective
from casework.plans.states import IN_FORCE
from casework.referrals.choices import Answer, Basis, Direction
from casework.referrals.models import Referral
from casework.risk.models import RiskResult
from casework.survivors.levels import Level
from casework.survivors.models import SafeContact, Survivor

from . import invented
from .exercises import Step
from .runs import Run


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check looks at: the go, who asks, and the woman there is, if there is one."""

    run: Run
    by: Staff
    her: Survivor | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A step, and whether it is done."""

    step: Step
    done: bool


def marks(run: Run, by: Staff) -> list[Mark]:
    """Give each step of an exercise with its mark."""
    rows = Survivor.objects.visible_to(by).filter(centre_ids__contains=[run.centre.pk])
    seen = Seen(run, by, rows.order_by("created_at").first())
    return [
        Mark(step, seen.her is not None and CHECKS[step.check](seen)) for step in run.exercise.steps
    ]


def _same(written: str, told: str) -> bool:
    return _plain(written) == _plain(told)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", " ".join(text.split()).casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _identified(seen: Seen) -> bool:
    her = seen.her
    assert her is not None
    return (
        _same(her.given_names, "Marta Elena")
        and _same(her.first_surname, "Quilodrán")
        and her.run == str(invented.run_for(seen.run.centre.pk))
        and her.birth_date == date(1991, 3, 14)
        and her.comuna_id == "05101"
    )


def _contact(seen: Seen) -> bool:
    now = _rows(SafeContact, seen).filter(ended_at=None, channel="whatsapp").first()
    number = str(Phone.parse(invented.phone_for(seen.run.centre.pk)))
    return (
        now is not None
        and now.value == number
        and (now.from_hour, now.to_hour) == (time(10), time(12))
        and bool(now.words_to_say)
    )


def _risk(seen: Seen) -> bool:
    found = _rows(RiskResult, seen).filter(withdrawn_at=None).order_by("-assessed_at").first()
    return found is not None and (found.level, found.instrument_id) == (Level.HIGH, "JUICIO")


def _session(seen: Seen) -> bool:
    attended = Session.Attendance.ATTENDED
    return bool(_rows(Session, seen).filter(withdrawn_at=None, attendance=attended).exists())


def _next(seen: Seen) -> bool:
    waiting = _rows(Task, seen).filter(done_at=None, cancelled_at=None)
    return bool(waiting.filter(assigned_to__isnull=False).exists())


def _plan(seen: Seen) -> bool:
    return _rows(PlanObjective, seen).count() >= 2


def _agreed(seen: Seen) -> bool:
    return bool(_rows(Plan, seen).filter(state__in=IN_FORCE).exists())


def _referred(seen: Seen) -> bool:
    return _sent(seen) is not None


def _answered(seen: Seen) -> bool:
    sent = _sent(seen)
    return sent is not None and sent.answer == Answer.ACCEPTED


def _sent(seen: Seen) -> Referral | None:
    rows = _rows(Referral, seen).filter(
        direction=Direction.OUT, institution_id="MINSAL", basis=Basis.NOTHING_SENT
    )
    found: Referral | None = rows.order_by("-created_at").first()
    return found


def _task(seen: Seen) -> bool:
    return bool(_rows(Task, seen).filter(kind=PLAIN, done_at__isnull=False).exists())


def _rows(model: type, seen: Seen):  # type: ignore[no-untyped-def]
    return model.objects.visible_to(seen.by).filter(survivor=seen.her)  # type: ignore[attr-defined]


CHECKS: dict[str, Callable[[Seen], bool]] = {
    "registered": lambda seen: seen.her is not None,
    "identified": _identified,
    "contact": _contact,
    "route": lambda seen: seen.her is not None and seen.her.entry_route == "health",
    "risk": _risk,
    "session": _session,
    "next": _next,
    "plan": _plan,
    "agreed": _agreed,
    "referred": _referred,
    "answered": _answered,
    "task": _task,
}
