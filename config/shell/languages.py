"""The language a visitor chose herself, over what her browser asks for (safety.md 6).

Kept as the size of the text is: until the browser closes, without her name.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CODES = tuple(code for code, _name in settings.LANGUAGES)


def chosen(request: HttpRequest) -> str:
    """Give the code she chose, or nothing when she chose none."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in CODES else ""


def keep(response: HttpResponse, code: str) -> None:
    """Remember until the browser closes: nothing stays on the device."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, httponly=True, samesite="Lax", secure=settings.TLS
    )
