"""The register of processing activities, as the public reads it (law DP-51): eight columns.

What is processed is known where the models are: whoever composes the product gives the source
with `provide`. The portal itself sees no person, and neither does the register.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

FILE_NAME = "registro-de-tratamientos.csv"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity, in words: the eight columns of the Secretariat of Digital Government."""

    category: str
    controller: str
    universe: str
    purpose: str
    base: str
    recipients: str
    retention: str
    source: str


Source = Callable[[], Sequence[Activity]]
_sources: list[Source] = []


def provide(source: Source) -> None:
    """Take the activities from this source from now on."""
    _sources[:] = [source]


def activities() -> list[Activity]:
    """Give the activities in the language of the moment; none when nobody gave a source."""
    return [activity for source in _sources for activity in source()]


def columns() -> tuple[str, ...]:
    """Give the names of the eight columns, in order."""
    return (
        _("Data"),
        _("Who answers for it, and who works on their behalf"),
        _("About whom"),
        _("What for"),
        _("Legal ground"),
        _("Who receives it"),
        _("How long"),
        _("Where it comes from"),
    )


def rows() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give (category, the other seven columns with their names) of each activity."""
    names = columns()
    for activity in activities():
        category, *others = astuple(activity)
        yield category, list(zip(names[1:], others, strict=True))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the register."""
    return render(request, "portal/register.html", {"rows": list(rows())})


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Give the register as a table any spreadsheet opens."""
    response = HttpResponse(as_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def as_csv() -> str:
    """Write the table; the mark at the start tells spreadsheets how the accents are written."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns())
    writer.writerows(astuple(activity) for activity in activities())
    return "\ufeff" + out.getvalue()
