"""A request that was matched with the wrong person: who says so, who agrees, what it becomes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from ..models import RightsRequest


class Mistake(models.TextChoices):
    """How it went wrong: a code, so that who settles it reads nothing of her."""

    TYPED = "typed", _("The RUN was typed wrong")
    CHOSEN = "chosen", _("It was written down in another person's file")
    BORROWED = "borrowed", _("Somebody used another person's document")
    RECORD = "record", _("The RUN in the record is not hers")


class MatchFix(Record):
    """A wrong match, told by one person and settled by another; one of the two is the officer.

    to_digest: of the RUN it should have had; None: it is then of nobody known here.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CASE,
        subject=("request", "to_digest"),
        staff=("told_by", "settled_by"),
        none=("mistake", "by_officer", "told_at", "settled_at", "agreed"),
    )

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="fixes")
    mistake = models.CharField(_("what went wrong"), max_length=10, choices=Mistake.choices)
    to_digest = models.BinaryField(max_length=32, null=True, editable=False)
    told_by = models.UUIDField()
    by_officer = models.BooleanField()
    told_at = models.DateTimeField()
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="match_settled_by_another",
                condition=Q(settled_by=None, settled_at=None, agreed=None)
                | Q(settled_by__isnull=False, settled_at__isnull=False, agreed__isnull=False)
                & ~Q(settled_by=F("told_by")),
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(settled_at=None), name="one_match_in_doubt"
            ),
        ]
