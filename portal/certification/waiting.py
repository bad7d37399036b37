"""What waits on the first page of who reviews certificates."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from casework.access.home_lines import HomeLine
from casework.access.levels import Right
from casework.access.principals import Staff

from .queries import to_review


def to_look_at(by: Staff, at: datetime) -> list[HomeLine]:
    """Count the certificates of other bodies that wait; asked only of who may review them."""
    if not by.may(Right.MANAGE_OPERATORS):
        return []
    count = to_review(by).count()
    words = ngettext(
        "One certificate of another body waits for review.",
        "%(count)s certificates of other bodies wait for review.",
        count,
    ) % {"count": count}
    return [HomeLine(words, reverse("certificates:queue"))] if count else []
