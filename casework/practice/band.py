"""The band on each page of the training copy: that nobody here is real, and her story."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from casework.access.models import Operator
from casework.access.principals import Staff

from . import runs, visits
from .runs import Run


def plain() -> dict[str, Any] | None:
    """Give the band of a page that knows nobody; None in the site, which has none."""
    return {"site": settings.PRACTICE_SITE} if settings.PRACTICE else None


def of(request: HttpRequest) -> dict[str, Any] | None:
    """Give the band of a page, with the story of whoever practises. Asked by the page itself."""
    found = plain()
    principal = getattr(request, "principal", None)
    if found is None or not isinstance(principal, Staff):
        return found
    visit = visits.of(request)

    def run() -> Run | None:
        operator = Operator.objects.filter(pk=principal.operator_id).first()
        return runs.run_of(operator, visit.get("exercise", "")) if operator else None

    return {**found, "run": run, "watched": bool(visit.get("watched"))}
