"""The vault: write a reserved note for one case, open one with a reason (law DP-60)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import Refused, staff_may
from casework.access.levels import Right
from casework.survivors.views.getters import changeable, page, staff_of

from .. import queries, vault_actions
from ..aggressor_forms import BackgroundForm, ReasonForm
from .aggressors import TAB, known_of


@staff_may(Right.OPEN_CASES)
@require_GET
def notes(request: HttpRequest, survivor_id: UUID, aggressor_id: UUID) -> HttpResponse:
    """The notes of one's own case about one person: who told it and until when, nothing more."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    shown = known_of(survivor, aggressor_id, by)
    found = queries.notes_about(shown.aggressor, by=by)
    context = page(request, survivor, TAB, shown=shown, notes=found)
    return render(request, "episodes/notes.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, survivor_id: UUID, aggressor_id: UUID) -> HttpResponse:
    """Write a note for her open case in one's own centre, until a day."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    shown = known_of(survivor, aggressor_id, by)
    case = queries.open_case_of(survivor, by=by)
    if case is None:
        raise Refused(_("A reserved note belongs to an open case of your centre."), "no-case")
    latest = vault_actions.latest_day(timezone.localdate())
    form = BackgroundForm(request.POST or None, latest=latest)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        vault_actions.keep_background(
            survivor=survivor, aggressor=shown.aggressor, case=case, text=data["text"],
            institution_code=data["institution"].pk, expires_on=data["expires_on"], by=by,
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved. It will be destroyed when its day is past."))
        return redirect("episodes:notes", survivor_id, aggressor_id)
    context = page(request, survivor, TAB, form=form, shown=shown, latest=latest)
    status = 422 if form.is_bound else 200
    return render(request, "episodes/background.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def read(
    request: HttpRequest, survivor_id: UUID, aggressor_id: UUID, note_id: UUID
) -> HttpResponse:
    """Open one note, this time, with a reason; leaving the page closes it."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    shown = known_of(survivor, aggressor_id, by)
    note = next((one for one in queries.notes_about(shown.aggressor, by=by) if one.pk == note_id),
                None)  # fmt: skip
    if note is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    text = ""
    if request.method == "POST" and form.is_valid():
        text = vault_actions.open_background(
            note=note, reason=form.cleaned_data["reason"], by=by, at=timezone.now()
        )
    context = page(request, survivor, TAB, form=form, shown=shown, note=note, text=text)
    status = 422 if form.is_bound and not text else 200
    return render(request, "episodes/background_read.html", context, status=status)
