"""Somebody could not be registered by a worker: her head of centre is told, without a name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from ..querysets import FileQuerySet


class HandoverQuerySet(FileQuerySet):
    """Handovers; they name no woman, so no file is behind them."""

    person = "id"


class Handover(Record):
    """One try that passed to the head of centre: which worker, where and when; never about whom.

    The same row whatever the reason, so that neither it nor its absence says that she is known
    (design 4.2; law DP-44).
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.LOG,
        staff=("operator", "settled_by"),
        none=("centre", "centre_ids", "settled_at"),
    )

    operator = models.ForeignKey("casework.Operator", on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    centre_ids = ArrayField(models.IntegerField(), default=list, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.UUIDField(null=True, editable=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover to the head of centre")
        verbose_name_plural = _("handovers to the head of centre")

    def __str__(self) -> str:
        return str(self.pk)
