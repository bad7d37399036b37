"""Data she says are not right: each hangs from its request, whose clock it takes (law DP-14)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor
from casework.territory.validity import Dated, DatedQuerySet, chilean_day, days_in_order

from ..rights.choices import Channel
from ..rights.models import RightsRequest
from .choices import End
from .states import State


class DiscrepancyCause(Dated):
    """Why a datum was wrong, as the data-quality unit counts it. Rows that people edit."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("code", "name", "order", "valid_from", "valid_to"),
    )

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("cause"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=50)

    objects = DatedQuerySet["DiscrepancyCause"].as_manager()

    class Meta:
        verbose_name = _("cause of a wrong datum")
        verbose_name_plural = _("causes of wrong data")
        ordering = ["order", "code"]
        constraints = [days_in_order("discrepancycause_days")]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """Refuse to end the last one, or one on a day gone by: what was used stays as it was."""
        stored = type(self).objects.filter(pk=self.pk).values_list("valid_to", flat=True)
        if self.valid_to is None or self.valid_to in stored:
            return
        if self.valid_to < chilean_day(timezone.now()):
            told = _("Today is the earliest: what was used stays as it was.")
            raise ValidationError({"valid_to": told})
        if not type(self).objects.filter(valid_to=None).exclude(pk=self.pk).exists():
            told = _("One cause has to be left: add another first.")
            raise ValidationError({"valid_to": told})


class Standpoint(OfSurvivor):
    """What she says of something a professional concluded. It stands beside it, for every reader.

    kind and target_id: what it is about (`opinions.KINDS`), which stays as it was written; without
    target, all of a kind (`choices.Whole`), as she says it from her own space, where she sees none
    of it. request: the one she said it in, if any. written_by: nobody, where she wrote it herself.
    Added, and taken back by her; never changed.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "kind", "target_id", "words", "said_at", "channel", "request",
                 "ended_at"),
        staff=("written_by",),
    )  # fmt: skip

    kind = models.SlugField(max_length=12, db_index=False)
    target_id = models.UUIDField(null=True)
    words = EncryptedTextField(_("what she says of it"))
    said_at = models.DateTimeField(_("said"))
    channel = models.CharField(max_length=12, choices=Channel.choices)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("what she says of a conclusion")
        constraints = [
            models.CheckConstraint(
                name="standpoint_general_is_her_own",
                condition=Q(target_id__isnull=False, written_by__isnull=False)
                | Q(target_id=None, written_by=None, request=None, channel="online"),
            )
        ]
        indexes = [models.Index(fields=["survivor", "kind"], name="standpoint_of_kind")]


class Discrepancy(OfSurvivor):
    """A datum of hers that she says is wrong: what it should say, where that leads, how it ends.

    field: code of an identification field or of a field of her characterisation. `version`: in
    her words; it stands beside the datum for every reader. `before`: how sure the datum was.
    `new_value`: what it will say, carried out when a second person decides. It follows her.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=(
            "survivor", "request", "field", "version", "told_at", "state", "passed_to",
            "passed_at", "asked_how", "source_says", "source_at", "end", "new_value", "told_source",
            "reason", "settled_at", "before",
        ),
        staff=("told_by", "settled_by"),
        none=("cause", "updated_at"),
    )  # fmt: skip

    request = models.OneToOneField(
        RightsRequest, on_delete=models.PROTECT, related_name="discrepancy"
    )
    field = models.SlugField(max_length=40, db_index=False)
    version = EncryptedTextField(_("what it should say, in her words"))
    before = models.CharField(max_length=12)
    told_at = models.DateTimeField(_("told"))
    told_by = models.UUIDField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    passed_to = models.ForeignKey(
        "casework.Institution", on_delete=models.PROTECT, null=True, related_name="+"
    )
    passed_at = models.DateTimeField(null=True)
    asked_how = EncryptedTextField(blank=True, default="")
    source_says = EncryptedTextField(blank=True, default="")
    source_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=12, choices=End.choices, blank=True)
    new_value = EncryptedJSONField(default=dict)
    told_source = EncryptedJSONField(default=dict)
    reason = EncryptedTextField(blank=True, default="")
    cause = models.ForeignKey(
        DiscrepancyCause, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("discrepancy")
        verbose_name_plural = _("discrepancies")
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "field"],
                condition=~Q(state__in=["settled", "withdrawn"]),
                name="one_open_discrepancy",
            ),
            models.CheckConstraint(
                name="discrepancy_settled_whole",
                condition=~Q(state="settled")
                | Q(settled_at__isnull=False, cause__isnull=False) & ~Q(end=""),
            ),
            models.CheckConstraint(
                name="discrepancy_passed_to_somebody",
                condition=~Q(state__in=["passed", "back"])
                | Q(passed_to__isnull=False, passed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["survivor", "-told_at"], name="discrepancy_hers")]
