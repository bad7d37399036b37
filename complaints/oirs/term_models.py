"""How long each kind may take: rows people edit, with validity (law OI-01: PLAZO_OIRS)."""

from datetime import date

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.validity import Dated, DatedQuerySet, days_in_order

from .choices import Kind


class OirsTerm(Dated):
    """PLAZO_OIRS for one kind. No statute sets one: the default is a proposal, shown as such."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("id", "kind", "working_days", "source", "proposal", "valid_from", "valid_to"),
    )

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    working_days = models.PositiveSmallIntegerField(_("working days to answer"))
    source = models.CharField(_("where it is written"), max_length=160, blank=True)
    proposal = models.BooleanField(_("proposed, to be confirmed by the service"), default=True)

    objects = DatedQuerySet["OirsTerm"].as_manager()

    class Meta:
        verbose_name = _("time to answer")
        verbose_name_plural = _("times to answer")
        ordering = ["kind", "-valid_from"]
        constraints = [
            days_in_order("oirsterm_days"),
            models.CheckConstraint(
                name="oirsterm_sensible", condition=models.Q(working_days__range=(1, 60))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.working_days}"


def term_on(kind: str, day: date) -> OirsTerm:
    """Give the time in force for a kind. Raises OirsTerm.DoesNotExist when nobody set one."""
    found = (
        OirsTerm.objects.valid_on(day)
        .filter(kind=kind)
        .order_by(F("valid_from").desc(nulls_last=True))
        .first()
    )
    if found is None:
        raise OirsTerm.DoesNotExist(kind)
    return found
