"""Languages a page may have besides Spanish. Which ones: SITE_LANGUAGES (safety.md 6)."""

from dataclasses import dataclass

from django.conf import settings

ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language. slug: the last part of its pages' addresses. name: as its speakers call it."""

    code: str
    slug: str
    name: str
    direction: str


def tongues() -> tuple[Tongue, ...]:
    """Give them, in the order they are offered."""
    return tuple(Tongue(*one) for one in settings.SITE_LANGUAGES)


def slugs() -> frozenset[str]:
    """Give the addresses of translations: no other page has one of these."""
    return frozenset(one.slug for one in tongues())


def of_slug(slug: str) -> Tongue | None:
    """Give the language an address belongs to; None for Spanish."""
    return next((one for one in tongues() if one.slug == slug), None)
