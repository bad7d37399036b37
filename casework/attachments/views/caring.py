"""What is said of a document, its level, and its legal hold: the last two by the head of centre."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.gates import Refused, staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form
from casework.survivors.views.getters import changeable, page, staff_of

from .. import care_actions
from ..actions import AttachmentRefused
from ..forms import DescribeForm, HoldForm
from ..models import Attachment
from .reading import TAB, document_or_404

EDIT, HOLD = "attachment-edit", "attachment-hold"


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Write what a document is; the head of centre sets its level too."""
    survivor = changeable(request, survivor_id)
    row = document_or_404(request, survivor, attachment_id)
    head = bool(staff_of(request).heads & set(row.centre_ids))
    known = {
        "kind": row.kind, "title": row.title, "document_date": row.document_date,
        "prosecution": row.prosecution, "access_level": row.access_level,
        "sensitive": row.sensitive,
    }  # fmt: skip
    form = open_form(
        request, DescribeForm, name=EDIT, about=row.pk, version=_edition(known), initial=known,
        head=head, kind=row.kind,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, row, form, head=head)
        except AttachmentRefused as refused:
            form.add_error(None, str(refused.words))
        else:
            let_go(request, name=EDIT, about=row.pk)
            return redirect("attachments:show", survivor_id, row.pk)
    status = 422 if form.is_bound else 200
    context = page(request, survivor, TAB, form=form, row=row)
    return render(request, "attachments/edit.html", context, status=status)


def _edition(known: dict[str, Any]) -> str:
    """Give what changes whenever somebody describes the document anew; it tells nothing of it."""
    said = "\n".join(f"{name}: {value}" for name, value in known.items())
    return salted_hmac("attachments.edition", said).hexdigest()[:24]


def _write(request: HttpRequest, row: Attachment, form: DescribeForm, *, head: bool) -> None:
    by, at, data = staff_of(request), timezone.now(), form.cleaned_data
    said = care_actions.Described(
        data["kind"], data["title"], data["document_date"], data["prosecution"]
    )
    care_actions.describe(attachment=row, said=said, by=by, at=at)
    if head:
        level = row.access_level if row.prosecution else data["access_level"]
        care_actions.classify(
            attachment=row, access_level=level or row.access_level, sensitive=data["sensitive"],
            by=by, at=at,
        )  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Hold a document by law, or lift the hold."""
    survivor, by, at = changeable(request, survivor_id), staff_of(request), timezone.now()
    row = document_or_404(request, survivor, attachment_id)
    if not by.heads & set(row.centre_ids):
        raise Refused(_("Only the head of the centre decides this."), "head")
    if "release" in request.POST:
        care_actions.release(attachment=row, by=by, at=at)
        messages.success(request, _("The document is no longer held."))
        return redirect("attachments:show", survivor_id, row.pk)
    form = open_form(request, HoldForm, name=HOLD, about=row.pk)
    if request.method == "POST" and form.is_valid():
        try:
            care_actions.hold(attachment=row, **form.cleaned_data, by=by, at=at)
        except AttachmentRefused as refused:
            messages.error(request, str(refused.words))
        else:
            let_go(request, name=HOLD, about=row.pk)
            messages.success(request, _("The document is held."))
        return redirect("attachments:show", survivor_id, row.pk)
    status = 422 if request.method == "POST" else 200
    context = page(request, survivor, TAB, form=form, row=row)
    return render(request, "attachments/hold.html", context, status=status)
