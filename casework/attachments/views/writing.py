"""Bringing documents in, newer versions, and taking a slip back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.documents.store import StoreFull
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.views.getters import changeable, page, staff_of

from .. import actions, targets
from ..actions import About, AttachmentRefused
from ..coming_in import DISARMED, Outcome, bring_all
from ..forms import DocumentForm, VersionForm, megabytes
from .reading import TAB, document_or_404

NEW, VERSION = "attachment-new", "attachment-version"


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Bring documents in: files, a scan, or a picture taken now. Each has its own outcome."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    form = open_form(
        request, DocumentForm, name=NEW, about=survivor.pk,
        targets=targets.targets_of(survivor, by=by),
    )  # fmt: skip
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        if form.sent:
            outcomes = _bring(request, survivor, form)
        else:
            form.add_error("file", _("Choose a file or take a picture."))
    for one in outcomes:
        if one.kept and one.words:
            messages.warning(request, f"{one.name}: {one.words}")
    if request.accepts("application/json") and not request.accepts("text/html"):
        return _told(survivor, form, outcomes)
    kept = sum(one.kept for one in outcomes)
    if kept and kept == len(outcomes):
        words = ngettext(
            "The document is in her file.", "The %(n)d documents are in her file.", kept
        )
        messages.success(request, words % {"n": kept})
        return redirect(TAB, survivor_id)
    status = 422 if form.is_bound else 200
    context = page(
        request, survivor, TAB, form=form, megabytes=megabytes(), outcomes=outcomes,
        refused=[one for one in outcomes if not one.kept], kept=kept,
    )  # fmt: skip
    return render(request, "attachments/new.html", context, status=status)


def _bring(request: HttpRequest, survivor: Survivor, form: DocumentForm) -> list[Outcome]:
    by, data = staff_of(request), form.cleaned_data
    about = About(
        centre_id=own_centre(request, survivor), document_date=data["document_date"],
        title=data["title"], target=form.target, prosecution=data["prosecution"],
    )  # fmt: skip
    outcomes = bring_all(
        form.sent, survivor=survivor, kind=data["kind"], about=about, by=by, at=timezone.now()
    )
    if all(one.kept for one in outcomes):
        let_go(request, name=NEW, about=survivor.pk)
    return outcomes


def own_centre(request: HttpRequest, survivor: Survivor) -> int:
    """Give the centre in whose name somebody works on this file: hers that attends the woman."""
    return min(staff_of(request).case_centres & set(survivor.centre_ids))


def _told(survivor: Survivor, form: DocumentForm, outcomes: list[Outcome]) -> JsonResponse:
    """Answer a script, file by file."""
    results: list[dict[str, Any]] = [
        {"name": one.name, "ok": one.kept, "words": str(one.words), "url": _url(survivor, one)}
        for one in outcomes
    ]
    problems = [str(words) for found in form.errors.values() for words in found]
    done = bool(results) and all(one["ok"] for one in results)
    body = {"results": results, "problems": problems}
    answer = JsonResponse(body, status=200 if done else 422)
    answer["Cache-Control"] = "no-store, private"
    return answer


def _url(survivor: Survivor, one: Outcome) -> str:
    if one.attachment is None:
        return ""
    return reverse("attachments:show", args=[survivor.pk, one.attachment.pk])


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Bring a newer version; the older stays and is listed below it."""
    survivor, by, at = changeable(request, survivor_id), staff_of(request), timezone.now()
    old = document_or_404(request, survivor, attachment_id)
    form = open_form(request, VersionForm, name=VERSION, about=old.pk)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.bring_version(
                old=old, file=form.cleaned_data["file"], by=by, at=at,
                document_date=form.cleaned_data["document_date"],
            )  # fmt: skip
        except StoreFull as full:
            form.add_error("file", str(full.words))
        except AttachmentRefused as refused:
            form.add_error(None, str(refused.words))
        else:
            let_go(request, name=VERSION, about=old.pk)
            messages.success(request, _("The newer version is in her file."))
            if form.cleaned_data["file"].disarmed:
                messages.warning(request, str(DISARMED))
            return redirect("attachments:show", survivor_id, new.pk)
    status = 422 if form.is_bound else 200
    context = page(request, survivor, TAB, form=form, row=old, megabytes=megabytes())
    return render(request, "attachments/replace.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_POST
def take_back(request: HttpRequest, survivor_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Take back a document brought by mistake, within 15 minutes."""
    survivor = changeable(request, survivor_id)
    row = document_or_404(request, survivor, attachment_id)
    try:
        actions.take_back(attachment=row, by=staff_of(request), at=timezone.now())
    except AttachmentRefused as refused:
        messages.error(request, str(refused.words))
        return redirect("attachments:show", survivor_id, row.pk)
    messages.success(request, _("The document was taken back."))
    return redirect(TAB, survivor_id)
