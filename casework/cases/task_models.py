"""Something somebody has to do for a woman, by when, and which protocol step asks for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor

from .task_states import TaskState


class Task(OfSurvivor):
    """A task of one centre's team about one woman."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "centre", "kind", "words", "due_at", "level",
                 "target_kind", "target_id", "outcome"),
        staff=("assigned_to", "created_by", "done_by"),
        none=("step", "source", "first_due_at", "done_at", "cancelled_at", "updated_at"),
    )  # fmt: skip

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40, db_index=False)
    words = EncryptedTextField(_("what to do"), blank=True, default="")
    due_at = models.DateTimeField(_("by when"))
    first_due_at = models.DateTimeField(null=True)
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
                fields=["survivor", "centre", "kind", "target_kind", "target_id"],
                condition=models.Q(done_at=None, cancelled_at=None, target_id__isnull=False),
                name="one_open_task_a_centre",
            )
        ]
        indexes = [
            models.Index(
                fields=["centre", "due_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="task_open",
            ),
            models.Index(
                fields=["assigned_to", "due_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="task_of_worker",
            ),
            models.Index(
                fields=["survivor", "due_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="task_next",
            ),
        ]

    @property
    def state(self) -> TaskState:
        """Where it stands, read from its dates."""
        if self.done_at is not None:
            return TaskState.DONE
        if self.cancelled_at is not None:
            return TaskState.CANCELLED
        moved = self.first_due_at is not None and self.first_due_at != self.due_at
        return TaskState.POSTPONED if moved else TaskState.OPEN


class TaskMove(OfSurvivor):
    """What was done with a task, by whom, why: append-only, so that nothing moves silently."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "task", "code", "at", "reason", "from_due", "to_due"),
        staff=("operator_id", "from_whom", "to_whom"),
    )

    class Code(models.TextChoices):
        """The act."""

        DONE = "done", _("Done")
        UNDONE = "undone", _("Undone: it was a slip")
        POSTPONED = "postponed", _("Postponed")
        REASSIGNED = "reassigned", _("Given to somebody else")
        CANCELLED = "cancelled", _("Cancelled")
        SUPERSEDED = "superseded", _("Closed because the case left the stage")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="moves")
    code = models.CharField(max_length=12, choices=Code.choices)
    at = models.DateTimeField()
    operator_id = models.UUIDField(null=True)
    reason = EncryptedTextField(_("reason"), blank=True, default="")
    from_due = models.DateTimeField(null=True)
    to_due = models.DateTimeField(null=True)
    from_whom = models.UUIDField(null=True)
    to_whom = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["task", "-at"], name="task_moves")]
