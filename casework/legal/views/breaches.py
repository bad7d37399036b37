"""Pages of a breach of a measure (desacato)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.views.getters import staff_of

from .. import measure_actions, queries
from ..measure_forms import BreachForm
from ..measure_models import Breach, ProtectiveMeasure
from .getters import form_page, write


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new_breach(request: HttpRequest, survivor_id: UUID, measure_id: UUID) -> HttpResponse:
    """Write down that a measure was not kept."""
    survivor, found = write(request, survivor_id, queries.measure_of, measure_id)
    return _breach_form(request, survivor, found, None)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def breach(request: HttpRequest, survivor_id: UUID, breach_id: UUID) -> HttpResponse:
    """Correct a breach, or say what came of it."""
    survivor, found = write(request, survivor_id, queries.breach_of, breach_id)
    return _breach_form(request, survivor, found.measure, found)


def _breach_form(
    request: HttpRequest, survivor: Survivor, measure: ProtectiveMeasure, known: Breach | None
) -> HttpResponse:
    about = known.pk if known else measure.pk
    initial = BreachForm.known(known) if known else {"day": timezone.localdate()}
    form = open_form(
        request, BreachForm, name="measure-breach", about=about, initial=initial,
        version=str(known.updated_at) if known else "", since=measure.starts_on,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        measure_actions.save_breach(
            measure=measure, facts=facts, by=staff_of(request), at=timezone.now(), breach=known
        )
        let_go(request, name="measure-breach", about=about)
        if known is None and not facts.reported_to:
            messages.warning(request, _("Saved. The duty to report runs: 24 hours."))
        else:
            messages.success(request, _("Saved."))
        return redirect("legal:measure", survivor.pk, measure.pk)
    back = reverse("legal:measure", args=[survivor.pk, measure.pk])
    return form_page(request, survivor, form, _("The measure was not kept (desacato)"), back=back)
