"""Data agreements in force, as published each month (law DP-59)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.models import Agreement
from casework.territory.validity import chilean_day

# The law says each month; the longest has this many days.
LONGEST = timedelta(days=31)


class AgreementsCheck(models.Model):
    """Somebody looked the list of agreements over, and published it as it stands."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        staff=("by",),
        none=("id", "at", "remark"),
    )
    wagtail_reference_index_ignore = True

    at = models.DateTimeField(_("published at"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    remark = models.CharField(
        _("what changed"),
        max_length=200,
        help_text=_("Shown to everybody. For instance: “Two agreements ended. None is new.”"),
    )

    panels = [FieldPanel("remark")]

    class Meta:
        verbose_name = _("publication of the agreements")
        verbose_name_plural = _("publications of the agreements")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{chilean_day(self.at):%d-%m-%Y}"


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the list was last published, and whether that is too long ago."""

    published_at: datetime | None
    is_late: bool


def freshness(at: datetime) -> Freshness:
    """Say how old the list is. Never published counts as late."""
    last = AgreementsCheck.objects.values_list("at", flat=True).first()
    if last is None:
        return Freshness(None, True)
    return Freshness(last, chilean_day(at) - chilean_day(last) > LONGEST)


def in_force(day: date) -> "QuerySet[Agreement]":
    """Give the agreements in force on a day: those to pass data on first, then the executors'."""
    found = Agreement.objects.valid_on(day).select_related("executor", "institution")
    return found.order_by("executor__name", "institution__name", "number")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the agreements in force and the day they were last published."""
    now = timezone.now()
    found = list(in_force(chilean_day(now)))
    context = {
        "to_share": [one for one in found if one.institution_id],
        "to_attend": [one for one in found if one.executor_id],
        "last": AgreementsCheck.objects.first(),
        "freshness": freshness(now),
    }
    return render(request, "portal/agreements.html", context)
