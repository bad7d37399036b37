"""Pages that speak one language, and the same page in the others (safety.md 6).

A translation lies below its Spanish page, at its language's own address: `english/`, `kreyol/`.
Whoever chose English is led to it from the Spanish address, so that links written in Spanish pages
and forms lead her on in her own. What surrounds a page is said in Spanish or English; in any other
language only the page's own words are, and they are marked so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from wagtail.models import Page

from . import tongues
from .preview import FramedPreview
from .tongues import ENGLISH, Tongue

BELOW = f"{ENGLISH}/"


class OneLanguage(FramedPreview):
    """A page in a language of its own: what surrounds it is said in that one too."""

    class Meta:
        abstract = True

    @property
    def is_english(self) -> bool:
        """Say whether this is the English of the page above: its address says it."""
        return bool(self.slug == ENGLISH)

    @property
    def tongue(self) -> Tongue | None:
        """Give the language it is a translation into; None for a Spanish page."""
        return tongues.of_slug(self.slug)

    @property
    def spoken(self) -> str:
        """Give the code of the language this page is written in."""
        return self.tongue.code if self.tongue else "es"

    @property
    def is_apart(self) -> bool:
        """Say whether its words are in another language than what surrounds them."""
        return self.spoken != self.around

    @property
    def around(self) -> str:
        """Give the language of everything around its words."""
        return "en" if self.is_english else "es"

    def original(self) -> Page:
        """Give the Spanish page this one translates; itself when it is that one."""
        return self.get_parent() if self.tongue else self

    def sister(self) -> Page | None:
        """Give this page in English, or the Spanish of an English one, if it is published."""
        if self.is_english:
            above: Page | None = self.get_parent()
            return above if above is not None and above.live else None
        return english_of(self.original())

    def others(self, there: list[Page]) -> list[dict[str, str]]:
        """Give code, name, direction and address of this page in the languages beside the switch.

        there: its published translations. A page nobody translated is never offered.
        """
        here = self.original()
        found = [Way("es", "Español", "ltr", here)] if self.spoken not in {"es", "en"} else []
        known = {page.slug: page for page in there if page.pk != self.pk}
        found += [
            Way(one.code, one.name, one.direction, known[one.slug])
            for one in tongues.tongues() if one.slug in known and one.slug != ENGLISH
        ]  # fmt: skip
        return [way.told() for way in found if way.page.live]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the page's own language, or lead to the English whoever chose it."""
        english = self.sister() if chose_english(request) and not self.tongue else None
        if english is not None:
            return redirect(english.get_url(request))
        with translation.override(self.around):
            response: HttpResponse = super().serve(request, *args, **kwargs).render()
        response["Content-Language"] = self.spoken
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add where the page is in the other language (or its home) and the way to it."""
        there = translations_of(self.original())
        english = next((page for page in there if page.slug == ENGLISH), None)
        sister = (self.sister() if self.is_english else english) or english_of(self.get_root_page())
        return {
            **super().get_context(request, *args, **kwargs),
            "sister": sister.get_url(request) if sister else "",
            "tongues": self.others(there),
            "trail": self.trail(),
        }

    def get_root_page(self) -> Page:
        """Give the home page."""
        return self.get_ancestors(inclusive=True).get(depth=2)

    def trail(self) -> list[Page]:
        """Give the pages that lead to this one, each in this one's language where it has it."""
        here = self.original()  # the home has nothing above it
        above = list(here.get_ancestors().filter(depth__gte=2))
        return [english_of(one) or one for one in above] if self.is_english else above


def chose_english(request: HttpRequest) -> bool:
    """Say whether she pressed “English”; what her browser asks for does not count."""
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en"


@dataclass(frozen=True, slots=True)
class Way:
    """A page in a language, and how the language is written."""

    code: str
    name: str
    direction: str
    page: Page

    def told(self) -> dict[str, str]:
        """Give it for the switch."""
        return {"code": self.code, "name": self.name, "direction": self.direction,
                "url": self.page.url}  # fmt: skip


def translations_of(page: Page) -> list[Page]:
    """Give the published translations of a page."""
    return list(page.get_children().live().public().filter(slug__in=tongues.slugs()))


def english_of(page: Page) -> Page | None:
    """Give the published English of a page."""
    english: Page | None = page.get_children().live().public().filter(slug=ENGLISH).first()
    return english


def in_both(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer in the language of the address: Spanish, or English below it at `english/`.

    Whoever chose English is led there. The page finds its sister's address at `request.sister`.
    """

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, language: str = "es", **more: Any) -> HttpResponse:
        english = language == "en"
        sister = request.path.removesuffix(BELOW) if english else request.path + BELOW
        if not english and chose_english(request) and request.method != "POST":
            return redirect(sister)
        request.sister = sister  # type: ignore[attr-defined]
        with translation.override(language):
            response = view(request, *args, **more)
        response.headers.setdefault("Content-Language", language)
        return response

    return spoken
