"""What is known of her: the intake that asks only what is missing, one theme, one datum."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from casework.access.gates import Refused, reads_cases, staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form

from .. import actions as records
from .. import masking
from ..views.finding import not_here
from ..views.getters import changeable, file_of, may_change, page, staff_of
from . import actions, asides, catalogue, identification, queries, rules
from .forms import IntakeForm, MoveForm, SocialForm, name_of
from .models import Datum, Theme
from .states import State

INTAKE, THEME, DATUM = "intake", "theme", "datum"


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """First reception: asks what is missing, shows what is not asked again, and counts it."""
    survivor, day = changeable(request, survivor_id), timezone.localdate()
    data = queries.current_data(survivor)
    plan = queries.intake_plan(survivor, data, day)
    # Whatever was sent is taken, also when a colleague wrote it meanwhile: no words are lost.
    fields = [
        field
        for field in catalogue.in_force(day).values()
        if field.code in plan.ask or name_of(field.code) in request.POST
    ]
    form = open_form(
        request, IntakeForm, name=INTAKE, about=survivor.pk, version=str(survivor.updated_at),
        her=survivor, identity=plan.ask, asks=fields, known=data,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and (done := _take_in(request, form)):
        return done
    context = page(
        request, survivor, "survivors:file", form=form, plan=plan,
        kept=_kept(plan.kept, data), spared=_spared(plan.spared),
        contact_needed=queries.CONTACT in plan.ask, account_needed=queries.ACCOUNT in plan.ask,
    )  # fmt: skip
    return render(request, "survivors/intake.html", context, status=422 if form.is_bound else 200)


def _take_in(request: HttpRequest, form: IntakeForm) -> HttpResponse | None:
    """Save it and give where to go; None when the form says why not."""
    by, at, told = staff_of(request), timezone.now(), form.told()
    try:
        if form.identity_asked:
            records.correct_identity(
                survivor=form.her, identity=form.identity(), by=by, at=at, told=told
            )
    except records.NotHere:
        return not_here(request, form)
    actions.tell(survivor=form.her, answers=form.answers(), by=by, at=at, told=told)
    let_go(request, name=INTAKE, about=form.her.pk)
    messages.success(request, _("Saved."))
    return redirect("survivors:file", form.her.pk)


def _kept(codes: tuple[str, ...], data: dict[str, Datum]) -> list[queries.Shown]:
    day = timezone.localdate()
    return [queries.shown(data[code], day) for code in codes if code in data]


def _spared(count: int) -> str:
    return ngettext(
        "%(n)d datum was not asked again: she had already told it.",
        "%(n)d data were not asked again: she had already told them.",
        count,
    ) % {"n": count}


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def theme(request: HttpRequest, survivor_id: UUID, theme: str) -> HttpResponse:
    """One theme of the characterisation, filled with what is known; only what changed is kept."""
    if theme not in Theme.values:
        raise Http404
    survivor, day = changeable(request, survivor_id), timezone.localdate()
    form = open_form(
        request, SocialForm, name=f"{THEME}-{theme}", about=survivor.pk,
        asks=catalogue.of_theme(day, theme), known=queries.current_data(survivor),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        actions.tell(
            survivor=survivor, answers=form.answers(changed_only=True), by=staff_of(request),
            at=timezone.now(), told=form.told(),
        )  # fmt: skip
        let_go(request, name=f"{THEME}-{theme}", about=survivor.pk)
        messages.success(request, _("Saved."))
        return redirect("survivors:file", survivor.pk)
    context = page(request, survivor, "survivors:file", form=form, title=Theme(theme).label)
    return render(request, "survivors/theme.html", context, status=422 if form.is_bound else 200)


@reads_cases
@require_http_methods(["GET", "POST"])
def datum(request: HttpRequest, survivor_id: UUID, field: str) -> HttpResponse:
    """One datum: where it comes from, what it was before, and who says it is right or wrong."""
    survivor, day = file_of(request, survivor_id), timezone.localdate()
    rows = queries.history_of(survivor, field, staff_of(request))
    if not rows or rows[0].survivor_id != survivor.pk:
        raise Http404
    if field in identification.RESERVED and masking.hides(survivor.pk, staff_of(request)):
        raise Refused(_("Who she is and where she lives is reserved to her team."), "reserved")
    current, may = rows[0], may_change(request, survivor)
    if request.method == "POST" and not may:
        raise Refused(_("You may read this file, not change it."), "read-only")
    now = queries.shown(current, day)
    # A press does not settle a dispute, nor turn what a document showed into her word.
    confirms = field not in identification.FIELDS and (
        current.state == State.DECLARED or (now.expired and current.state == State.VALIDATED)
    )
    if "still" in request.POST and confirms:
        return _still(request, current)
    moves = rules.open_moves(current.state, own_word=now.own_word)
    form = open_form(
        request, MoveForm, name=f"{DATUM}-{field}", about=survivor.pk, version=str(current.pk),
        moves=moves,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _move(request, current, form):
        let_go(request, name=f"{DATUM}-{field}", about=survivor.pk)
        messages.success(request, _("Saved."))
        return redirect("survivors:datum", survivor.pk, field)
    context = page(
        request, survivor, "survivors:file", now=now, form=form if may else None,
        history=[queries.shown(row, day) for row in rows], writers=queries.names_of(
            row.written_by for row in rows),
        can_confirm=may and confirms,
        asides=asides.asides_of(survivor.pk, field) if may else [],
    )  # fmt: skip
    return render(request, "survivors/datum.html", context, status=422 if form.is_bound else 200)


def _move(request: HttpRequest, current: Datum, form: MoveForm) -> bool:
    after = State(form.cleaned_data["state"])
    try:
        actions.move(
            datum=current, after=after, because=form.cleaned_data["because"], by=staff_of(request),
            at=timezone.now(), told=form.told() if after == State.VALIDATED else None,
        )  # fmt: skip
    except rules.Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _still(request: HttpRequest, current: Datum) -> HttpResponse:
    """She says it is still so: the same answer, of today."""
    value = current.value
    answer = actions.Answer(tuple(value.get("codes", ())), value.get("note", ""))
    actions.tell(
        survivor=current.survivor, answers={current.field: answer}, by=staff_of(request),
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Saved."))
    return redirect("survivors:file", current.survivor_id)
