"""What anybody may ask: does a certificate count today; the issuer and list of the badges."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casework.access.throttle import Limit, over_limit

from .. import badge, badge_key
from ..forms import FolioForm
from ..queries import Answer, ask, revoked_numbers

TRIES = Limit("verify-folio", "20/h")


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Answer for a folio, twenty times an hour for each address. Nothing asked is repeated."""
    if request.method != "POST":
        return _page(request, FolioForm())
    wait = over_limit(request, TRIES)
    if wait:
        response = _page(request, FolioForm(), too_many=-(-wait // 60), status=429)
        response["Retry-After"] = str(wait)
        return response
    form = FolioForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    data = form.cleaned_data
    answer = ask(data["folio"], data["digits"], timezone.now())
    return _page(request, FolioForm(), answer=answer, named=bool(data["digits"]))


def _page(
    request: HttpRequest, form: FolioForm, *, answer: Answer | None = None, named: bool = False,
    too_many: int = 0, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "answer": answer, "named": named, "too_many": too_many}
    response = render(request, "certification/check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """Tell who issues the badges and the key they are signed with."""
    return JsonResponse({**badge.issuer(), "publicKeyJwk": badge_key.public_key()})


@require_safe
def revoked(request: HttpRequest) -> HttpResponse:
    """Give the signed list of the revoked badges: places in a list, no folio and nobody's name."""
    token = badge.signed(badge.revoked_list(revoked_numbers(), timezone.now()))
    response = HttpResponse(token, content_type="application/vc+jwt")
    response["Cache-Control"] = "no-store"
    return response
