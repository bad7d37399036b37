"""What she said of the time after her death (law DP-12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor


class HeirWish(OfSurvivor):
    """Whether her heirs may ask about her data. Asked once, changed whenever she wants."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "allowed", "at"),
        staff=("recorded_by",),
        none=("ended_at",),
    )

    allowed = models.BooleanField(_("her heirs may ask"))
    at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor"], condition=models.Q(ended_at=None), name="one_heir_wish"
            )
        ]
