"""The waiting list of a centre, and a woman's place in it: why, since when, what was tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.cases.act_actions import add_try
from casework.cases.actions import drop_out
from casework.cases.refusals import CaseRefused
from casework.cases.task_actions import NotNow
from casework.cases.work.views.day import page_number
from casework.drafts.keeping import keep_all, let_go
from casework.identity import vault
from casework.survivors.queries import display_name
from casework.survivors.views.getters import centres_of, file_of, staff_of

from . import actions, queries
from .forms import AnswerForm, OfferForm, ReasonForm, ReviewForm, TryForm
from .models import WaitingEntry
from .rules import position_words
from .states import WaitingState


@dataclass(frozen=True, slots=True)
class Act:
    """Something done for her in the list: its form, the action, what is said afterwards."""

    form: type[forms.Form]
    do: Callable[[WaitingEntry, Any, Staff, datetime], object]
    said: str | Promise


def _review(entry: WaitingEntry, form: Any, by: Staff, at: datetime) -> object:
    return actions.review(entry=entry, by=by, at=at, **form.cleaned_data)


def _try(entry: WaitingEntry, form: Any, by: Staff, at: datetime) -> object:
    return add_try(case=entry.case, by=by, at=at, **form.cleaned_data)


def _offer(entry: WaitingEntry, form: Any, by: Staff, at: datetime) -> object:
    return actions.offer(entry=entry, by=by, at=at, **form.cleaned_data)


def _answer(entry: WaitingEntry, form: Any, by: Staff, at: datetime) -> object:
    accepted, words = form.cleaned_data["answer"] == "yes", form.cleaned_data["words"]
    return actions.answer(entry=entry, accepted=accepted, words=words, by=by, at=at)


def _up(entry: WaitingEntry, form: Any, by: Staff, at: datetime) -> object:
    return actions.move_up(entry=entry, because=form.cleaned_data["because"], by=by, at=at)


def _back(entry: WaitingEntry, form: Any, by: Staff, at: datetime) -> object:
    return actions.back_to_place(entry=entry, because=form.cleaned_data["because"], by=by, at=at)


def _drop(entry: WaitingEntry, form: Any, by: Staff, at: datetime) -> object:
    return drop_out(case=entry.case, reason=form.cleaned_data["because"], by=by, at=at)


ACTS: dict[str, Act] = {
    "revisar": Act(ReviewForm, _review, _("Reviewed. The next review is in 15 days.")),
    "intento": Act(TryForm, _try, _("The try is written down.")),
    "ofrecer": Act(OfferForm, _offer, _("The offer is written down. Write her answer here.")),
    "respuesta": Act(AnswerForm, _answer, _("Her answer is written down.")),
    "subir": Act(ReasonForm, _up, _("She was moved up. The reason stays in her list.")),
    "volver": Act(ReasonForm, _back, _("The rule alone says her place again.")),
    "desercion": Act(ReasonForm, _drop, _("Written: she stopped coming. Her case stays open.")),
}


@staff_may(Right.OPEN_CASES)
@require_GET
def waiting_list(request: HttpRequest) -> HttpResponse:
    """Show the order of a centre, each place with its reasons."""
    by, at = staff_of(request), timezone.now()
    centres = centres_of(request)
    asked = request.GET.get("centro", "")
    centre = next((one for one in centres if str(one.pk) == asked), centres[0])
    found, number = queries.list_of(by, centre.pk, at), page_number(request)
    start = (number - 1) * queries.A_PAGE
    shown = found.places[start : start + queries.A_PAGE]
    entries = queries.entries_for([place.id for place in shown])
    vault.unlock({entry.survivor.key_id for entry in entries.values()})
    record(Verb.READ_LIST, by=by.actor, at=at)
    context = {
        "centre": centre,
        "centres": centres if len(centres) > 1 else [],
        "found": found,
        "rows": [queries.row_of(place, entries[place.id], found.on) for place in shown],
        "number": number,
        "pages": -(-len(found.places) // queries.A_PAGE),
        "query": f"centro={centre.pk}&" if len(centres) > 1 else "",
    }
    return render(request, "waiting/list.html", context)


@staff_may(Right.OPEN_CASES)
@require_GET
def place(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Show her place: why, in words for her too, and what was done."""
    return _page(request, _find(request, entry_id), {})


@staff_may(Right.OPEN_CASES)
@require_POST
def act(request: HttpRequest, entry_id: UUID, what: str) -> HttpResponse:
    """Do something for her; a refusal says what to do and keeps what was typed."""
    chosen = ACTS.get(what)
    if chosen is None:
        raise Http404
    entry, form = _find(request, entry_id), chosen.form(request.POST, auto_id=f"{what}_%s")
    if form.is_valid():
        try:
            chosen.do(entry, form, staff_of(request), timezone.now())
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        except CaseRefused as refusal:
            form.add_error(None, str(refusal.words))
        else:
            let_go(request, name=f"place-{what}", about=entry.pk)
            messages.success(request, str(chosen.said))
            return redirect("work:place", entry.pk)
    return _page(request, entry, {what: form}, status=422)


def _find(request: HttpRequest, entry_id: UUID) -> WaitingEntry:
    """Give it, with her record's reading logged. Raises Http404: not yours is not there."""
    try:
        entry = queries.entry_for(entry_id, staff_of(request))
    except WaitingEntry.DoesNotExist:
        raise Http404 from None
    entry.survivor = file_of(request, entry.survivor_id)
    return entry


def _page(
    request: HttpRequest, entry: WaitingEntry, bound: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    by, at = staff_of(request), timezone.now()
    found = queries.list_of(by, entry.centre_id, at)
    stands = found.place_of(entry.pk)
    made = {what: bound.get(what) or _blank(what, entry) for what in ACTS}
    keep_all(
        request, {f"place-{what}": form for what, form in made.items()}, about=entry.pk,
        survivor=entry.survivor_id, path=reverse("work:place", args=[entry.pk]),
    )  # fmt: skip
    context = {
        "entry": entry,
        "row": queries.row_of(stands, entry, found.on) if stands else None,
        "name": display_name(entry.survivor),
        "total": len(found.places),
        "rule": found.rule,
        "told": position_words(stands.position, len(found.places)) if stands else "",
        "state_word": WaitingState(entry.state).label,
        "events": list(entry.events.order_by("-at", "-id")),
        "tries": queries.tries_of(entry),
        "is_head": actions.heads(by, entry.centre_id),
        "forms": made,
        "wrong": next(iter(bound.values()), None),
        "wrong_at": next(iter(bound), ""),
    }
    return render(request, "waiting/place.html", context, status=status)


def _blank(what: str, entry: WaitingEntry) -> forms.Form:
    """Everything comes filled with what is known."""
    known = {"why": entry.why, "factors": entry.factors} if what == "revisar" else None
    return ACTS[what].form(initial=known, auto_id=f"{what}_%s")
