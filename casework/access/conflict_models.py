"""An operator who may not see one woman's file: she named that person as aggressor."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .models import Operator


class Conflict(Record):
    """A file that is not there for one operator, whatever her centre or her grants (DP-44).

    Only the database writes here, by trigger, when the RUN of an aggressor and that of an operator
    are the same (`casework.episodes.sql`); it also lifts it when the RUN turns out to be another.
    Everything else obeys: `visible_to` in the questions, and a policy on every table about her.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CASE,
        subject=("survivor_id", "centre_ids"),
        staff=("operator",),
        none=("announced_at", "lifted_at"),
    )

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    survivor_id = models.UUIDField(editable=False)
    centre_ids = ArrayField(models.IntegerField(), default=list, editable=False)
    # When the log was told: the database cannot write the log's chain.
    announced_at = models.DateTimeField(null=True, editable=False)
    lifted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(
                fields=["operator", "survivor_id"],
                condition=models.Q(lifted_at=None),
                name="one_conflict_in_force",
            )
        ]
        indexes = [models.Index(fields=["survivor_id"], name="conflict_file")]

    def __str__(self) -> str:
        return str(self.pk)
