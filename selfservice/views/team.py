"""Her team's side of her space: what it shows, as agreed with her, and what she asked from it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.context import enter
from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.access.principals import Staff, SurvivorPrincipal
from casework.drafts.keeping import let_go, open_form
from casework.survivors import tabs
from casework.survivors.models import Survivor
from casework.survivors.queries import contact_of, display_name
from casework.survivors.reaching import answer_for, when
from casework.survivors.views.getters import changeable, page, staff_of

from .. import agreeing, at_once, extract, wish_queries
from ..choices import Group, WishKind
from ..models import Wish
from ..states import WishState
from ..wish_actions import WishRefused, settle
from ..wish_forms import OWN_WAYS, AgreementForm, SettleForm

TAB = "survivors:door"


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Choose with her what her space shows; below, what she asked from it."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    kept = agreeing.agreed(survivor, by)
    form = open_form(
        request, AgreementForm, name="space-agreement", about=survivor.pk,
        version=str(kept.pk if kept else ""), initial={"groups": kept.groups if kept else []},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        groups = form.cleaned_data["groups"]
        agreeing.agree(survivor=survivor, groups=groups, by=by, at=timezone.now())
        let_go(request, name="space-agreement", about=survivor.pk)
        messages.success(request, _("Saved. Her space shows it from now on."))
        return redirect("ownspace:agreed", survivor.pk)
    context = page(
        request, survivor, TAB, form=form, kept=kept,
        wishes=wish_queries.of_survivor(survivor, by),
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "selfservice/team/agreed.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_GET
def preview(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Show what she sees, read as she reads it: through the same functions of the database."""
    survivor = changeable(request, survivor_id)
    context = {
        "survivor": survivor, "name": display_name(survivor), "tabs": tabs.tabs_of(survivor, TAB),
        **_as_her(survivor, staff_of(request)),
    }  # fmt: skip
    return render(request, "selfservice/team/preview.html", context)


def _as_her(survivor: Survivor, by: Staff) -> dict[str, Any]:
    enter(SurvivorPrincipal(survivor.pk).context)
    try:
        with at_once.read() as groups:
            return {
                "parts": extract.extract_of(survivor, groups, timezone.now()),
                "lines": extract.supports() if Group.REFERRALS in groups else [],
                "reaching": extract.reaching() if Group.CONTACT in groups else None,
            }
    finally:
        enter(by.context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def wish(request: HttpRequest, survivor_id: UUID, wish_id: UUID) -> HttpResponse:
    """Answer a question, or end a change she asked for: made once confirmed, or left."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    asked = Wish.objects.visible_to(by).filter(pk=wish_id, survivor=survivor).first()
    if asked is None:
        raise Http404
    form = open_form(
        request, SettleForm.of(asked), name="space-wish", about=asked.pk, version=asked.state,
        initial={},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _settled(request, asked, form):
        return redirect("ownspace:agreed", survivor.pk)
    context = page(request, survivor, TAB, form=form, wish=asked, **_facts(asked, survivor))
    return render(
        request, "selfservice/team/wish.html", context, status=422 if form.is_bound else 200
    )


def _settled(request: HttpRequest, asked: Wish, form: Any) -> bool:
    data = {"done": True, "how": "", **form.cleaned_data}
    try:
        settle(wish=asked, by=staff_of(request), at=timezone.now(), **data)
    except WishRefused as problem:
        form.add_error(None, str(problem))
        return False
    let_go(request, name="space-wish", about=asked.pk)
    messages.success(request, _("Saved. She reads it in her space."))
    return True


def _facts(asked: Wish, survivor: Survivor) -> dict[str, Any]:
    """Give what a worker needs to know before she ends it."""
    if asked.kind == WishKind.QUESTION:
        return {"is_open": asked.state == WishState.ASKED}
    at, old = timezone.now(), contact_of(survivor)
    return {
        "is_open": asked.state == WishState.ASKED,
        "held": asked.hold_until is not None,
        "early": bool(asked.hold_until and at < asked.hold_until),
        "old": old,
        "old_when": when(old, at) if old else "",
        "old_answer": answer_for(old, old.channel if old else "", at),
        "wanted_way": dict(OWN_WAYS).get(asked.wanted.get("channel", ""), ""),
    }
