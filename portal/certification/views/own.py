"""Her certificates: what counts, the paper, the badge, the record; those of other bodies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.actions import OwnAssignment
from casework.access.certificate_forms import RevocationForm
from casework.access.certificate_models import Certificate
from casework.access.certificates import Shown, shown
from casework.access.gates import Refused, any_staff, principal_of, staff_may
from casework.access.levels import Right
from casework.documents import actions as documents
from casework.documents import downloads
from casework.documents.neutral import download_name

from .. import export
from ..actions import revoke as revoke_issued
from ..completing import may_be_completed, waiting
from ..forms import CompletionForm
from ..models import IssuedCertificate
from ..queries import issued_visible_to, outside_visible_to, standing, to_review
from ..record import sections


@dataclass(frozen=True, slots=True)
class Line:
    """A certificate as lists tell it."""

    row: IssuedCertificate
    state: str
    warning: int | None = None


def lines(rows: Iterable[IssuedCertificate], at: datetime) -> list[Line]:
    """Give each certificate with its state and, when it ends soon, the mark reached."""
    found = list(rows)
    told: dict[UUID, Shown] = {
        one.row.pk: one for one in shown([row.certificate for row in found], at)
    }
    return [Line(row, standing(row, at).value, told[row.certificate_id].warning) for row in found]


@any_staff
def own(request: HttpRequest) -> HttpResponse:
    """Everything of hers, and what she can do next."""
    staff, at = principal_of(request), timezone.now()
    others = Certificate.objects.filter(operator_id=staff.operator_id, issued=None, outside=None)
    context = {
        "issued": lines(issued_visible_to(staff).filter(operator_id=staff.operator_id), at),
        "outside": outside_visible_to(staff).filter(operator_id=staff.operator_id),
        "recorded": shown(others.order_by("-issued_on"), at),
        "reviews": staff.may(Right.MANAGE_OPERATORS),
        "waiting": to_review(staff).count() if staff.may(Right.MANAGE_OPERATORS) else 0,
        "to_complete": waiting(staff).count() if staff.may(Right.MANAGE_OPERATORS) else 0,
        "heads": staff.may(Right.REPORT_TEAM) or staff.may(Right.MANAGE_OPERATORS),
    }
    return render(request, "certification/own.html", context)


@any_staff
def detail(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """One certificate: its record, its paper and its badge."""
    return page(request, found(request, certificate))


def page(
    request: HttpRequest, row: IssuedCertificate, *, form: CompletionForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Show a certificate; form: what was typed to complete it."""
    staff, at = principal_of(request), timezone.now()
    mine, runs = row.operator_id == staff.operator_id, staff.may(Right.MANAGE_OPERATORS)
    to_complete = may_be_completed(row, at)
    context = {
        "row": row,
        "line": lines([row], at)[0],
        "sections": sections(row.record),
        "later": IssuedCertificate.objects.filter(Q(renews=row) | Q(completes=row)).first(),
        "mine": mine,
        "may_revoke": _may_revoke(request, row),
        "may_ask": to_complete and mine,
        "is_known": row.operator.run_digest is not None,
        "may_complete": to_complete and runs and not mine,
        "asked": getattr(row, "completion", None) if to_complete and (mine or runs) else None,
        "form": form or CompletionForm(),
    }
    return render(request, "certification/detail.html", context, status=status)


@any_staff
def paper(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The sealed PDF."""
    row, at = found(request, certificate), timezone.now()
    stored = row.document.stored
    content = documents.read_file(stored=stored, by=principal_of(request).actor, at=at)
    return downloads.answer(stored, content)


@any_staff
def badge(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The Open Badges credential, as the signed text that wallets and checkers take."""
    row = found(request, certificate)
    return _file(row.badge.encode(), "application/vc+jwt", "jwt")


@any_staff
def data(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The record as JSON, for personnel."""
    records = export.rows([found(request, certificate)], timezone.now())
    return _file(export.as_json(records), "application/json", "json")


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Make it stop counting now, with the reason."""
    row, staff = found(request, certificate), principal_of(request)
    form = RevocationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            revoke_issued(row, reason=form.cleaned_data["reason"], by=staff, at=timezone.now())
        except OwnAssignment:
            raise Refused(_("Nobody records or revokes her own certificates."), "own") from None
        messages.success(request, _("The certificate no longer counts."))
        return redirect("certificates:detail", row.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "row": row}
    return render(request, "certification/revoke.html", context, status=status)


def found(request: HttpRequest, certificate: UUID) -> IssuedCertificate:
    """Give a certificate she may see; not there for others."""
    rows = issued_visible_to(principal_of(request)).select_related("document__stored", "completion")
    return get_object_or_404(rows, pk=certificate)


def _may_revoke(request: HttpRequest, row: IssuedCertificate) -> bool:
    staff = principal_of(request)
    others = row.operator_id != staff.operator_id and row.certificate.revoked_at is None
    return others and staff.may(Right.MANAGE_OPERATORS)


def _file(content: bytes, content_type: str, extension: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = download_name(extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
