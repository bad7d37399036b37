"""Writes on protocols: a version is published whole and never changed once it was used."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .models import ProtocolStep, ProtocolVersion
from .rules import StepDraft, problems


class NotPublishable(ValueError):
    """The steps do not hold together; `reasons` says why, in words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class TooEarly(ValueError):
    """A new version begins after the one it follows."""


@transaction.atomic
def publish(
    *,
    code: str,
    title: str,
    steps: Sequence[StepDraft],
    valid_from: date,
    by: Actor,
    at: datetime,
    valid_to: date | None = None,
    owner: str = "",
    url: str = "",
    example: bool = False,
) -> ProtocolVersion:
    """Put a protocol in force from a day; the version before it ends the day before.

    Cases opened under an earlier version keep it. valid_to: its last day when it is known already.
    Raises NotPublishable, or TooEarly when the latest version begins on that day or after it.
    """
    reasons = problems(steps)
    if reasons:
        raise NotPublishable(reasons)
    latest = newest(code)
    if latest is not None:
        _close(latest, valid_from - timedelta(days=1))
    version = ProtocolVersion.objects.create(
        code=code, version=latest.version + 1 if latest else 1, title=title, owner=owner, url=url,
        example=example, valid_from=valid_from, valid_to=valid_to, created_at=at,
    )  # fmt: skip
    ProtocolStep.objects.bulk_create(
        ProtocolStep(protocol=version, **{name: getattr(step, name) for name in step.__slots__})
        for step in steps
    )
    _log(version, by, at)
    return version


def newest(code: str) -> ProtocolVersion | None:
    """Give the version of a protocol published last, in force or not."""
    return ProtocolVersion.objects.filter(code=code).order_by("-version").first()


@transaction.atomic
def withdraw(*, code: str, last_day: date, by: Actor, at: datetime) -> ProtocolVersion | None:
    """End a protocol on a day: cases opened later are not worked by it; those that hold it are.

    Gives the version that was ended, or None when there was nothing in force after that day.
    """
    latest = newest(code)
    if latest is None or (latest.valid_to is not None and latest.valid_to <= last_day):
        return None
    latest.valid_to = max(last_day, latest.valid_from or last_day)
    latest.save(update_fields=["valid_to"])
    _log(latest, by, at, what="protocol-withdrawn")
    return latest


def _close(latest: ProtocolVersion, last_day: date) -> None:
    if latest.valid_from is not None and latest.valid_from > last_day:
        raise TooEarly
    if latest.valid_to is None or latest.valid_to > last_day:
        latest.valid_to = last_day
        latest.save(update_fields=["valid_to"])


def _log(
    version: ProtocolVersion, by: Actor, at: datetime, what: str = "protocol-published"
) -> None:
    target = Target("protocol", str(version.pk))
    detail: dict[str, str | int] = {"what": what, "version": version.version}
    record(Verb.TEXT_CHANGED, by=by, at=at, target=target, detail=detail)
