"""The tab "Derivaciones": what was referred in and out, and what was answered."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import Refused, reads_cases, staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.sharing.actions import NotShared
from casework.survivors.models import Survivor
from casework.survivors.views.getters import changeable, file_of, page, staff_of
from casework.territory.listed import kept
from casework.territory.models import Institution

from . import actions, queries
from .choices import Answer, ReferralState
from .forms import AgainForm, AnswerForm, EndForm, ReferralForm
from .models import Referral
from .states import MOVES

TAB = "referrals:list"


@reads_cases
@require_GET
def referrals(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """List what was referred, unanswered ones first."""
    survivor = file_of(request, survivor_id)
    lines = queries.referrals_of(survivor, by=staff_of(request), today=timezone.localdate())
    return render(request, "referrals/list.html", page(request, survivor, TAB, lines=lines))


@reads_cases
@require_GET
def referral(request: HttpRequest, survivor_id: UUID, referral_id: UUID) -> HttpResponse:
    """One referral."""
    survivor = file_of(request, survivor_id)
    found = _found(request, survivor, referral_id)
    context = page(
        request, survivor, TAB, referral=found,
        line=queries.line_of(found, timezone.localdate()),
        moves=MOVES[ReferralState(found.state)],
    )  # fmt: skip
    return render(request, "referrals/referral.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Write a referral down."""
    survivor = changeable(request, survivor_id)
    form = open_form(request, ReferralForm, name="referral", about=survivor.pk,
                     initial={"on_day": timezone.localdate()})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = _made(request, form, survivor)
        if made is not None:
            let_go(request, name="referral", about=survivor.pk)
            messages.success(request, _("Saved. The day to ask again is among the tasks."))
            return redirect("referrals:referral", survivor.pk, made.pk)
    return _form(request, survivor, form, _("New referral"), "referrals/new.html",
                 back=reverse(TAB, args=[survivor.pk]))  # fmt: skip


@reads_cases
@require_GET
def leaves(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """To which institutions her data may go today, and why not to the others."""
    survivor, at = file_of(request, survivor_id), timezone.now()
    institutions = kept(Institution.objects.valid_on(timezone.localdate()).order_by("name"))
    found = queries.leaves_of(survivor, institutions, at=at)
    return render(request, "referrals/leaves.html", page(request, survivor, TAB, leaves=found))


def _made(request: HttpRequest, form: ReferralForm, survivor: Survivor) -> Referral | None:
    """Write it down, or put the gate's reason on the form."""
    by = staff_of(request)
    centre_id = min(by.case_centres & set(survivor.centre_ids))
    try:
        return actions.make_referral(
            survivor=survivor, facts=form.facts(), centre_id=centre_id, by=by, at=timezone.now()
        )
    except NotShared as refused:
        form.add_error("basis", str(refused.answer.reason))
        return None


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, survivor_id: UUID, referral_id: UUID) -> HttpResponse:
    """Write the answer down."""
    survivor, found = _to_change(request, survivor_id, referral_id, ReferralState.ANSWERED)
    form = open_form(request, AnswerForm, name="referral-answer", about=found.pk,
                     version=str(found.updated_at), since=found.on_day,
                     initial={"on": timezone.localdate()})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.answer_referral(
            referral=found, answer=Answer(data["answer"]), on=data["on"], text=data["text"],
            by=staff_of(request), at=timezone.now(),
        )  # fmt: skip
        let_go(request, name="referral-answer", about=found.pk)
        return _saved(request, found)
    return _form(request, survivor, form, _("The answer"), back=_back(found))


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, survivor_id: UUID, referral_id: UUID) -> HttpResponse:
    """No answer yet: ask again later."""
    survivor, found = _to_change(request, survivor_id, referral_id, ReferralState.ANSWERED)
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.postpone(
            referral=found, until=form.cleaned_data["until"], by=staff_of(request),
            at=timezone.now(),
        )  # fmt: skip
        return _saved(request, found)
    return _form(request, survivor, form, _("Ask again later"), back=_back(found))


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, survivor_id: UUID, referral_id: UUID) -> HttpResponse:
    """Say what came of it."""
    survivor, found = _to_change(request, survivor_id, referral_id, ReferralState.CLOSED)
    form = open_form(request, EndForm, name="referral-end", about=found.pk,
                     version=str(found.updated_at), since=found.on_day,
                     initial={"on": timezone.localdate()})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        actions.close_referral(
            referral=found, ending=form.cleaned_data["ending"], on=form.cleaned_data["on"],
            by=staff_of(request), at=timezone.now(),
        )  # fmt: skip
        let_go(request, name="referral-end", about=found.pk)
        return _saved(request, found)
    return _form(request, survivor, form, _("What came of it"), back=_back(found))


def _found(request: HttpRequest, survivor: Survivor, referral_id: UUID) -> Referral:
    found = queries.referral_of(survivor, referral_id, by=staff_of(request))
    if found is None:
        raise Http404
    return found


def _to_change(
    request: HttpRequest, survivor_id: UUID, referral_id: UUID, to: ReferralState
) -> tuple[Survivor, Referral]:
    survivor = changeable(request, survivor_id)
    found = _found(request, survivor, referral_id)
    if to not in MOVES[ReferralState(found.state)]:
        raise Refused(_("This was done already."), "state")
    return survivor, found


def _back(found: Referral) -> str:
    return reverse("referrals:referral", args=[found.survivor_id, found.pk])


def _saved(request: HttpRequest, found: Referral) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("referrals:referral", found.survivor_id, found.pk)


def _form(
    request: HttpRequest,
    survivor: Survivor,
    form: forms.Form,
    heading: str,
    template: str = "referrals/form.html",
    **more: Any,
) -> HttpResponse:
    context = page(request, survivor, TAB, form=form, heading=heading, **more)
    return render(request, template, context, status=422 if form.is_bound else 200)
