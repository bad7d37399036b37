"""Copies that leave the system: who asked, why, for whom, who agreed, when it was taken."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import PersonRecord

from ..models import Survivor
from ..querysets import FileQuerySet


class Export(PersonRecord):
    """A copy of one file, or of a centre's list: never without reason and destination (TD-10).

    A list needs a second person, who is not the one who asks (safety.md AB09).
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.LOG,
        subject=("survivor",),
        staff=("operator_id", "reason", "destination", "decided_by"),
        none=("centre", "purpose", "agreed", "decided_at", "taken_at", "rows"),
    )

    class Why(models.TextChoices):
        """What the copy is for; the codes are those of the log."""

        REQUEST = "request", _("She asked for it")
        COURT = "court", _("A court or prosecutor asks")
        COORDINATION = "coordination", _("Coordination between teams")
        REVIEW = "review", _("Review of the centre's work")

    survivor = models.ForeignKey(Survivor, on_delete=models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    operator_id = models.UUIDField(editable=False)
    purpose = models.CharField(_("what it is for"), max_length=16, choices=Why.choices)
    reason = EncryptedTextField(_("reason"))
    destination = EncryptedTextField(_("destination"))
    agreed = models.BooleanField(null=True)
    decided_by = models.UUIDField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)
    rows = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        constraints = [
            models.CheckConstraint(
                name="export_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("operator_id")),
            ),
            models.CheckConstraint(
                name="export_list_taken_when_agreed",
                condition=Q(taken_at__isnull=True) | Q(survivor__isnull=False) | Q(agreed=True),
            ),
        ]
