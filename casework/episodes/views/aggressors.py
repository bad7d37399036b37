"""Aggressors of her file: one person, naming him, correcting what is known (issue item 7)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import reads_cases, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.queries import related_to
from casework.survivors.views.getters import changeable, file_of, page, staff_of

from .. import aggressor_actions, queries, screens
from ..aggressor_forms import AggressorForm
from ..catalogue import lists
from ..queries import Known

TAB = "episodes:list"


@reads_cases
@require_GET
def aggressor(request: HttpRequest, survivor_id: UUID, aggressor_id: UUID) -> HttpResponse:
    """What this file knows of him, and in how many others he appears."""
    survivor, by, at = file_of(request, survivor_id), staff_of(request), timezone.now()
    shown = _pick(queries.aggressors_with_others(survivor, by=by, at=at), aggressor_id)
    asked = queries.Asked(aggressor=shown.aggressor.pk)
    context = page(
        request, survivor, TAB, shown=shown, most=screens.most(),
        before=[(link, lists().name("relation", link.relation)) for link in shown.before],
        rows=screens.rows(queries.episodes_of(survivor, by=by, asked=asked), [shown]),
    )  # fmt: skip
    return render(request, "episodes/aggressor.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Name an aggressor in her file."""
    survivor = changeable(request, survivor_id)
    form = _form(request, survivor, about=survivor.pk)
    if request.method == "POST" and form.is_valid():
        made = _save(request, survivor, form, None)
        if made:
            return made
    return _form_page(request, survivor, form)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, survivor_id: UUID, aggressor_id: UUID) -> HttpResponse:
    """Correct what is known of him; an earlier relation stays in the history."""
    survivor = changeable(request, survivor_id)
    shown = known_of(survivor, aggressor_id, staff_of(request))
    form = _form(request, survivor, about=shown.aggressor.pk, shown=shown)
    if request.method == "POST" and form.is_valid():
        made = _save(request, survivor, form, shown)
        if made:
            return made
    return _form_page(request, survivor, form, shown=shown)


def known_of(survivor: Survivor, aggressor_id: UUID, by: Staff) -> Known:
    """Give one aggressor of hers. Raises Http404."""
    return _pick(queries.aggressors_of(survivor, by=by), aggressor_id)


def _pick(found: list[Known], aggressor_id: UUID) -> Known:
    for known in found:
        if known.aggressor.pk == aggressor_id:
            return known
    raise Http404


def _form(
    request: HttpRequest, survivor: Survivor, *, about: UUID, shown: Known | None = None
) -> AggressorForm:
    return open_form(
        request, AggressorForm, name="episodes-aggressor", about=about, survivor=survivor.pk,
        initial=AggressorForm.initial_of(shown) if shown else None,
        version=str(shown.aggressor.updated_at) if shown else "", related=related_to(survivor),
    )  # fmt: skip


def _save(
    request: HttpRequest, survivor: Survivor, form: AggressorForm, shown: Known | None
) -> HttpResponse | None:
    """Write it down; None, with the reason on the form, when it cannot be."""
    about = shown.aggressor.pk if shown else survivor.pk
    values: dict[str, Any] = {
        "survivor": survivor, "person": form.person(), "bond": form.bond(),
        "by": staff_of(request), "at": timezone.now(),
    }  # fmt: skip
    field = "run" if form.cleaned_data["run"] else "document_value"
    # Before the act: it may be the last that this operator does in this file (conflict rule).
    let_go(request, name="episodes-aggressor", about=about)
    try:
        made = (
            aggressor_actions.correct_aggressor(aggressor=shown.aggressor, **values)
            if shown
            else aggressor_actions.name_aggressor(**values)
        )
    except aggressor_actions.AggressorIsHer:
        form.add_error(field, _("This is her own document. Check who is who."))
        return None
    except aggressor_actions.AlreadyNamed:
        form.add_error(field, _("This person is in her file already. Correct that entry."))
        return None
    messages.success(request, _("Saved."))
    return redirect("episodes:aggressor", survivor.pk, made.pk)


def _form_page(
    request: HttpRequest, survivor: Survivor, form: AggressorForm, **more: Any
) -> HttpResponse:
    context = page(request, survivor, TAB, form=form, **more)
    status = 422 if form.is_bound else 200
    return render(request, "episodes/aggressor_form.html", context, status=status)
