"""Certificates of an operator: recorded and revoked by an administrator."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..actions import OwnAssignment
from ..certificate_actions import Paper, record_certificate, revoke_certificate
from ..certificate_forms import CertificateForm, RevocationForm
from ..certificates import certificates_visible_to
from ..gates import Refused, principal_of, staff_may
from ..levels import Right
from ..queries import operators_visible_to


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def new_certificate(request: HttpRequest, operator: UUID) -> HttpResponse:
    """Record what she showed; what it opens, opens at once."""
    staff = principal_of(request)
    found = get_object_or_404(operators_visible_to(staff), pk=operator)
    form = CertificateForm(request.POST or None)
    if form.is_valid():
        try:
            record_certificate(found, Paper(**form.cleaned_data), by=staff.actor, at=timezone.now())
        except OwnAssignment:
            raise _own() from None
        messages.success(request, _("The certificate was recorded."))
        return redirect("staff:operator", found.pk)
    return render(request, "access/new_certificate.html", {"form": form, "operator": found})


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, operator: UUID, certificate: UUID) -> HttpResponse:
    """Make a certificate stop counting now, with the reason."""
    staff = principal_of(request)
    rows = certificates_visible_to(staff).filter(operator_id=operator)
    found = get_object_or_404(rows, pk=certificate)
    form = RevocationForm(request.POST or None)
    if form.is_valid():
        try:
            revoke_certificate(
                found, reason=form.cleaned_data["reason"], by=staff.actor, at=timezone.now()
            )
        except OwnAssignment:
            raise _own() from None
        messages.success(request, _("The certificate no longer counts."))
        return redirect("staff:operator", operator)
    return render(request, "access/revoke_certificate.html", {"form": form, "certificate": found})


def _own() -> Refused:
    return Refused(_("Nobody records or revokes her own certificates."), "own")
