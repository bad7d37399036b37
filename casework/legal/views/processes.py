"""Pages of a legal process and its hearings."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import reads_cases, staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.views.getters import changeable, page, staff_of

from .. import actions, queries
from ..choices import ProcessState
from ..forms import HearingForm, MoveForm, ProcessForm
from ..models import Hearing, LegalProcess
from ..states import MOVES
from .getters import TAB, accused_of, form_page, lawyers_of, read, write


@reads_cases
@require_GET
def process(request: HttpRequest, survivor_id: UUID, process_id: UUID) -> HttpResponse:
    """One process: what is known, its hearings and its documents."""
    survivor, found = read(request, survivor_id, queries.process_of, process_id)
    by = staff_of(request)
    context = page(
        request,
        survivor,
        TAB,
        process=found,
        hearings=queries.hearings_of(found),
        documents=queries.documents_of(found.pk, by=by),
        people=dict(lawyers_of(by)) if found.lawyer else {},
        accused=dict(accused_of(survivor, by)).get(found.accused) if found.accused else "",
        moves=MOVES[ProcessState(found.state)],
        now=timezone.now(),
    )
    context["lawyer"] = context["people"].get(found.lawyer, "")
    return render(request, "legal/process.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new_process(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Write a process down."""
    return _process_form(request, changeable(request, survivor_id), None)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def edit_process(request: HttpRequest, survivor_id: UUID, process_id: UUID) -> HttpResponse:
    """Correct what is known of a process."""
    return _process_form(request, *write(request, survivor_id, queries.process_of, process_id))


def _process_form(
    request: HttpRequest, survivor: Survivor, known: LegalProcess | None
) -> HttpResponse:
    by, about = staff_of(request), known.pk if known else survivor.pk
    form = open_form(
        request, ProcessForm, name="legal-process", about=about,
        version=str(known.updated_at) if known else "",
        initial=ProcessForm.known(known) if known else None,
        accused=accused_of(survivor, by), lawyers=lawyers_of(by),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        saved = actions.save_process(
            survivor=survivor, facts=form.facts(), by=by, at=timezone.now(), process=known
        )
        let_go(request, name="legal-process", about=about)
        messages.success(request, _("Saved."))
        return redirect("legal:process", survivor.pk, saved.pk)
    heading = _("Correct the legal process") if known else _("New legal process")
    return form_page(request, survivor, form, heading, back=reverse(TAB, args=[survivor.pk]))


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def move_process(request: HttpRequest, survivor_id: UUID, process_id: UUID) -> HttpResponse:
    """Suspend it, take it up again or end it."""
    survivor, found = write(request, survivor_id, queries.process_of, process_id)
    form = MoveForm(request.POST or None, moves=MOVES[ProcessState(found.state)])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["ended_on"] and data["ended_on"] < found.started_on:
            form.add_error("ended_on", _("It ended before it began. Check both dates."))
        else:
            actions.move_process(
                process=found, to=ProcessState(data["to"]), ended_on=data["ended_on"],
                outcome=data["outcome"], by=staff_of(request), at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("legal:process", survivor.pk, found.pk)
    back = reverse("legal:process", args=[survivor.pk, found.pk])
    return form_page(request, survivor, form, _("Where the process stands"), back=back)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new_hearing(request: HttpRequest, survivor_id: UUID, process_id: UUID) -> HttpResponse:
    """Write a hearing down."""
    survivor, found = write(request, survivor_id, queries.process_of, process_id)
    return _hearing_form(request, survivor, found, None)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def hearing(request: HttpRequest, survivor_id: UUID, hearing_id: UUID) -> HttpResponse:
    """Correct a hearing, or say what came of it."""
    survivor, found = write(request, survivor_id, queries.hearing_of, hearing_id)
    return _hearing_form(request, survivor, found.process, found)


def _hearing_form(
    request: HttpRequest, survivor: Survivor, process: LegalProcess, known: Hearing | None
) -> HttpResponse:
    about = known.pk if known else process.pk
    form = open_form(
        request, HearingForm, name="legal-hearing", about=about,
        version=str(known.updated_at) if known else "",
        initial=HearingForm.known(known) if known else {"court": process.court},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        actions.save_hearing(
            process=process, facts=form.facts(), by=staff_of(request), at=timezone.now(),
            hearing=known,
        )  # fmt: skip
        let_go(request, name="legal-hearing", about=about)
        messages.success(request, _("Saved. The reminders are among the tasks."))
        return redirect("legal:process", survivor.pk, process.pk)
    back = reverse("legal:process", args=[survivor.pk, process.pk])
    heading = _("The hearing") if known else _("New hearing")
    return form_page(request, survivor, form, heading, back=back)
