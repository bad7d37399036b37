"""Pages about one woman: what she agreed to, one message, everything closed on her call."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.queries import door_of
from casework.survivors.views.getters import changeable, page, staff_of

from .. import actions, queries
from ..forms import ChoiceForm, WordsForm
from ..rules import NotNow

DOOR = "survivors:door"


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Write down which text she picked, talking with her."""
    survivor, at = changeable(request, survivor_id), timezone.now()
    try:
        contact = actions.written_contact(survivor, at)
    except NotNow as why:
        return _back(request, survivor, why)
    known = queries.choice_of(survivor)
    form = open_form(
        request, ChoiceForm, name="messages-choice", about=survivor.pk,
        version=str(known.pk if known else ""),
        initial={"text": known.text_id} if known and known.text.valid_to is None else {},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        actions.opt_in(survivor=survivor, choice=form.choice(), by=staff_of(request), at=at)
        let_go(request, name="messages-choice", about=survivor.pk)
        messages.success(request, _("Saved."))
        return redirect(DOOR, survivor.pk)
    context = page(request, survivor, DOOR, form=form, contact=contact)
    status = 422 if form.is_bound else 200
    return render(request, "messages/choose.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Write down the words by which she is known on the telephone."""
    survivor = changeable(request, survivor_id)
    known = queries.caller_words(survivor, staff_of(request))
    form = open_form(
        request, WordsForm, name="messages-words", about=survivor.pk, version=known,
        initial={"words": known},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        actions.agree_words(
            survivor=survivor, words=form.cleaned_data["words"], by=staff_of(request),
            at=timezone.now(),
        )  # fmt: skip
        let_go(request, name="messages-words", about=survivor.pk)
        messages.success(request, _("Saved."))
        return redirect(DOOR, survivor.pk)
    status = 422 if form.is_bound else 200
    context = page(request, survivor, DOOR, form=form)
    return render(request, "messages/words.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_POST
def ask(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Have her text sent in her hours."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    centre = min(by.case_centres & set(survivor.centre_ids))
    try:
        made = actions.ask(survivor=survivor, centre_id=centre, by=by, at=timezone.now())
    except NotNow as why:
        return _back(request, survivor, why)
    messages.success(request, _until(made.dies_at))
    return redirect(DOOR, survivor.pk)


def _until(dies_at: datetime) -> str:
    local = timezone.localtime(dies_at)
    return _("It leaves within her hours, until %(day)s at %(hour)s, or not at all.") % {
        "day": f"{local:%d-%m}",
        "hour": f"{local:%H:%M}",
    }


@staff_may(Right.OPEN_CASES)
@require_POST
def stop(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Stop all messages to her: one press, no questions."""
    survivor = changeable(request, survivor_id)
    actions.stop(survivor=survivor, by=staff_of(request), at=timezone.now())
    messages.success(request, _("Nothing more is sent to her."))
    return redirect(DOOR, survivor.pk)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """She is on the telephone: known by the agreed words, closed with one press (safety.md 1.2)."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    if request.method == "POST":
        actions.close_all(survivor=survivor, by=by, at=timezone.now())
        return redirect("messages:call", survivor.pk)
    door, choice = door_of(survivor), queries.choice_of(survivor)
    context = page(
        request, survivor, DOOR, door=door, choice=choice,
        words=queries.caller_words(survivor, by),
        closed=door.frozen_at is not None and choice is None,
    )  # fmt: skip
    return render(request, "messages/call.html", context)


def _back(request: HttpRequest, survivor: Survivor, why: NotNow) -> HttpResponse:
    messages.error(request, str(why))
    return redirect(DOOR, survivor.pk)
