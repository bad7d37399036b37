"""The record of a certificate, as it goes to the hoja de vida (domain.md 6) and as printed."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.access.levels import Level
from casework.access.models import Assignment, Operator
from casework.identity.run import Run

from .award import Award, HourKind, Mode, Result, Topic

# The fields of the record, in the order of the sheet for personnel.
FIELDS = (
    "folio", "run", "name", "institution", "post", "region", "level", "course", "code", "version",
    "topics", "mode", "hours", "hour_kind", "starts_on", "ends_on", "teacher", "body", "grade",
    "minimum", "attendance", "result", "issued_on", "valid_to", "resolution", "renews", "completes",
)  # fmt: skip


def written(
    operator: Operator, award: Award, *, folio: str, run: Run | None, post: str, at: datetime,
    valid_to: date | None, renews: str,
) -> dict[str, Any]:  # fmt: skip
    """Give the record: plain data, days as ISO text, nothing that changes afterwards."""
    facts = {
        "folio": folio, "run": str(run) if run else "", "name": str(operator),
        **_place(operator), "post": post,
        "course": award.name, "code": award.code, "version": award.version,
        "topics": "".join(sorted(award.topics)), "mode": award.mode.value, "hours": award.hours,
        "hour_kind": award.hour_kind.value, "starts_on": award.starts_on.isoformat(),
        "ends_on": award.ends_on.isoformat(), "teacher": award.teacher, "body": award.body,
        "grade": _text(award.grade), "minimum": _text(award.minimum),
        "attendance": award.attendance, "result": Result.PASSED.value,
        "issued_on": localdate(at).isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else "",
        "resolution": award.resolution, "renews": renews, "completes": "",
    }  # fmt: skip
    return {name: facts[name] for name in FIELDS}


def _text(number: object) -> str:
    return "" if number is None else str(number)


def _place(operator: Operator) -> dict[str, str]:
    """Give institution, region and level of the first of her assignments that run."""
    rows = operator.assignments.filter(ended_at=None).order_by("level", "starts_on")
    first: Assignment | None = rows.select_related(
        "centre__executor", "centre__comuna__province__region", "executor", "region"
    ).first()
    if first is None:
        return {"institution": settings.SEAL_OWNER, "region": "", "level": ""}
    centre, agency = first.centre, first.executor
    region = centre.comuna.province.region if centre else first.region
    body = centre.executor if centre else agency
    return {
        "institution": body.name if body else settings.SEAL_OWNER,
        "region": region.name if region else "",
        "level": Level(first.level).value,
    }


def sections(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what the paper prints, in the active language; what is not known is left out."""
    person = [
        (_("Name"), record["name"]), (_("RUN"), record["run"]),
        (_("Institution"), record["institution"]), (_("Post"), record["post"]),
        (_("Region"), record["region"]), (_("Level of access"), record["level"]),
    ]  # fmt: skip
    return [
        {"title": _("Who took the course"), "rows": _known(person)},
        {"title": _("The course"), "rows": _known(_course(record))},
        {"title": _("The result"), "rows": _known(_result(record))},
    ]


def _course(record: dict[str, Any]) -> list[tuple[str, str]]:
    kind = HourKind(record["hour_kind"]).label
    topics = "; ".join(f"{one}) {Topic(one).label}" for one in record["topics"])
    return [
        (_("Course"), record["course"]),
        (_("Code and version"), f"{record['code']} · {record['version']}"),
        (_("Topics"), topics), (_("Mode"), str(Mode(record["mode"]).label)),
        (pgettext("of a course", "Hours"), f"{record['hours']} {kind}"),
        (_("From"), day(record["starts_on"])), (_("Until"), day(record["ends_on"])),
        (_("Teacher"), record["teacher"]), (_("Issued by"), record["body"]),
        (_("Resolution"), record["resolution"]),
    ]  # fmt: skip


def _result(record: dict[str, Any]) -> list[tuple[str, str]]:
    grade = ""
    if record["grade"]:
        values = {"grade": _figure(record["grade"]), "minimum": _figure(record["minimum"])}
        grade = _("%(grade)s (passes with %(minimum)s)") % values
    attendance = "" if record["attendance"] is None else f"{record['attendance']} %"
    return [
        (_("Result"), _("Passed")), (_("Grade"), grade), (_("Attendance"), attendance),
        (_("Issued on"), day(record["issued_on"])),
        (_("Valid until"), day(record["valid_to"]) or _("Does not expire")),
        (_("Folio"), record["folio"]), (_("Renews the certificate"), record["renews"]),
        (_("Completes the certificate"), record.get("completes", "")),
    ]  # fmt: skip


def day(text: str) -> str:
    """Give a day of the record in words."""
    return date_format(date.fromisoformat(text)) if text else ""


def _figure(text: str) -> str:
    return str(number_format(text, decimal_pos=1))


def _known(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in rows if value]
