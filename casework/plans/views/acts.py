"""Acts on a version: agree, sign, note progress and evidence, review, end, safety plan."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.attachments.queries import choices_of, document_of
from casework.drafts.keeping import let_go, open_form
from casework.survivors.views.getters import changeable, page, staff_of

from .. import actions, content_actions, facts, queries, rules, safety_actions, sheet_actions
from ..act_forms import AgreeForm, EndForm, EvidenceForm, ReviewForm, SafetyForm
from ..actions import PlanRefused
from ..choices import Ending, Progress
from ..models import Plan
from ..states import State
from .getters import TAB, case_or_404, plan_or_404, to, told


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, survivor_id: UUID, plan_id: UUID) -> HttpResponse:
    """Read the draft with her; she signs by button or prefers not to."""
    survivor, by, at = changeable(request, survivor_id), staff_of(request), timezone.now()
    plan = plan_or_404(request, survivor, plan_id)
    form = open_form(
        request, AgreeForm, name="plans-agree", about=plan.pk, version=str(plan.updated_at)
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.agree(
                plan=plan, signed=data["signed"] == "yes", on=timezone.localdate(), by=by, at=at,
                head_required=data["head_required"],
            )  # fmt: skip
        except PlanRefused as refused:
            return told(request, refused, "plans:version", survivor_id, plan.pk)
        sheet_actions.seal_when_complete(plan=plan, by=by, at=at)
        let_go(request, name="plans-agree", about=plan.pk)
        messages.success(request, _("The plan is in force. Its review is on the list of tasks."))
        return to(survivor, plan)
    sheet = queries.sheet(plan, today=timezone.localdate())
    lacking = rules.missing([facts.objective_facts(one) for one in sheet.held])
    context = page(request, survivor, TAB, form=form, sheet=sheet, lacking=lacking)
    return render(request, "plans/agree.html", context, status=422 if form.is_bound else 200)


@staff_may(Right.OPEN_CASES)
@require_POST
def sign(request: HttpRequest, survivor_id: UUID, plan_id: UUID) -> HttpResponse:
    """Sign as head of centre."""
    survivor, by, at = changeable(request, survivor_id), staff_of(request), timezone.now()
    plan = plan_or_404(request, survivor, plan_id)
    try:
        actions.sign_as_head(plan=plan, by=by, at=at)
    except PlanRefused as refused:
        return told(request, refused, "plans:version", survivor_id, plan.pk)
    sheet_actions.seal_when_complete(plan=plan, by=by, at=at)
    messages.success(request, _("Signed."))
    return to(survivor, plan)


@staff_may(Right.OPEN_CASES)
@require_POST
def progress(request: HttpRequest, survivor_id: UUID, plan_id: UUID) -> HttpResponse:
    """Save how far the activities have come: one tap each."""
    survivor = changeable(request, survivor_id)
    plan = plan_or_404(request, survivor, plan_id)
    try:
        content_actions.set_progress(
            plan=plan, progress=tapped(request), by=staff_of(request), at=timezone.now()
        )
    except PlanRefused as refused:
        return told(request, refused, "plans:version", survivor_id, plan.pk)
    messages.success(request, _("Progress saved."))
    return to(survivor, plan)


def tapped(request: HttpRequest) -> dict[UUID, int]:
    """Give what was tapped, by activity; what is no number from 0 to 4 is left out."""
    found: dict[UUID, int] = {}
    values = {str(one.value): one.value for one in Progress}
    for name, value in request.POST.items():
        if name.startswith("p-") and value in values:
            try:
                found[UUID(name.removeprefix("p-"))] = values[str(value)]
            except ValueError:
                continue
    return found


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def evidence(
    request: HttpRequest, survivor_id: UUID, plan_id: UUID, activity_id: UUID
) -> HttpResponse:
    """Write what shows that an activity was done, with a document of her file or without."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    plan = plan_or_404(request, survivor, plan_id)
    activity = queries.activity_of(plan, activity_id, by=by)
    if activity is None:
        raise Http404
    known = {"words": activity.evidence, "attachment": activity.attachment_id or ""}
    form = open_form(
        request, EvidenceForm, name="plans-evidence", about=activity.pk,
        version=str(activity.updated_at), initial=known, documents=choices_of(survivor, by=by),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = document_of(survivor, data["attachment"], by=by) if data["attachment"] else None
        try:
            content_actions.add_evidence(
                plan=plan, activity=activity, words=data["words"], attachment=chosen, by=by,
                at=timezone.now(),
            )  # fmt: skip
        except PlanRefused as refused:
            return told(request, refused, "plans:version", survivor_id, plan.pk)
        let_go(request, name="plans-evidence", about=activity.pk)
        return to(survivor, plan)
    context = page(request, survivor, TAB, form=form, plan=plan, activity=activity)
    return render(request, "plans/evidence.html", context, status=_status(form))


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, survivor_id: UUID, plan_id: UUID) -> HttpResponse:
    """Review the plan with her: progress of each activity, what she says, when to look again."""
    survivor, by, today = changeable(request, survivor_id), staff_of(request), timezone.localdate()
    plan = plan_or_404(request, survivor, plan_id)
    known = {"on": today, "next_on": rules.next_review(today)}
    form = open_form(
        request, ReviewForm, name="plans-review", about=plan.pk, initial=known,
        version=str(plan.updated_at),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            content_actions.review(
                plan=plan, progress=_all(plan) | tapped(request), by=by, at=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except PlanRefused as refused:
            form.add_error(None, str(refused.words))
        else:
            let_go(request, name="plans-review", about=plan.pk)
            messages.success(request, _("The review is in her file and the next one on the list."))
            return to(survivor, plan)
    sheet = queries.sheet(plan, today=today)
    context = page(request, survivor, TAB, form=form, sheet=sheet, tapped=tapped(request))
    return render(request, "plans/review.html", context, status=_status(form))


def _all(plan: Plan) -> dict[UUID, int]:
    held = facts.objectives_of([plan])[plan.pk]
    return {row.thread: row.progress for one in held for row in one.kept}


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, survivor_id: UUID, plan_id: UUID) -> HttpResponse:
    """End the version in force, or throw a draft away."""
    survivor = changeable(request, survivor_id)
    plan = plan_or_404(request, survivor, plan_id)
    is_draft = plan.state == State.DRAFT
    form = open_form(request, EndForm, name="plans-end", about=plan.pk)
    if request.method == "POST" and (is_draft or form.is_valid()):
        ending = Ending.DISCARDED if is_draft else form.cleaned_data["ending"]
        try:
            actions.end(plan=plan, ending=ending, by=staff_of(request), at=timezone.now())
        except PlanRefused as refused:
            return told(request, refused, TAB, survivor_id)
        let_go(request, name="plans-end", about=plan.pk)
        messages.success(request, _("This version ended. It stays in her file."))
        return redirect(TAB, survivor_id)
    context = page(request, survivor, TAB, form=form, plan=plan, is_draft=is_draft)
    return render(request, "plans/end.html", context, status=_status(form))


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def safety(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """Talk her safety plan through, part by part."""
    survivor = changeable(request, survivor_id)
    case = case_or_404(request, survivor, case_id)
    known = queries.safety_of(case)
    form = open_form(
        request, SafetyForm, name="plans-safety", about=case.pk,
        version=str(known.created_at if known else ""), initial=known.content if known else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            safety_actions.write_safety(
                case=case, content=form.cleaned_data, by=staff_of(request), at=timezone.now()
            )
        except PlanRefused as refused:
            return told(request, refused, TAB, survivor_id)
        let_go(request, name="plans-safety", about=case.pk)
        messages.success(request, _("The safety plan is sealed in her file."))
        return redirect(TAB, survivor_id)
    context = page(request, survivor, TAB, form=form, known=known)
    return render(request, "plans/safety.html", context, status=_status(form))


def _status(form: forms.BaseForm) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200
