"""Certificates of other bodies: she hands one in, somebody else reviews it, both see its state."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.actions import OwnAssignment
from casework.access.gates import Refused, any_staff, principal_of, staff_may
from casework.access.levels import Right
from casework.documents import actions as documents
from casework.documents import downloads
from casework.documents.store import StoreFull
from casework.documents.uploads import UploadRefused
from casework.documents.uploads import accept as checked

from .. import outside
from ..forms import AcceptForm, OutsideForm, RefuseForm
from ..models import OutsideCertificate
from ..queries import outside_visible_to, to_review
from ..states import State


@any_staff
@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """She tells what it says and adds the proof."""
    form = OutsideForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and (made := _kept(request, form)):
        messages.success(request, _("It was handed in. Somebody else reviews it."))
        return redirect("certificates:outside", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "certification/hand_in.html", {"form": form}, status=status)


def _kept(request: HttpRequest, form: OutsideForm) -> OutsideCertificate | None:
    said: dict[str, Any] = dict(form.cleaned_data)
    try:
        proof = checked(said.pop("proof"))
        claim = outside.Claim(**said)
        return outside.hand_in(claim, proof=proof, by=principal_of(request), at=timezone.now())
    except (UploadRefused, StoreFull) as refusal:
        form.add_error("proof", refusal.words)
        return None


@any_staff
def one(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """What she handed in and where it stands; for who reviews it, the two answers."""
    return _page(request, _found(request, certificate))


def _page(request: HttpRequest, row: OutsideCertificate, **forms: Any) -> HttpResponse:
    staff = principal_of(request)
    waiting, mine = row.state == State.WAITING, row.operator_id == staff.operator_id
    may = waiting and not mine and staff.may(Right.MANAGE_OPERATORS)
    context = {
        "row": row, "mine": mine, "may_review": may, "may_take_back": waiting and mine,
        "accept": AcceptForm(latest=row.valid_to, initial={"counts_to": row.valid_to}),
        "refuse": RefuseForm(), **forms,
    }  # fmt: skip
    return render(request, "certification/outside.html", context, status=422 if forms else 200)


@any_staff
def proof(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The paper she handed in."""
    row, at = _found(request, certificate), timezone.now()
    content = documents.read_file(stored=row.proof, by=principal_of(request).actor, at=at)
    return downloads.answer(row.proof, content)


@any_staff
@require_POST
def take_back(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """She takes it back while nobody reviewed it."""
    row = _found(request, certificate)
    try:
        outside.take_back(row, by=principal_of(request), at=timezone.now())
    except OwnAssignment:
        raise Refused(_("Only who handed it in takes it back."), "own") from None
    except outside.AlreadyReviewed:
        messages.info(request, _("Somebody had reviewed it already."))
        return redirect("certificates:outside", row.pk)
    messages.success(request, _("It was taken back."))
    return redirect("certificates:own")


@staff_may(Right.MANAGE_OPERATORS)
def queue(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first."""
    rows = to_review(principal_of(request))
    return render(request, "certification/queue.html", {"rows": rows})


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def accept(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """It counts as a course until a day."""
    row = _found(request, certificate)
    form = AcceptForm(request.POST, latest=row.valid_to)
    if not form.is_valid():
        return _page(request, row, accept=form)
    return _decided(request, row, outside.accept, form.cleaned_data)


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def refuse(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """It does not count, and why."""
    row = _found(request, certificate)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _page(request, row, refuse=form)
    return _decided(request, row, outside.refuse, form.cleaned_data)


def _decided(
    request: HttpRequest, row: OutsideCertificate, act: Any, said: dict[str, Any]
) -> HttpResponse:
    try:
        act(row, **said, by=principal_of(request), at=timezone.now())
    except OwnAssignment:
        raise Refused(_("Nobody reviews her own certificates."), "own") from None
    except outside.AlreadyReviewed:
        messages.info(request, _("Somebody had reviewed it already."))
        return redirect("certificates:outside", row.pk)
    messages.success(request, _("The review was saved. She sees it."))
    return redirect("certificates:queue")


def _found(request: HttpRequest, certificate: UUID) -> OutsideCertificate:
    rows = outside_visible_to(principal_of(request)).select_related("proof", "reviewed_by__user")
    return get_object_or_404(rows, pk=certificate)
