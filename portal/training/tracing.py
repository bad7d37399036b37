"""What the log is told of training: who, about whom, which edition and which act, in codes."""

from datetime import datetime

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .edition_models import Edition


def trace(what: str, edition: Edition, *, by: Staff, at: datetime, operator: object = "") -> None:
    """Write an act on an edition, or on somebody's place in it."""
    detail: dict[str, str | int] = {"what": what, "edition": str(edition.pk)}
    target = Target("operator", str(operator)) if operator else Target("edition", str(edition.pk))
    record(Verb.TRAINING_CHANGED, by=by.actor, at=at, target=target, detail=detail)
