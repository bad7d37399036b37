"""What was referred in and out: dated records (report II.1 b, Derivaciones)."""

import json
from pathlib import Path
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.cases.clocks import Unit
from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor
from casework.territory.validity import Dated, DatedQuerySet, days_in_order

from .choices import Answer, Basis, Direction, Ending, ReferralState

URGENCIES = Path(__file__).parent / "data" / "urgencies.json"


class UrgencyQuerySet(DatedQuerySet["ReferralUrgency"]):
    """Queries over urgencies."""


class ReferralUrgency(Dated):
    """How soon an answer is expected. proposal: not yet decided by the ministry; screens say so."""

    code = models.SlugField(primary_key=True, max_length=12)
    name = models.CharField(_("name"), max_length=60)
    count = models.PositiveSmallIntegerField(_("answer within"))
    unit = models.CharField(max_length=12, choices=[(unit.value, unit.value) for unit in Unit])
    order = models.PositiveSmallIntegerField(default=0)
    proposal = models.BooleanField(default=True)

    objects = UrgencyQuerySet.as_manager()

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION,
        Retention.CATALOGUE,
        none=("code", "name", "count", "unit", "order", "proposal", "valid_from", "valid_to"),
    )

    class Meta:
        ordering = ["order"]
        constraints = [days_in_order("urgency_days_in_order")]

    def __str__(self) -> str:
        return self.name


class Referral(OfSurvivor):
    """One referral, as the centre that made or received it wrote it down."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "centre", "direction", "institution", "institution_other", "reason",
                 "on_day", "urgency", "basis", "duty_reason", "state", "answer", "answered_on",
                 "answer_text", "follow_up_on", "ending", "closed_on"),
        third_party=("contact",),
        staff=("recorded_by",),
        none=("updated_at",),
    )  # fmt: skip

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    institution = models.ForeignKey(
        "casework.Institution", on_delete=models.PROTECT, null=True, related_name="+"
    )
    institution_other = EncryptedTextField(_("which one"), blank=True, default="")
    contact = EncryptedTextField(_("whom to speak with there"), blank=True, default="")
    reason = EncryptedTextField(_("what for"), blank=True, default="")
    on_day = models.DateField(_("referred on"))
    urgency = models.ForeignKey(ReferralUrgency, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    duty_reason = EncryptedTextField(_("which law orders it"), blank=True, default="")
    state = models.CharField(
        max_length=10, choices=ReferralState.choices, default=ReferralState.RECORDED
    )
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.PENDING)
    answered_on = models.DateField(_("answered on"), null=True)
    answer_text = EncryptedTextField(_("what they answered"), blank=True, default="")
    follow_up_on = models.DateField(_("ask again on"), null=True)
    ending = models.CharField(max_length=16, choices=Ending.choices, blank=True)
    closed_on = models.DateField(null=True)
    recorded_by = models.UUIDField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_answer_comes_after",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("on_day")),
            ),
            models.CheckConstraint(
                name="referral_answered_has_answer",
                condition=~Q(state="answered")
                | Q(answered_on__isnull=False) & ~Q(answer="pending"),
            ),
            models.CheckConstraint(
                name="referral_closed_says_how",
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(ending="")
                | ~Q(state="closed") & Q(closed_on=None, ending=""),
            ),
        ]
        indexes = [
            models.Index(fields=["survivor", "-on_day"], name="referral_list"),
            models.Index(
                fields=["centre", "follow_up_on"],
                condition=Q(state="recorded"),
                name="referral_unanswered",
            ),
        ]


def load_urgencies(apps: Any, _editor: Any) -> None:
    """Create the urgencies the list begins with (a migration's step)."""
    urgency = apps.get_model("casework", "ReferralUrgency")
    rows = json.loads(URGENCIES.read_text(encoding="utf-8"))
    for order, (code, name, count, unit) in enumerate(rows):
        urgency.objects.create(code=code, name=name, count=count, unit=unit, order=order)
