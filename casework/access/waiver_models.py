"""Exceptions: a level opens for some days though a certificate is missing (design 4.1)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .certificate_models import LEVELS
from .models import Operator


class Waiver(Record):
    """Given by an administrator to somebody else, with a reason, for thirty days at most.

    centre_ids: where she worked that day, for the head of the centre to see it. Only its end may
    be added.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=(
            "operator", "level", "starts_on", "ends_on", "reason", "given_by", "ended_at",
            "ended_by",
        ),
        none=("centre_ids",),
    )  # fmt: skip

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="waivers")
    level = models.CharField(_("level"), max_length=2, choices=LEVELS)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    reason = models.TextField(_("reason"), max_length=1000)
    given_by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    centre_ids = ArrayField(models.IntegerField(), default=list, editable=False)

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="waiver_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(given_by=F("operator")), name="waiver_given_by_other"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="waiver_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["operator", "ends_on"], name="waiver_running")]

    def __str__(self) -> str:
        return f"{self.level} {self.ends_on}"
