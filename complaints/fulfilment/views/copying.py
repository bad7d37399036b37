"""The copy: gather it, read it text by text, have it read by another, hand it over."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.documents.neutral import download_name
from casework.documents.seal import SealFailed
from casework.documents.store import FileLost, StoreFull
from casework.survivors import holdings
from complaints.rights.models import RightsRequest
from complaints.rights.shown import names_of

from .. import copies, copy_actions, enclosing
from ..blotting import BLOT
from ..copy_models import CopyPart, DataCopy
from .getters import request_of

PAGE = 25


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show the part of one's centre, with every text to be read; save what was taken out."""
    found = request_of(request, request_id, copy_actions.COPIED)
    by = principal_of(request)
    part = copy_actions.part_of(found, by)
    status = 200
    if request.method == "POST" and part is not None:
        try:
            _keep(request, part, by)
        except copy_actions.CopyRefused as refused:
            messages.error(request, str(refused))
            status = 422
        else:
            messages.success(request, _("Saved. Now somebody else of the team reads it."))
            return redirect("fulfilment:copy", found.pk)
    return render(request, "fulfilment/copy.html", _page(request, found, part), status=status)


def _keep(request: HttpRequest, part: CopyPart, by: Staff) -> None:
    at = timezone.now()
    if "papeles" in request.POST:
        papers = part.content.get("papers", [])
        wanted = [number for number in range(len(papers)) if f"papel-{number}" in request.POST]
        copy_actions.enclose(part=part, wanted=wanted, by=by, at=at)
    else:
        copy_actions.edit(part=part, texts=_texts(request, part), by=by, at=at)


def _papers(found: RightsRequest, part: CopyPart | None) -> list[dict[str, object]]:
    """Give the papers with their words and where each is looked at."""
    rows = part.content.get("papers", []) if part else []
    return [
        {"number": number, "in": one["in"], "named": one["named"],
         "words": enclosing.words_of(one), "day": date.fromisoformat(one["day"]),
         "url": reverse("rights:document", args=[one["request"], one["about"]])
         if one["request"] else
         reverse("attachments:view", args=[found.survivor_id, one["about"]])}
        for number, one in enumerate(rows)
    ]  # fmt: skip


def _texts(request: HttpRequest, part: CopyPart) -> dict[int, str | None]:
    """Give what was sent, by number: words, or None for what is left out whole."""
    texts: dict[int, str | None] = {}
    for number in range(len(part.content["texts"])):
        if f"texto-{number}" in request.POST:
            left_out = f"fuera-{number}" in request.POST
            words = request.POST[f"texto-{number}"].replace("\r\n", "\n").strip()
            texts[number] = None if left_out else words
    return texts


def _page(request: HttpRequest, found: RightsRequest, part: CopyPart | None) -> dict[str, object]:
    by = principal_of(request)
    titles = {holdings.label(one): one.name for one in holdings.held()}
    names = {(holdings.label(one), each.name): holdings.name_of(each)
             for one in holdings.held() for each in holdings.fields_of(one)}  # fmt: skip
    content = part.content if part else {"sections": {}, "texts": []}
    lines = [
        {"number": number, "section": titles.get(one["section"], ""), "text": one["text"],
         "field": names.get((one["section"], one["field"]), ""),
         "rows": min(8, 2 + len(one["text"] or "") // 80),
         "blots": (one["text"] or "").count(BLOT)}
        for number, one in enumerate(content["texts"])
    ]  # fmt: skip
    people = names_of([part.prepared_by, part.reviewed_by]) if part else {}
    return {
        "found": found, "part": part, "blot": BLOT,
        "page": Paginator(lines, PAGE).get_page(request.GET.get("pagina")),
        "sections": [(titles[code], len(rows)) for code, rows in content["sections"].items()
                     if rows and code in titles],
        "preparer": people.get(part.prepared_by, "") if part else "",
        "reviewer": people.get(part.reviewed_by, "") if part and part.reviewed_by else "",
        "papers": _papers(found, part),
        "mine": part is not None and part.prepared_by == by.operator_id,
        "missing": len(copy_actions.missing_centres(found)),
        "copy": DataCopy.objects.filter(request=found).first(),
        "ready": found.state in copies.READY, "now": timezone.now(),
    }  # fmt: skip


@staff_may(Right.OPEN_CASES)
@require_POST
def prepare(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Gather one's centre's part, anew if it was gathered before."""
    found = request_of(request, request_id, copy_actions.COPIED)
    try:
        copy_actions.prepare(request=found, by=principal_of(request), at=timezone.now())
    except copy_actions.CopyRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Gathered. Read each text before somebody else does."))
    return redirect("fulfilment:copy", found.pk)


@staff_may(Right.OPEN_CASES)
@require_POST
def review(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The second person read it all."""
    found = request_of(request, request_id, copy_actions.COPIED)
    by = principal_of(request)
    part = copy_actions.part_of(found, by)
    try:
        if part is not None:
            copy_actions.review(part=part, by=by, at=timezone.now())
            messages.success(request, _("Read by two people. It can be answered."))
    except copy_actions.CopyRefused as refused:
        messages.error(request, str(refused))
    return redirect("fulfilment:copy", found.pk)


@staff_may(Right.OPEN_CASES)
@require_POST
def pack(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Pack it and show, once, the words that open it."""
    found = request_of(request, request_id, copy_actions.COPIED)
    made = DataCopy.objects.filter(request=found).first()
    try:
        if made is None:
            raise copy_actions.CopyRefused(_("It is handed over once it was decided."))
        words = copies.pack(copy=made, by=principal_of(request), at=timezone.now())
    except copy_actions.CopyRefused as refused:
        messages.error(request, str(refused))
        return redirect("fulfilment:copy", found.pk)
    except (StoreFull, SealFailed, FileLost):
        messages.error(request, _("It could not be packed now. Try again in a while."))
        return redirect("fulfilment:copy", found.pk)
    return render(request, "fulfilment/packed.html", {"found": found, "words": words})


@staff_may(Right.OPEN_CASES)
@require_POST
def take(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Give the container, once, to be handed over there and then."""
    found = request_of(request, request_id, copy_actions.COPIED)
    made = DataCopy.objects.filter(request=found).first()
    try:
        if made is None:
            raise copy_actions.CopyRefused(_("It is not packed yet."))
        content = copies.take(copy=made, by=principal_of(request), at=timezone.now())
    except copy_actions.CopyRefused as refused:
        messages.error(request, str(refused))
        return redirect("fulfilment:copy", found.pk)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{download_name("zip")}"'
    response["Cache-Control"] = "no-store, private"
    return response
