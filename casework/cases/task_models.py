"""Something somebody has to do for a woman, by when, and which protocol step asks for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor


class Task(OfSurvivor):
    """A task of one centre's team about one woman."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "centre", "kind", "words", "due_at", "level",
                 "target_kind", "target_id", "outcome"),
        staff=("assigned_to", "created_by", "done_by"),
        none=("step", "source", "done_at", "cancelled_at", "updated_at"),
    )  # fmt: skip

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40, db_index=False)
    words = EncryptedTextField(_("what to do"), blank=True, default="")
    due_at = models.DateTimeField(_("by when"))
    level = models.CharField(max_length=12, blank=True, default="")
    assigned_to = models.UUIDField(_("whose"), null=True)
    step = models.ForeignKey(
        "casework.ProtocolStep", on_delete=models.PROTECT, null=True, related_name="+"
    )
    source = models.SlugField(_("legal source"), max_length=40, blank=True, db_index=False)
    target_kind = models.SlugField(max_length=24, blank=True, db_index=False)
    target_id = models.UUIDField(null=True)
    outcome = EncryptedTextField(_("what came of it"), blank=True, default="")
    created_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "kind", "target_kind", "target_id"],
                condition=models.Q(done_at=None, cancelled_at=None, target_id__isnull=False),
                name="one_open_task_for_a_thing",
            )
        ]
        indexes = [
            models.Index(
                fields=["centre", "due_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="task_open",
            )
        ]
