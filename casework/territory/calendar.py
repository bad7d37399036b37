"""Holidays of the country: data that can be edited, filled once from a library (design 9)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import holidays
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention

FIRST_YEAR, LAST_YEAR = 2000, 2035
LIBRARY = "library"


class Holiday(models.Model):
    """A day that is no working day in the whole country. This table wins over any library.

    source: where it is known from: "library" for the defaults, or the law or decree, as typed.
    """

    wagtail_reference_index_ignore = True

    date = models.DateField(_("day"), primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source"), max_length=120)

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=("date", "name", "source")
    )

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y} {self.name}"


def holidays_between(first: date, last: date) -> frozenset[date]:
    """Give the holidays from one day to another, both included."""
    return frozenset(
        Holiday.objects.filter(date__range=(first, last)).values_list("date", flat=True)
    )


def default_holidays() -> Iterator[tuple[date, str]]:
    """Give the days and names the library knows for the years the table begins with."""
    known = holidays.country_holidays("CL", years=range(FIRST_YEAR, LAST_YEAR + 1), language="es")
    yield from sorted(known.items())
