"""Writes of the daily work: sessions, tries to reach her, requests nobody could meet."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.survivors import timeline
from casework.survivors.doings import Doing, done
from casework.survivors.queries import contact_of
from casework.survivors.timeline import Kind
from casework.territory.validity import chilean_day

from . import refusals, rules
from .act_models import ContactTry, Session, UnmetRequest
from .history_actions import act_of, check_moment, locked, log
from .models import Case
from .opening import centre_for_case
from .refusals import CaseRefused, DoNotContact
from .stages import Stage


@transaction.atomic
def add_session(
    *, case: Case, kind: str, attendance: str, by: Staff, at: datetime,
    happened: datetime | None = None, mode: str = Session.Mode.IN_PERSON,
    minutes: int | None = None, note: str = "",
) -> Session:  # fmt: skip
    """Write an attention, held or missed.

    Raises CaseRefused (closed, or she dropped out), CentreOver, BadMoment.
    """
    case, happened = _open_for_work(case, at), happened or at
    if case.stage == Stage.DROPPED_OUT:
        raise CaseRefused(refusals.SHE_LEFT)
    happened = check_moment(happened, now=at, after=case.opened_at)
    held = attendance == Session.Attendance.ATTENDED
    made: Session = Session.objects.create(
        kind=kind, mode=mode, attendance=attendance, minutes=minutes if held else None, note=note,
        **act_of(case, by, at, happened),
    )  # fmt: skip
    timeline.note(
        case.survivor, Kind.SESSION, "session", target=("session", made.pk), by=by, at=happened,
        centre_id=case.centre_id, detail={"kind": kind, "attendance": attendance},
    )  # fmt: skip
    log("session", case, by=by, at=at, target=made.pk)
    if held:
        done(case.survivor, Doing.SESSION, by=by, at=at)
    return made


@transaction.atomic
def add_try(
    *, case: Case, channel: str, result: str, by: Staff, at: datetime,
    happened: datetime | None = None, note: str = "", confirmed: bool = False,
) -> ContactTry:  # fmt: skip
    """Write a try to reach her. Her safe contact rules; a person may confirm against most of it.

    Raises DoNotContact when she said no, or when a rule is broken and nobody confirmed it;
    CaseRefused, BadMoment.
    """
    case, happened = _open_for_work(case, at), happened or at
    happened = check_moment(happened, now=at, after=case.opened_at)
    trouble = rules.contact_trouble(contact_of(case.survivor), happened, channel)
    if trouble and not (trouble.may_confirm and confirmed):
        raise DoNotContact(trouble.words)
    made: ContactTry = ContactTry.objects.create(
        channel=channel, result=result, note=note, against_rule=trouble.code if trouble else "",
        **act_of(case, by, at, happened),
    )  # fmt: skip
    timeline.note(
        case.survivor, Kind.CONTACT, "try", target=("contact_try", made.pk), by=by, at=happened,
        centre_id=case.centre_id, detail={"channel": channel, "result": result},
    )  # fmt: skip
    log("contact-try", case, by=by, at=at, target=made.pk)
    return made


@transaction.atomic
def add_request(
    *, case: Case, service: str, by: Staff, at: datetime, happened: datetime | None = None,
    words: str = "", given: bool = False,
) -> UnmetRequest:  # fmt: skip
    """Write a service she asked for that the guidelines do not offer (report I.2 f).

    service: a code of the catalogue. Raises CaseRefused, BadMoment.
    """
    case, happened = _open_for_work(case, at), happened or at
    happened = check_moment(happened, now=at, after=case.opened_at)
    made: UnmetRequest = UnmetRequest.objects.create(
        centre_id=case.centre_id, service_id=service, words=words, given=given,
        **act_of(case, by, at, happened),
    )  # fmt: skip
    timeline.note(
        case.survivor, Kind.CASE, "unmet", target=("unmet_request", made.pk), by=by, at=happened,
        centre_id=case.centre_id, detail={"given": given},
    )  # fmt: skip
    log("unmet-request", case, by=by, at=at, target=made.pk)
    return made


def _open_for_work(case: Case, at: datetime) -> Case:
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise CaseRefused(refusals.CASE_OVER)
    centre_for_case(case.centre_id, chilean_day(at))
    return case
