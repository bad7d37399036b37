"""What changes where a case stands: open, move, drop out, return, exit, take charge, undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.survivors.views.getters import centres_of, changeable, page, staff_of

from .. import actions, details_actions, exit_actions, forms, queries
from ..refusals import CaseRefused
from ..stages import Stage
from .getters import TAB, asked, case_to_change

BOTH = ["GET", "POST"]


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def open_(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Open a case: a re-entry, or the first one in this centre."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    centres = centres_of(request)
    form = open_form(
        request, forms.OpenForm, name="cases-open", about=survivor.pk, centres=centres,
        initial={"programme": queries.usual_programme([centre.pk for centre in centres])},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "centre_id": int(form.cleaned_data["centre"])}
        data.pop("centre")
        try:
            case = actions.open_case(survivor=survivor, by=by, at=timezone.now(), **data)
        except CaseRefused as refused:
            form.add_error(None, str(refused.words))
        else:
            let_go(request, name="cases-open", about=survivor.pk)
            messages.success(request, _("The case is open."))
            return redirect("cases:case", survivor_id, case.pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "cases/form.html", page(request, survivor, TAB, form=form), status=status
    )


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def details(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """Correct how she came, the programme and the type of intervention."""
    case = case_to_change(request, survivor_id, case_id)
    by = staff_of(request)

    def act(data: dict[str, Any]) -> None:
        details_actions.describe(case=case, by=by, at=timezone.now(), **data)

    return asked(
        request, case, forms.DetailsForm, name="cases-details", act=act,
        version=str(case.updated_at), initial=queries.known_of(case),
    )  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_POST
def move(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """One of the buttons of what comes next."""
    case = case_to_change(request, survivor_id, case_id)
    form = forms.MoveForm(request.POST)
    try:
        if form.is_valid():
            to = Stage(form.cleaned_data["to"])
            actions.move(case=case, to=to, by=staff_of(request), at=timezone.now())
            messages.success(request, _("Now: %(stage)s") % {"stage": to.label})
    except CaseRefused as refused:
        messages.error(request, str(refused.words))
    return redirect("cases:case", survivor_id, case_id)


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def drop_out(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """She stopped coming."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    return asked(
        request, case, forms.DropOutForm, name="cases-drop-out",
        act=lambda data: actions.drop_out(case=case, by=by, at=timezone.now(), **data),
    )  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def return_(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """She came back."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)

    def act(data: dict[str, Any]) -> None:
        to = Stage(data.pop("to"))
        actions.return_(case=case, by=by, at=timezone.now(), to=to, **data)

    known = {"to": actions.stage_left(case).value}
    return asked(request, case, forms.ReturnForm, name="cases-return", act=act, initial=known)


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def exit_(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> HttpResponse:
    """The exit, with its reason."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    return asked(
        request, case, forms.ExitForm, name="cases-exit",
        act=lambda data: exit_actions.exit_case(case=case, by=by, at=timezone.now(), **data),
    )  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(BOTH)
def follow_up(
    request: HttpRequest, survivor_id: UUID, case_id: UUID, follow_up_id: UUID
) -> HttpResponse:
    """How she is, some months after the exit."""
    case, by = case_to_change(request, survivor_id, case_id), staff_of(request)
    found = queries.follow_up_of(case, follow_up_id)
    if found is None:
        raise Http404

    def act(data: dict[str, Any]) -> None:
        exit_actions.record_follow_up(follow_up=found, by=by, at=timezone.now(), **data)

    return asked(
        request, case, forms.FollowUpForm, name="cases-follow-up", about=found.pk, act=act,
        context={"follow_up": found},
    )  # fmt: skip
