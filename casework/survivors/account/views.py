"""Her account: read before anything is asked, added to, never asked again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.gates import Refused, reads_cases
from casework.drafts.keeping import let_go, open_form

from ..models import Survivor
from ..versions import ACCOUNT, address_of, general_of, versions_of
from ..views.getters import file_of, may_change, page, staff_of
from . import actions, queries
from .forms import AccountForm
from .models import Account

NAME = "account"
Kind = Account.Kind


@reads_cases
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """What she told, whole and in order; below it, room for what she wants to add."""
    survivor = file_of(request, survivor_id)
    entries = queries.entries_of(survivor, staff_of(request))
    may = may_change(request, survivor)
    if request.method == "POST" and not may:
        raise Refused(_("You may read this file, not change it."), "read-only")
    form = _form(request, survivor, entries)
    if request.method == "POST" and form.is_valid() and _write(request, survivor, form):
        let_go(request, name=NAME, about=survivor.pk)
        messages.success(request, _("Saved and signed with your name."))
        return redirect("survivors:account", survivor.pk)
    context = page(
        request, survivor, "survivors:file", entries=entries, form=form if may else None,
        lines=_beside(survivor, entries), hers=general_of(entries),
    )  # fmt: skip
    return render(request, "survivors/account.html", context, status=422 if form.is_bound else 200)


def _beside(survivor: Survivor, entries: list[Account]) -> list[dict[str, object]]:
    """Put what she says of an entry beside it: whoever wrote it down may have heard otherwise."""
    return [
        {
            "entry": one, "versions": versions_of(one),
            "say_at": address_of(survivor.pk, ACCOUNT, one.pk),
        }
        for one in entries
    ]  # fmt: skip


def _form(request: HttpRequest, survivor: Survivor, entries: list[Account]) -> AccountForm:
    told = any(entry.kind == Kind.TOLD for entry in entries)
    kinds = [Kind.ADDED, Kind.CORRECTED, Kind.CHILD] if told else [Kind.TOLD, Kind.CHILD]
    return open_form(
        request, AccountForm, name=NAME, about=survivor.pk, version=str(len(entries)),
        initial={"told_on": timezone.localdate(), "kind": kinds[0].value}, kinds=kinds,
        earlier=entries if told else [], close=queries.children_of(survivor),
    )  # fmt: skip


def _write(request: HttpRequest, survivor: Survivor, form: AccountForm) -> bool:
    by = staff_of(request)
    centre = min(by.case_centres & set(survivor.centre_ids))
    try:
        actions.write(survivor=survivor, centre_id=centre, by=by, at=timezone.now(), **form.entry())
    except actions.AlreadyTold:
        form.add_error("kind", _("She told it already. Read it above, and add to it."))
        return False
    return True
