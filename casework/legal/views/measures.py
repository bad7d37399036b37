"""Pages of a measure: what it says, its renewals and its breaches."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import Refused, reads_cases, staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.views.getters import changeable, page, staff_of

from .. import measure_actions, queries
from ..choices import MeasureState
from ..measure_forms import CheckForm, CloseForm, MeasureForm, RenewForm, named
from ..measure_models import ProtectiveMeasure
from .getters import TAB, form_page, read, write


@reads_cases
@require_GET
def measure(request: HttpRequest, survivor_id: UUID, measure_id: UUID) -> HttpResponse:
    """One measure, where it stands and what happened to it."""
    survivor, found = read(request, survivor_id, queries.measure_of, measure_id)
    context = page(
        request,
        survivor,
        TAB,
        line=queries.measure_line(found, timezone.localdate()),
        measure=found,
        renewals=queries.renewals_of(found),
        breaches=queries.breaches_of(found),
        documents=queries.documents_of(found.pk, by=staff_of(request)),
        check_form=CheckForm(initial={"on": timezone.localdate()}),
        open=found.state == MeasureState.IN_FORCE,
    )
    return render(request, "legal/measure.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new_measure(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Write a measure down."""
    return _measure_form(request, changeable(request, survivor_id), None)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def edit_measure(request: HttpRequest, survivor_id: UUID, measure_id: UUID) -> HttpResponse:
    """Correct a measure."""
    survivor, found = write(request, survivor_id, queries.measure_of, measure_id)
    _still_open(found)
    return _measure_form(request, survivor, found)


def _measure_form(
    request: HttpRequest, survivor: Survivor, known: ProtectiveMeasure | None
) -> HttpResponse:
    by, about, at = staff_of(request), known.pk if known else survivor.pk, timezone.now()
    form = open_form(
        request, MeasureForm, name="legal-measure", about=about,
        version=str(known.updated_at) if known else "",
        initial=MeasureForm.known(known) if known else None,
        processes=named(queries.processes_of(survivor, by=by, at=at)),
        renewed=known if known and known.period_from != known.starts_on else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        saved = measure_actions.save_measure(
            survivor=survivor, facts=form.facts(), by=by, at=at, measure=known
        )
        let_go(request, name="legal-measure", about=about)
        messages.success(request, _("Saved. We warn 60, 30 and 10 days before it ends."))
        return redirect("legal:measure", survivor.pk, saved.pk)
    heading = _("Correct the measure") if known else _("New measure")
    return form_page(request, survivor, form, heading, back=reverse(TAB, args=[survivor.pk]))


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, survivor_id: UUID, measure_id: UUID) -> HttpResponse:
    """The court renewed it."""
    survivor, found = write(request, survivor_id, queries.measure_of, measure_id)
    _still_open(found)
    if found.ends_on is None:
        raise Refused(_("This measure has no end: it needs no renewal."), "state")
    form = open_form(request, RenewForm, name="measure-renewal", about=found.pk,
                     since=found.ends_on, nature=found.nature)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        measure_actions.renew(
            measure=found, decided_on=form.cleaned_data["decided_on"],
            until=form.cleaned_data["until"], by=staff_of(request), at=timezone.now(),
        )  # fmt: skip
        let_go(request, name="measure-renewal", about=found.pk)
        messages.success(request, _("Renewed. The warnings moved with it."))
        return redirect("legal:measure", survivor.pk, found.pk)
    back = reverse("legal:measure", args=[survivor.pk, found.pk])
    return form_page(request, survivor, form, _("Renewal of the measure"), back=back)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, survivor_id: UUID, measure_id: UUID) -> HttpResponse:
    """It is over, and why."""
    survivor, found = write(request, survivor_id, queries.measure_of, measure_id)
    _still_open(found)
    form = open_form(request, CloseForm, name="measure-closing", about=found.pk)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["on"] < found.starts_on:
            form.add_error("on", _("The measure was not in force yet. Check the day."))
        else:
            measure_actions.close_measure(
                measure=found, to=MeasureState(data["to"]), on=data["on"], reason=data["reason"],
                by=staff_of(request), at=timezone.now(),
            )  # fmt: skip
            let_go(request, name="measure-closing", about=found.pk)
            messages.success(request, _("Saved."))
            return redirect("legal:measure", survivor.pk, found.pk)
    back = reverse("legal:measure", args=[survivor.pk, found.pk])
    return form_page(request, survivor, form, _("The measure is over"), back=back)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, survivor_id: UUID, measure_id: UUID) -> HttpResponse:
    """Somebody checked that it is being kept."""
    survivor, found = write(request, survivor_id, queries.measure_of, measure_id)
    _still_open(found)
    form = CheckForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        measure_actions.note_check(
            measure=found, on=form.cleaned_data["on"], by=staff_of(request), at=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("legal:measure", survivor.pk, found.pk)
    back = reverse("legal:measure", args=[survivor.pk, found.pk])
    return form_page(request, survivor, form, _("Check that the measure is kept"), back=back)


def _still_open(found: ProtectiveMeasure) -> None:
    if found.state != MeasureState.IN_FORCE:
        raise Refused(_("This measure is over: write down a new one."), "state")
