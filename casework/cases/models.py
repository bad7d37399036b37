"""A case: a woman attended by one centre, from the first contact to the last follow-up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.choices import EntryRoute
from casework.survivors.models import OfSurvivor

from .stages import Stage


class Case(OfSurvivor):
    """A case of one centre. Its detail is the centre's own; others see her trayecto."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "centre", "stage", "stage_since", "opened_at", "closed_at",
                 "entry_route", "intervention_type"),
        staff=("in_charge",),
        none=("programme_name", "centre_name", "updated_at"),
    )  # fmt: skip

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices)
    stage_since = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    in_charge = models.UUIDField(_("in charge"), null=True)
    entry_route = models.CharField(
        _("how she came"), max_length=16, choices=EntryRoute.choices, blank=True
    )
    intervention_type = models.CharField(_("type of intervention"), max_length=24, blank=True)
    programme_name = models.CharField(max_length=120, blank=True)
    centre_name = models.CharField(max_length=120, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "centre"],
                condition=models.Q(closed_at=None),
                name="one_open_case_a_centre",
            )
        ]
        indexes = [
            models.Index(fields=["centre", "stage", "-stage_since"], name="case_list"),
            models.Index(fields=["survivor", "-opened_at"], name="case_history"),
        ]
