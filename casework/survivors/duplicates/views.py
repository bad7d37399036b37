"""Two records that may be one woman: the list, the two side by side, what people decide."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from .. import masking
from ..queries import display_name
from ..registry.queries import names_of
from ..views.getters import staff_of
from . import actions, queries
from .forms import DecisionForm
from .models import DuplicatePair
from .states import State

PAGE = 25
WORDS = {
    "both": gettext_lazy("Only who sees both files can decide. Attend her, or ask for access."),
    "second": gettext_lazy("Whoever proposed it cannot approve it. Somebody else must."),
    "moved": gettext_lazy("Somebody else decided meanwhile. Look at it again."),
    "keep": gettext_lazy("The record with a RUN stays."),
    "late": gettext_lazy("The thirty days are over: it can no longer be undone."),
}


@staff_may(Right.OPEN_CASES)
@require_GET
def waiting_list(request: HttpRequest) -> HttpResponse:
    """The pairs that wait in one's centres."""
    by = staff_of(request)
    page = Paginator(queries.pairs(by), PAGE).get_page(request.GET.get("pagina"))
    record(Verb.READ_LIST, by=by.actor, at=timezone.now())
    context = {"page": page, "lines": queries.lines(list(page), by)}
    return render(request, "survivors/duplicates.html", context)


@staff_may(Right.OPEN_CASES)
@require_GET
def pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """The two records side by side, each as far as the asker may see it; every look is logged."""
    return _show(request, _open(request, pair_id))


@staff_may(Right.OPEN_CASES)
@require_POST
def decide(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Propose, approve, turn down, say they differ, undo: the button says which."""
    compared = _open(request, pair_id)
    form = _form(compared, request.POST)
    needs_reason = "approve" not in request.POST
    if needs_reason and not form.is_valid():
        return _show(request, compared, form, status=422)
    try:
        _act(request, compared, form)
    except actions.Refused as refused:
        messages.error(request, refused.words or str(WORDS[refused.code]))
    else:
        messages.success(request, _("Done. It counts from now on."))
    return redirect("survivors:duplicate", pair_id)


def _act(request: HttpRequest, compared: queries.Compared, form: DecisionForm) -> None:
    by, at, sent, pair = staff_of(request), timezone.now(), request.POST, compared.pair
    if "approve" in sent:
        actions.approve(pair=pair, by=by, at=at)
        return
    because = form.cleaned_data["because"]
    if "propose" in sent:
        if len(compared.sides) < 2:
            raise actions.Refused("both")
        actions.propose(pair=pair, keep=form.kept(), because=because, by=by, at=at)
    elif "undo" in sent and compared.merge:
        actions.undo(merge=compared.merge, because=because, by=by, at=at)
    else:
        named = {"turn_down": actions.turn_down, "differ": actions.differ,
                 "reconsider": actions.reconsider}  # fmt: skip
        act = next((act for name, act in named.items() if name in sent), None)
        if act is None:
            raise Http404
        act(pair=pair, because=because, by=by, at=at)


def _open(request: HttpRequest, pair_id: UUID) -> queries.Compared:
    by, at = staff_of(request), timezone.now()
    try:
        compared = queries.open_pair(pair_id, by=by, at=at)
    except DuplicatePair.DoesNotExist:
        raise Http404 from None
    for side in compared.sides:
        record(
            Verb.READ_FILE, by=by.actor, at=at, target=Target("pair", str(pair_id)),
            subject=side.pk, detail={"what": "duplicate"},
        )  # fmt: skip
    return compared


def _form(compared: queries.Compared, data: Any = None) -> DecisionForm:
    sides = [(str(side.pk), display_name(side)) for side in compared.sides]
    return DecisionForm(data, sides=sides, must=compared.must_stay)


def _show(
    request: HttpRequest, compared: queries.Compared, form: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    pair, by = compared.pair, staff_of(request)
    whole = len(compared.sides) == 2
    context = {
        "compared": compared,
        "pair": pair,
        "sides": [
            (side, display_name(side), masking.hides(side.pk, by)) for side in compared.sides
        ],
        "reasons": queries.words(pair),
        "form": form or _form(compared),
        "whole": whole,
        "state": State(pair.state),
        "second_person": pair.proposed_by != by.operator_id,
        "proposer": names_of([pair.proposed_by]).get(pair.proposed_by) if pair.proposed_by else "",
        "because": pair.because if whole else "",
    }
    return render(request, "survivors/duplicate.html", context, status=status)
