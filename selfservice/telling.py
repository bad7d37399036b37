"""Saying once, on the next page, how something ended: a POST in her zone never answers a page.

Browsers write what was sent to a page they show into their session file, on the disk of a
telephone that is not only hers.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

NOTICE = "aviso"


def see_other(page: str, notice: str = "", *values: object) -> HttpResponseRedirect:
    """Go to a page of her zone by name; notice: what it will say, once."""
    response = HttpResponseRedirect(reverse(page, args=values))
    response.status_code = 303
    if notice:
        response.set_cookie(
            NOTICE, notice, max_age=60, secure=settings.TLS, httponly=True, samesite="Lax"
        )
    return response


def notice_of(request: HttpRequest) -> str:
    """Give what this page has to say of what was just sent; "" mostly."""
    return request.COOKIES.get(NOTICE, "")


def told_once(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forget what the page has just said."""
    if notice_of(request):
        response.delete_cookie(NOTICE, samesite="Lax")
    return response
