"""Stages of a case (domain.md 2.4), in the order they usually come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where a case stands. Dropping out is possible from any stage before the exit."""

    CONTACT = "S0", _("Contact or demand received")
    ORIENTATION = "S1", _("First reception, orientation and information")
    WAITING = "S2", _("Waiting list")
    ENTRY = "S3", _("Entry")
    DIAGNOSIS = "S4", _("Diagnosis")
    INTERVENTION = "S5", _("Intervention")
    EXIT = "S6", _("Exit")
    FOLLOW_UP = "S7", _("Follow-up")
    DROPPED_OUT = "dropped", _("Dropped out")
    CLOSED = "closed", _("Closed")
