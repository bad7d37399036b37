"""Words of questions and complaints to the service (law OI-01): closed by the procedure itself."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What somebody writes (DS 680 of 1990; law OI-01)."""

    ENQUIRY = "enquiry", _("A question")
    CLAIM = "claim", _("A claim: something was not done as it should")
    GRIEVANCE = "grievance", _("A complaint: somebody did not treat me well")
    SUGGESTION = "suggestion", _("A suggestion")
    PRAISE = "praise", _("Praise")


class Way(TextChoices):
    """How it came in."""

    SITE = "site", _("On the public site")
    SPACE = "space", _("From her own space")
    COUNTER = "counter", _("At the counter")
    PHONE = "phone", _("By telephone")
    PAPER = "paper", _("On paper")


class Entry(TextChoices):
    """What a line of its thread is."""

    FILED = "filed", _("Received")
    TAKEN = "taken", _("Somebody took it on")
    ROUTED = "routed", _("Passed to whom it belongs to")
    NOTE = "note", _("Internal note")
    TOLD = "told", _("Message from the service")
    SAID = "said", _("Message from who wrote")
    ASKED = "asked", _("Asked to complete it")
    COMPLETED = "completed", _("Completed")
    REACHED = "reached", _("Contact tried by the safe way")
    EXTENDED = "extended", _("Deadline extended")
    DELAY = "delay", _("Delay denounced")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Deemed withdrawn")
    HANDED = "handed", _("Handed to transparency")


# Written by the service for itself: never shown to who wrote.
INSIDE = frozenset({Entry.NOTE, Entry.TAKEN, Entry.ROUTED, Entry.REACHED})
# About people of the centre: only its head, and whoever she gives it to, read them.
RESERVED = frozenset({Kind.CLAIM, Kind.GRIEVANCE})
# Answered with a decision, so with the ways to object to it (law OI-06).
DECIDED = frozenset({Kind.CLAIM, Kind.GRIEVANCE})
