"""Copies of certificates that leave for personnel offices: who asked, why, who agreed."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.access.models import Operator
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.territory.models import Centre

GOOD_FOR = timedelta(hours=24)


class CertificateCopy(Record):
    """A copy of everybody's certificates, or of one centre's, that an administrator asks for.

    Another administrator agrees to it; then it is taken once, within GOOD_FOR. The file itself is
    not kept: what was in it is told by the certificates, which never change.
    """

    class Why(models.TextChoices):
        """What the copy is for; the codes are those of the log."""

        PERSONNEL = "personnel", _("To add it to the hoja de vida of public servants")
        EXECUTOR = "executor", _("For the implementing agency, about its fee-paid staff")
        AUDIT = "audit", _("For an audit of the training plan")

    class Kind(models.TextChoices):
        """The shape of the file."""

        CSV = "csv", _("Spreadsheet (CSV)")
        JSON = "json", _("Data (JSON)")

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(_("what it is for"), max_length=16, choices=Why.choices)
    kind = models.CharField(_("shape"), max_length=4, choices=Kind.choices)
    destination = models.CharField(_("destination"), max_length=200)
    reason = models.TextField(_("reason"), max_length=1000)
    agreed = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(null=True)

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.LOG,
        staff=("operator", "destination", "reason", "decided_by"),
        none=("centre", "purpose", "kind", "agreed", "decided_at", "taken_at", "rows"),
    )

    class Meta:
        verbose_name = _("copy of certificates")
        verbose_name_plural = _("copies of certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=None, decided_by=None, decided_at=None)
                | Q(agreed__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="certificate_copy_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("operator")),
                name="certificate_copy_decided_by_other",
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None)
                | Q(agreed=True, taken_at__lte=F("decided_at") + GOOD_FOR),
                name="certificate_copy_taken_in_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
