"""How a visitor likes to read: size of the text and contrast, kept in a cookie without her name."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponse

COOKIE = "apariencia"
SIZES = ("100", "125", "150")
THEMES = ("auto", "light", "contrast")


@dataclass(frozen=True, slots=True)
class Appearance:
    """A size and a theme; `auto` follows the device (dark, more contrast)."""

    size: str = SIZES[0]
    theme: str = THEMES[0]

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Read the cookie; anything unknown counts as nothing said."""
        size, _, theme = request.COOKIES.get(COOKIE, "").partition("-")
        return cls(
            size if size in SIZES else SIZES[0],
            theme if theme in THEMES else THEMES[0],
        )

    def keep(self, response: HttpResponse) -> None:
        """Remember until the browser closes: nothing stays on the device."""
        response.set_cookie(COOKIE, f"{self.size}-{self.theme}", httponly=True, samesite="Lax")
