"""The authorisations tab: what waits, what is in force, what happened; and one record."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.attachments.queries import names_of
from casework.survivors.models import Survivor
from casework.survivors.rules import signs_alone
from casework.survivors.views.getters import changeable, file_of, may_change, page, staff_of

from .. import actions, overview
from ..queries import decisions_in, still_among, still_given, waiting_for
from ..record_models import ConsentConfirmation, ConsentRecord, Form, Kind
from ..staff_forms import CHANNELS, WithdrawForm, document_of, legal_name

TAB = "consent:tab"


@staff_may(Right.OPEN_CASES)
@require_GET
def tab(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Show everything about her authorisations on one page."""
    survivor, by, at = file_of(request, survivor_id), staff_of(request), timezone.now()
    history = overview.history(survivor, by=by)
    context = page(
        request,
        survivor,
        TAB,
        waiting=list(waiting_for(survivor, [past.record for past in history])),
        now=overview.now(survivor.pk, at=at),
        history=history,
        people=overview.people(survivor),
        may_change=may_change(request, survivor),
        needs_somebody=not signs_alone(survivor.birth_date, timezone.localdate()),
    )
    return render(request, "consent/tab.html", context)


@staff_may(Right.OPEN_CASES)
@require_GET
def record(request: HttpRequest, survivor_id: UUID, record_id: UUID) -> HttpResponse:
    """Show one record: her answers, who signed and how, what it lacks, and how to change it."""
    survivor = file_of(request, survivor_id)
    found = _with_brought(request, survivor, record_id)
    return _record_page(request, survivor, found, WithdrawForm())


@staff_may(Right.OPEN_CASES)
@require_POST
def withdraw(request: HttpRequest, survivor_id: UUID, record_id: UUID) -> HttpResponse:
    """Withdraw for her because she asks, by telephone or in person: at once (law DP-23, DP-26)."""
    survivor = changeable(request, survivor_id)
    kept, brought = _with_brought(request, survivor, record_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _record_page(request, survivor, (kept, brought), form, status=422)
    marked = request.POST.getlist("stop")
    given = [row for row in still_given(kept) if not marked or str(row.pk) in marked]
    if given:
        receipt = actions.withdraw(
            survivor=survivor,
            record_=kept,
            pairs=[(row.purpose_id, row.recipient_id) for row in given],
            signature=_asked(request, survivor, form.cleaned_data["asked"]),
            by=staff_of(request),
            at=timezone.now(),
        )
        messages.success(
            request, _("Done. What she took back is not sent any more. The receipt is in her file.")
        )
        return redirect("consent:record", survivor_id, receipt.pk)
    return redirect("consent:record", survivor_id, record_id)


def record_of(request: HttpRequest, survivor: Survivor, record_id: UUID) -> ConsentRecord:
    """Give one record of hers. Raises Http404."""
    return _with_brought(request, survivor, record_id)[0]


def _with_brought(
    request: HttpRequest, survivor: Survivor, record_id: UUID
) -> tuple[ConsentRecord, list[ConsentConfirmation]]:
    found = overview.record_of(survivor, record_id, by=staff_of(request))
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest, survivor: Survivor, channel: str) -> actions.Signature:
    words = {_("How she asked"): str(dict(CHANNELS)[channel])}
    return actions.Signature(
        form=Form.BUTTON,
        name=legal_name(survivor),
        document=document_of(survivor),
        evidence={**words, _("Attended by"): staff_of(request).name},
    )


def _record_page(
    request: HttpRequest,
    survivor: Survivor,
    found: tuple[ConsentRecord, list[ConsentConfirmation]],
    form: WithdrawForm,
    status: int = 200,
) -> HttpResponse:
    kept, confirmations = found
    decisions = list(decisions_in(kept))
    names = names_of([kept.assisted_by, *(row.confirmed_by for row in confirmations)])
    context = page(
        request,
        survivor,
        TAB,
        kept=kept,
        decisions=decisions,
        given=still_among(kept, decisions) if kept.kind == Kind.DECISION else [],
        lacks=kept.lacks([row.what for row in confirmations]),
        brought=[(row, names.get(row.confirmed_by, "")) for row in confirmations],
        assisted_by=names.get(kept.assisted_by, ""),
        form=form,
        may_change=may_change(request, survivor),
    )
    return render(request, "consent/record.html", context, status=status)
