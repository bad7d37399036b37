"""Beginning a version and writing its draft: from nothing, from the one in force, from paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.attachments.actions import About, bring
from casework.attachments.forms import megabytes
from casework.attachments.models import Attachment
from casework.documents.store import StoreFull
from casework.drafts.keeping import let_go, open_form
from casework.survivors.views.getters import changeable, page, staff_of

from .. import actions, content_actions, facts, queries
from ..act_forms import PaperForm
from ..actions import PlanRefused
from ..choices import Who
from ..forms import AS_ANSWER, DraftForm, Shape
from ..models import Plan, PlanActivity
from .getters import TAB, case_or_404, plan_or_404, to, told

NAME = "plans-draft"


@staff_may(Right.OPEN_CASES)
@require_POST
def start(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """Begin a draft and go to write it."""
    survivor = changeable(request, survivor_id)
    case = case_or_404(request, survivor, case_id)
    try:
        plan = actions.start(case=case, by=staff_of(request), at=timezone.now())
    except PlanRefused as refused:
        return told(request, refused, TAB, survivor_id)
    return redirect("plans:edit", survivor_id, plan.pk)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """File a plan made on paper and go to enter its key points."""
    survivor = changeable(request, survivor_id)
    case = case_or_404(request, survivor, case_id)
    form = open_form(request, PaperForm, name="plans-paper", about=case.pk)
    if request.method == "POST" and form.is_valid():
        by, at, data = staff_of(request), timezone.now(), form.cleaned_data
        try:
            scan = bring(
                survivor=survivor, file=data["file"], kind=Attachment.Kind.PLAN, by=by, at=at,
                about=About(
                    centre_id=case.centre_id, document_date=data["signed_on"],
                    target=("case", case.pk),
                ),
            )  # fmt: skip
            plan = actions.start(case=case, by=by, at=at, paper=scan, signed_on=data["signed_on"])
        except StoreFull as full:
            form.add_error("file", str(full.words))
        except PlanRefused as refused:
            return told(request, refused, TAB, survivor_id)
        else:
            let_go(request, name="plans-paper", about=case.pk)
            messages.success(request, _("The paper is in her file. Now enter its key points."))
            return redirect("plans:edit", survivor_id, plan.pk)
    status = 422 if form.is_bound else 200
    context = page(request, survivor, TAB, form=form, case=case, megabytes=megabytes())
    return render(request, "plans/paper.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, survivor_id: UUID, plan_id: UUID) -> HttpResponse:
    """Write the draft: all objectives and activities on one page. Saving may ask for more rows."""
    survivor = changeable(request, survivor_id)
    plan = plan_or_404(request, survivor, plan_id)
    known, kept = _known(plan)
    form = open_form(
        request, DraftForm, name=NAME, about=plan.pk, version=str(plan.updated_at), initial=known,
        kept=kept, team=queries.team_of(plan.centre_id, today=timezone.localdate()),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            content_actions.write(
                plan=plan, note=form.cleaned_data["note"], objectives=form.given,
                by=staff_of(request), at=timezone.now(),
            )  # fmt: skip
        except PlanRefused as refused:
            return told(request, refused, "plans:version", survivor_id, plan.pk)
        let_go(request, name=NAME, about=plan.pk)
        if "more" in request.POST:
            return redirect("plans:edit", survivor_id, plan.pk)
        messages.success(request, _("The draft is saved."))
        return to(survivor, plan)
    status = 422 if form.is_bound and not form.is_valid() else 200
    context = page(request, survivor, TAB, form=form, plan=plan)
    return render(request, "plans/edit.html", context, status=status)


def _known(plan: Plan) -> tuple[dict[str, Any], Shape]:
    """Give what the draft holds, as the form asks for it, and its rows."""
    known: dict[str, Any] = {"note": plan.note}
    kept: Shape = {}
    for held in facts.objectives_of([plan])[plan.pk]:
        row, key = held.row, str(held.row.thread)
        kept[key] = [str(one.thread) for one in held.kept]
        values = {"area": row.area, "words": row.words, "agreed_on": row.agreed_on}
        values["agreed"] = AS_ANSWER[row.agreed]
        known |= {f"o__{key}__{name}": value for name, value in values.items()}
        for one in held.kept:
            below = _known_activity(one).items()
            known |= {f"a__{key}__{one.thread}__{name}": value for name, value in below}
    return known, kept


def _known_activity(row: PlanActivity) -> dict[str, Any]:
    return {
        "what": row.what, "external": row.external, "starts_on": row.starts_on,
        "who": str(row.responsible) if row.who == Who.TEAM else row.who,
        "due_on": row.due_on, "indicator": row.indicator,
    }  # fmt: skip
