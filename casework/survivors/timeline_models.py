"""One line of her trayecto for everything that happened, whoever wrote it (report II.1 b)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention

from .levels import Level
from .models import OfSurvivor


class TrajectoryEvent(OfSurvivor):
    """A line of her trayecto: when, where, what kind, in codes; never words of hers.

    It follows her to every centre that attends her, because it exists so that she need not tell
    it again (design 4.2). What stands behind it (`target_kind`, `target_id`) opens only to those
    who may see it. Written by `timeline.note` in the transaction of the act it tells of.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "at", "until", "centre", "kind", "code", "level", "detail",
                 "target_kind", "target_id"),
        staff=("operator_id",),
        none=("withdrawn_at",),
    )  # fmt: skip

    class Kind(models.TextChoices):
        """What the line is about; the filters of the trayecto."""

        CONTACT = "contact", _("Contact")
        CASE = "case", _("Case")
        SESSION = "session", _("Session")
        EPISODE = "episode", _("Episode")
        RISK = "risk", _("Risk assessment")
        PLAN = "plan", _("Plan")
        LEGAL = "legal", _("Legal process")
        MEASURE = "measure", _("Protective measure")
        REFERRAL = "referral", _("Referral")
        DOCUMENT = "document", _("Document")
        ACCOUNT = "account", _("Her account")
        TASK = "task", _("Task")

    at = models.DateTimeField()
    until = models.DateField(null=True)
    centre = models.ForeignKey(
        "casework.Centre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.SlugField(max_length=40, db_index=False)
    level = models.CharField(max_length=12, blank=True, default="")
    detail = models.JSONField(default=dict)
    target_kind = models.SlugField(max_length=24, db_index=False)
    target_id = models.UUIDField()
    operator_id = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "target_kind", "target_id", "code"], name="trajectory_line_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["survivor", "-at"],
                condition=models.Q(withdrawn_at=None),
                name="trajectory_in_order",
            )
        ]

    @property
    def level_words(self) -> str:
        """The risk level in words, or "" when the line tells none."""
        return str(Level(self.level).label) if self.level in Level.values else ""
