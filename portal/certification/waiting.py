"""What waits on the first page of who reviews certificates."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from casework.access.home_lines import HomeLine
from casework.access.levels import Right
from casework.access.principals import Staff

from .completing import waiting as to_complete
from .copying import to_decide
from .queries import to_review


def to_look_at(by: Staff, at: datetime) -> list[HomeLine]:
    """Count what waits for an administrator; asked only of who is one."""
    if not by.may(Right.MANAGE_OPERATORS):
        return []
    waiting = to_review(by).count()
    papers = ngettext(
        "One certificate of another body waits for review.",
        "%(count)s certificates of other bodies wait for review.",
        waiting,
    ) % {"count": waiting}
    asked = to_decide(by).count()
    copies = ngettext(
        "One copy of certificates waits for your yes or no.",
        "%(count)s copies of certificates wait for your yes or no.",
        asked,
    ) % {"count": asked}
    lacking = to_complete(by).count()
    completed = ngettext(
        "One certificate waits to be completed with its holder's RUN.",
        "%(count)s certificates wait to be completed with their holders' RUN.",
        lacking,
    ) % {"count": lacking}
    lines = (
        (waiting, HomeLine(papers, reverse("certificates:queue"))),
        (lacking, HomeLine(completed, reverse("certificates:to-complete"))),
        (asked, HomeLine(copies, reverse("certificates:copies"))),
    )
    return [line for count, line in lines if count]
