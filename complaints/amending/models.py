"""A change proposed to a row that steers answers: what is in force, what would be, who says so."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from . import kinds
from .states import State


class Amendment(Record):
    """One change to one row, or a new row (row ""), kept for ever with whoever wrote and decided.

    content: every field as it would be. before: as it was when approval was asked for; null for a
    new row. applied_in: the transaction that puts it in force, written by the database (`sql.py`):
    the row itself is written in that transaction, with these very words, or not at all.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        staff=("author", "decided_by"),
        none=("kind", "row", "content", "before", "reason", "state", "sent_at", "decided_at",
              "answer", "applied_in"),
    )  # fmt: skip

    kind = models.CharField(max_length=20, editable=False)
    row = models.CharField(max_length=40, blank=True, editable=False)
    content = models.JSONField(editable=False)
    before = models.JSONField(null=True, editable=False)
    reason = models.TextField(_("why it changes"))
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    author = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, editable=False, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    answer = models.TextField(_("what is answered"), blank=True)
    applied_in = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-created_at"]
        permissions = [("approve_amendment", "Can put changes in force")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "row"],
                condition=Q(state=State.SENT) & ~Q(row=""),
                name="one_change_waiting_per_row",
            ),
            models.CheckConstraint(
                name="change_by_a_second_person",
                condition=~Q(state__in=[State.IN_FORCE, State.REFUSED])
                | Q(decided_by__isnull=False, sent_at__isnull=False) & ~Q(decided_by=F("author")),
            ),
            models.CheckConstraint(
                name="change_withdrawn_by_its_author",
                condition=~Q(state=State.WITHDRAWN) | Q(decided_by=F("author")),
            ),
            models.CheckConstraint(
                name="change_ended_says_why",
                condition=~Q(state__in=[State.REFUSED, State.WITHDRAWN]) | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}".strip()

    @property
    def title(self) -> str:
        """What the row would be called."""
        return str(kinds.filled(self.kind, "", self.content))

    @property
    def kind_title(self) -> str:
        """What kind of row it is, in words."""
        return capfirst(str(kinds.model_of(self.kind)._meta.verbose_name))
