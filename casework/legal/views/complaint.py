"""The text of a report: prepared here, printed, signed by hand; never sent by the system."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.legal_sources import citation
from casework.drafts.keeping import let_go, open_form
from casework.episodes.queries import episode_of
from casework.survivors.models import Survivor
from casework.survivors.queries import full_name
from casework.survivors.views.getters import staff_of

from .. import duty_actions, queries
from ..duty_forms import DraftForm
from ..duty_models import ReportingDuty
from .getters import accused_of, form_page, write


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, survivor_id: UUID, duty_id: UUID) -> HttpResponse:
    """Prepare the text (law SE-11). What is known already is there."""
    survivor, found = write(request, survivor_id, queries.duty_of, duty_id)
    by, known = staff_of(request), queries.draft_of(found)
    if known:
        initial = DraftForm.known(known)
    else:
        initial = {"facts": found.verbatim, "authors": _author(survivor, found, by),
                   "reserve_identity": True, "service_address": True}  # fmt: skip
    form = open_form(request, DraftForm, name="complaint-draft", about=found.pk, initial=initial,
                     version=str(known.updated_at) if known else "")  # fmt: skip
    if request.method == "POST" and form.is_valid():
        duty_actions.keep_draft(duty=found, by=by, at=timezone.now(), **form.cleaned_data)
        let_go(request, name="complaint-draft", about=found.pk)
        messages.success(request, _("Saved. Nothing was sent: print it and sign it."))
        return redirect("legal:duty", survivor.pk, found.pk)
    back = reverse("legal:duty", args=[survivor.pk, found.pk])
    return form_page(request, survivor, form, _("Text of the report"), back=back,
                     template="legal/draft.html", source=citation("SE-11"))  # fmt: skip


def _author(survivor: Survivor, found: ReportingDuty, by: Staff) -> str:
    """Give the only one who can be meant: of two men, the text must not accuse both by itself."""
    known = accused_of(survivor, by)
    if found.origin_kind == "episode" and found.origin_id:
        told = episode_of(survivor, found.origin_id, by=by)
        known = [one for one in known if told is not None and one[0] == told.aggressor_id]
    return known[0][1] if len(known) == 1 else ""


@staff_may(Right.OPEN_CASES)
@require_GET
def sheet(request: HttpRequest, survivor_id: UUID, duty_id: UUID) -> HttpResponse:
    """The text on paper, to be signed by hand. Printing it is written in the log."""
    survivor, found = write(request, survivor_id, queries.duty_of, duty_id)
    text = queries.draft_of(found)
    if text is None:
        raise Http404
    record(
        Verb.DATA_EXPORTED, by=staff_of(request).actor, at=timezone.now(), subject=survivor.pk,
        target=Target("duty", str(found.pk)), detail={"what": "complaint-draft"},
    )  # fmt: skip
    context = {
        "survivor": survivor, "duty": found, "draft": text, "name": full_name(survivor),
        "centre": found.centre, "today": timezone.localdate(), "source": citation("SE-11"),
    }  # fmt: skip
    return render(request, "legal/sheet.html", context)
