"""Rows that are in force from a day to a day, both included, in Chilean time."""

from datetime import date, datetime
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

CHILE = ZoneInfo("America/Santiago")
_Row = TypeVar("_Row", bound=models.Model)


def chilean_day(at: datetime) -> date:
    """Give the calendar day in Chile of an aware moment."""
    return at.astimezone(CHILE).date()


def days_in_order(name: str) -> models.CheckConstraint:
    """Give the constraint that a row does not end before it begins."""
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_from__isnull=True)
        | Q(valid_to__isnull=True)
        | Q(valid_to__gte=F("valid_from")),
    )


class DatedQuerySet(models.QuerySet[_Row]):
    """Queries over rows with validity dates."""

    def valid_on(self, day: date) -> Self:
        """Give the rows in force on the day."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        not_over = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(begun & not_over)


class Dated(models.Model):
    """First and last day in force. Empty: since ever, or until further notice."""

    wagtail_reference_index_ignore = True

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_valid_on(self, day: date) -> bool:
        """Say whether the row is in force on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
