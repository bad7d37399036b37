"""Writes on protocols: a version is published whole and never changed once it was used."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from casework.access.principals import Staff
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
    by: Staff,
    at: datetime,
    owner: str = "",
    url: str = "",
    example: bool = False,
) -> ProtocolVersion:
    """Put a protocol in force from a day; the version before it ends the day before.

    Cases opened under an earlier version keep it. Raises NotPublishable, or TooEarly when the
    latest version begins on that day or after it.
    """
    reasons = problems(steps)
    if reasons:
        raise NotPublishable(reasons)
    latest = ProtocolVersion.objects.filter(code=code).order_by("-version").first()
    if latest is not None:
        _close(latest, valid_from)
    version = ProtocolVersion.objects.create(
        code=code, version=latest.version + 1 if latest else 1, title=title, owner=owner, url=url,
        example=example, valid_from=valid_from, created_at=at,
    )  # fmt: skip
    ProtocolStep.objects.bulk_create(
        ProtocolStep(protocol=version, **{name: getattr(step, name) for name in step.__slots__})
        for step in steps
    )
    _log(version, by, at)
    return version


def _close(latest: ProtocolVersion, valid_from: date) -> None:
    if latest.valid_from is not None and latest.valid_from >= valid_from:
        raise TooEarly
    last_day = valid_from - timedelta(days=1)
    if latest.valid_to is None or latest.valid_to > last_day:
        latest.valid_to = last_day
        latest.save(update_fields=["valid_to"])


def _log(version: ProtocolVersion, by: Staff, at: datetime) -> None:
    target = Target("protocol", str(version.pk))
    record(Verb.TEXT_CHANGED, by=by.actor, at=at, target=target,
           detail={"what": "protocol-published", "version": version.version})  # fmt: skip
