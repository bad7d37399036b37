"""A claim before the Agency about one request (law DP-70)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .models import RightsRequest


class AgencyClaim(Record):
    """What the Agency notified, and until when the service answers it: extended once at most."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "notified_at", "due_at", "extended_to", "answered_at", "note"),
        staff=("recorded_by",),
        none=("key_id",),
    )

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="claims")
    key_id = models.UUIDField(editable=False)
    notified_at = models.DateTimeField(_("notified by the Agency"))
    due_at = models.DateTimeField(_("to be answered until"))
    extended_to = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    note = EncryptedTextField(_("what it says"), blank=True, default="")
    recorded_by = models.UUIDField(null=True)
