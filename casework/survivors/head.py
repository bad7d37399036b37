"""The essentials this room gives to the head of her file: the safe contact, and the alarm.

The safe contact is sealed, so its whole row travels in the one statement of the head and is
opened here with the key that her name has already asked for: no further question.
"""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import dateparse, timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.identity import carried

from . import masking
from .choices import Channel
from .essentials import Asked, Essential, Line, add_essential
from .models import Door, SafeContact
from .reaching import when, window_of
from .weekdays import in_words

CONTACT = gettext_lazy("Safe contact")
ALARM = gettext_lazy("Alarm")


def register() -> None:
    """Join the head."""
    add_essential(Essential("safe_contact", 50, contact_row, contact_line))
    add_essential(Essential("forced", 1, forced_since, forced_line))


def contact_row() -> Subquery:
    """Give the safe contact in force, expired or not, as one value; what is sealed stays so."""
    return carried.row(SafeContact.objects.filter(survivor=OuterRef("pk"), ended_at=None))


def contact_of(value: dict[str, Any]) -> SafeContact:
    """Give the row that travelled as a value."""
    return carried.made(SafeContact, value)


def contact_line(value: dict[str, Any] | None, asked: Asked) -> Line:
    """Say how to reach her now and with which words; expired or unknown is: do not."""
    url = _change(asked)
    if masking.hides(asked.survivor_id, asked.by):
        return _said(_("Reserved: only her own team sees it."), "neutral", "")
    if value is None:
        return _said(_("None is known: do not call or write."), "warning", url)
    contact = contact_of(value)
    if contact.valid_until < timezone.localtime(asked.at).date():
        words = _("It expired: do not call or write until she confirms it.")
        return _said(words, "warning", url)
    if contact.channel == Channel.NOBODY:
        return _said(_("Do not contact her."), "danger", url)
    more = (("", " · ".join(way_of(contact))), *_rules(contact))
    now = window_of(contact).holds(asked.at)
    return Line(
        CONTACT, when(contact, asked.at), "info" if now else "warning",
        "phone" if now else "clock", url, more, pinned=True,
    )  # fmt: skip


def _said(words: str | Promise, tone: str, url: str) -> Line:
    return Line(CONTACT, words, tone, "phone", url, pinned=True)


def _change(asked: Asked) -> str:
    """Give where the contact is agreed anew, or "" for whom a grant only lets read."""
    granted = asked.survivor_id in asked.by.granted
    return "" if granted else reverse("survivors:contact", args=[asked.survivor_id])


def way_of(contact: SafeContact) -> list[str]:
    """Give channel, number, days and hours in words."""
    parts = (
        contact.get_channel_display(), contact.value, in_words(contact.weekdays), _hours(contact)
    )  # fmt: skip
    return [str(part) for part in parts if part]


def _hours(contact: SafeContact) -> str:
    starts, ends = contact.from_hour, contact.to_hour
    if starts and ends:
        return f"{starts:%H:%M}–{ends:%H:%M}"
    if starts:
        return _("from %(hour)s") % {"hour": f"{starts:%H:%M}"}
    return _("until %(hour)s") % {"hour": f"{ends:%H:%M}"} if ends else ""


def _rules(contact: SafeContact) -> list[tuple[str | Promise, str]]:
    voice = _("may be left.") if contact.voicemail else _("leave none.")
    until = date_format(contact.valid_until, "SHORT_DATE_FORMAT")
    found: list[tuple[str | Promise, str]] = [
        (gettext_lazy("Say:"), str(contact.words_to_say or "")),
        (gettext_lazy("Do not say:"), str(contact.words_to_avoid or "")),
        (gettext_lazy("She said:"), str(contact.note or "")),
    ]
    if contact.channel == Channel.CALL:
        found.append((gettext_lazy("Voice message:"), voice))
    found.append((gettext_lazy("Agreed until:"), until))
    return [(label, words) for label, words in found if words]


def forced_since() -> Subquery:
    """Give when the number for emergencies was used and nobody has spoken with her since."""
    return Subquery(Door.objects.filter(survivor=OuterRef("pk")).values("duress_at")[:1])


def forced_line(value: Any, asked: Asked) -> Line | None:
    """Say that she may be forced, before anything else is done (design 4.3)."""
    if value is None:
        return None
    at = dateparse.parse_datetime(value) if isinstance(value, str) else value
    day = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
    words = _("She may be forced: the number for emergencies was used on %(at)s.") % {"at": day}
    return Line(ALARM, words, "danger", "stop", reverse("survivors:file", args=[asked.survivor_id]))
