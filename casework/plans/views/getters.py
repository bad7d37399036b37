"""Small getters of the plan's pages: what is not hers, or not the centre's, is not there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from casework.cases.models import Case
from casework.survivors.models import Survivor
from casework.survivors.views.getters import staff_of

from .. import queries
from ..actions import PlanRefused
from ..models import Plan

TAB = "plans:tab"


def plan_or_404(request: HttpRequest, survivor: Survivor, plan_id: UUID) -> Plan:
    """Give one version of her plans. Raises Http404."""
    found = queries.plan_of(survivor, plan_id, by=staff_of(request))
    if found is None:
        raise Http404
    return found


def case_or_404(request: HttpRequest, survivor: Survivor, case_id: UUID) -> Case:
    """Give a case of hers that the asker may change. Raises Http404."""
    mine = Case.objects.changeable_by(staff_of(request)).filter(survivor=survivor, pk=case_id)
    found: Case | None = mine.select_related("survivor", "centre").first()
    if found is None:
        raise Http404
    return found


def to(survivor: Survivor, plan: Plan) -> HttpResponse:
    """Go to the page of a version."""
    return redirect("plans:version", survivor.pk, plan.pk)


def told(request: HttpRequest, refused: PlanRefused, where: str, *args: Any) -> HttpResponse:
    """Say why it was not done, on the page to which one returns."""
    messages.error(request, str(refused.words))
    return redirect(where, *args)
