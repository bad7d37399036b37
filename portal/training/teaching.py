"""Writes of who teaches: attendance, and her signature under each result."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.identity.run import Run
from portal.certification.actions import WrongAward, WrongHolder, issue
from portal.certification.award import Award, HourKind, Mode
from portal.certification.models import IssuedCertificate

from .edition_models import Edition, EditionDay
from .enrolling import teaches
from .holders import take_run
from .people_models import Attendance, Enrolment
from .refusals import NotHers, NotNow
from .results import Standing, of_one
from .states import State, may_move
from .tracing import trace


@transaction.atomic
def take_attendance(*, day: EditionDay, present: Collection[UUID], by: Staff, at: datetime) -> None:
    """Write who of the enrolled was there; once more mends it. present: places.

    Raises NotHers, NotNow.
    """
    if not teaches(by, day.edition):
        raise NotHers(_("Attendance is taken by who teaches the edition."))
    if day.day > localdate(at):
        raise NotNow(_("That day has not come."))
    rows = Enrolment.objects.filter(edition=day.edition, state=State.ENROLLED)
    for one in rows.exclude(operator_id=by.operator_id):
        Attendance.objects.update_or_create(
            day=day, enrolment=one,
            defaults={"present": one.pk in present, "taken_by_id": by.operator_id},
        )  # fmt: skip
    trace("attendance", day.edition, by=by, at=at)


@transaction.atomic
def sign(
    *, enrolment: Enrolment, passed: bool, reason: str = "", by: Staff, at: datetime
) -> Enrolment:
    """Sign somebody's result for good; who passed gets her certificate at once.

    reason: why it is not passed though nothing is missing. Raises NotHers, NotNow, and what
    sealing raises.
    """
    kept = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    edition = kept.edition
    if kept.operator_id == by.operator_id or not teaches(by, edition):
        raise NotHers(_("Who teaches the edition signs, and never her own result."))
    if not may_move(kept.state, State.PASSED):
        raise NotNow(_("This result cannot be signed: it is signed already, or has no place."))
    reached = of_one(kept, at)
    _check(edition, reached, passed=passed, reason=reason, at=at)
    kept.state = State.PASSED if passed else State.FAILED
    kept.grade, kept.attendance = reached.grade, reached.attendance
    kept.reason, kept.since = reason.strip(), at
    kept.signed_by_id, kept.signed_at = by.operator_id, at
    run = take_run(kept)
    kept.save()
    trace(str(kept.state), edition, by=by, at=at, operator=kept.operator_id)
    if passed:
        kept.certificate = _certified(kept, reached, run, by=by, at=at)
        kept.save(update_fields=["certificate"])
    return kept


def _check(edition: Edition, reached: Standing, *, passed: bool, reason: str, at: datetime) -> None:
    day = localdate(at)
    if edition.cancelled_at:
        raise NotNow(_("This edition was cancelled."))
    if passed and reached.missing:
        raise NotNow(" ".join(reached.missing))
    if passed and edition.days.filter(day__gt=day).exists():
        raise NotNow(_("There are days of class still to come."))
    if not passed and reached.passes and len(reason.strip()) < 1:
        raise NotNow(_("Nothing is missing: write why it is not passed."))
    if not passed and not edition.is_over(day):
        raise NotNow(_("The edition is not over: she may still reach it."))


def _certified(
    kept: Enrolment, reached: Standing, run: Run | None, *, by: Staff, at: datetime
) -> IssuedCertificate:
    """Give her the certificate. The course ended for her on the day it is signed, at the latest.

    run: as she wrote it; without it who checks the certificate is never told her name.
    """
    edition, version = kept.edition, kept.edition.version
    marked = version.minimum_grade is not None and reached.grade is not None
    award = Award(
        code=version.code, name=version.title, version=str(version.number),
        topics=frozenset(version.topics), mode=Mode(edition.mode), hours=version.hours,
        hour_kind=HourKind(version.hour_kind), starts_on=edition.starts_on,
        ends_on=min(edition.ends_on, localdate(at)),
        teacher=", ".join(str(one) for one in edition.teachers.select_related("user")),
        body=version.body_name, grade=reached.grade if marked else None,
        minimum=version.minimum_grade if marked else None, attendance=reached.attendance,
        resolution=edition.resolution, months=version.months,
    )  # fmt: skip
    try:
        return issue(operator=kept.operator, award=award, by=by, at=at, run=run)
    except WrongAward as wrong:
        raise NotNow(str(wrong)) from wrong
    except WrongHolder as wrong:
        raise NotNow(_("Her RUN changed in the register: ask her to write it again.")) from wrong
