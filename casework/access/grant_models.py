"""An exceptional look at one woman's file: asked, decided by somebody else, short, reviewed."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .models import Operator

MAX_HOURS = 8


class Grant(Record):
    """One case, one person, a typed reason, read-only, hours not days (design 4.1, AB34).

    `centre_ids` are the centres that hold her file; the database fills them in, so that the
    heads of those centres see who asked and why. Nothing here opens anything until `approved_at`.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor_id", "reason", "centre_ids"),
        staff=(
            "operator", "asked_of", "approved_by", "approved_at", "refused_at",
            "starts_at", "ends_at", "ended_at", "reviewed_by", "reviewed_at",
        ),
        none=("key_id", "hours", "justified"),
    )  # fmt: skip

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="grants")
    survivor_id = models.UUIDField(editable=False)
    centre_ids = ArrayField(models.IntegerField(), default=list, editable=False)
    # A typed reason may say more than it should: sealed, and never in the log.
    key_id = models.UUIDField(editable=False)
    reason = EncryptedTextField(_("reason"))
    hours = models.PositiveSmallIntegerField(_("hours granted"), default=4)
    asked_of = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        Operator, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    refused_at = models.DateTimeField(null=True, editable=False)
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = models.ForeignKey(
        Operator, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)
    justified = models.BooleanField(null=True, editable=False)

    class Meta:
        verbose_name = _("exceptional access")
        verbose_name_plural = _("exceptional accesses")
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_of=F("operator")), name="grant_asked_of_other"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("operator")),
                name="grant_approved_by_other",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("operator")),
                name="grant_reviewed_by_other",
            ),
            models.CheckConstraint(
                condition=Q(
                    approved_by=None, approved_at=None, starts_at=None, ends_at=None
                )
                | Q(
                    approved_by__isnull=False, approved_at__isnull=False, refused_at=None,
                    ends_at__gt=F("starts_at"),
                    ends_at__lte=F("starts_at") + timedelta(hours=MAX_HOURS),
                ),
                name="grant_approved_whole_and_short",
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=MAX_HOURS), name="grant_hours_not_days"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["operator", "ends_at"]),
            models.Index(fields=["survivor_id"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)
