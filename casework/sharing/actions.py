"""The one way out for her data: through the gate, and into the log."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .gate import Answer, Sharing, may_share


class NotShared(Exception):
    """The gate said no; `answer.reason` is for the screen."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.reason))
        self.answer = answer


def share(*, sharing: Sharing, institution: str, by: Staff, at: datetime) -> None:
    """Note that her data goes to an institution (its code), if the gate lets it.

    Raises NotShared with the reason. A refusal is logged too.
    """
    answer = may_share(replace(sharing, institution=institution), at=at)
    verb = Verb.DATA_SHARED if answer.allowed else Verb.ACCESS_REFUSED
    with transaction.atomic():
        record(
            verb,
            by=by.actor,
            at=at,
            target=Target("institution", institution),
            subject=sharing.survivor_id,
            detail={
                "purpose": sharing.purpose,
                "recipient": sharing.recipient,
                "institution": institution,
            },
        )
    if not answer.allowed:
        raise NotShared(answer)
