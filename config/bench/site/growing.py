"""Writes the invented pages: documents through their publishing, the rest as rows."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from casework.territory.models import Centre, CentreKind, Comuna
from portal.models import (
    ContentPage,
    GuidelineIndexPage,
    GuidelinePage,
    Listing,
    NewsIndexPage,
    NewsPage,
    ProtocolIndexPage,
    ProtocolPage,
)

from . import invented

# Of every hundred pages; the others are news. A list shows all the plain pages below it: few.
PROTOCOLS, GUIDELINES, CONTENTS = 10, 6, 1
CENTRES = 130
GROUPS = {"medicion.escribe": "Redacción", "medicion.publica": "Aprobación"}
Tell = Callable[[int, int], None]


@transaction.atomic
def grow(pages: int, tell: Tell) -> None:
    """Write so many pages and a directory of the country. tell: how many of how many are done."""
    writer, approver = (_person(*one) for one in GROUPS.items())
    _directory(writer, approver)
    for done, page in enumerate(_pages(pages, writer), start=1):
        if isinstance(page, (ProtocolPage, GuidelinePage)):
            page.save_revision(user=writer).publish(user=approver)
        else:
            now = timezone.now()
            Page.objects.filter(pk=page.pk).update(live=True, last_published_at=now)
        if done % 100 == 0:
            tell(done, pages)


def _pages(pages: int, writer: User) -> Iterator[Page]:
    """Give each page, below its list."""
    protocols, guidelines = ProtocolIndexPage.objects.get(), GuidelineIndexPage.objects.get()
    news = NewsIndexPage.objects.get()
    for number in range(pages):
        place = number % 100
        if place < PROTOCOLS:
            page: Page = _document(ProtocolPage, number, writer, steps=_steps())
            protocols.add_child(instance=page)
        elif place < PROTOCOLS + GUIDELINES:
            page = _document(GuidelinePage, number, writer)
            guidelines.add_child(instance=page)
        elif place < PROTOCOLS + GUIDELINES + CONTENTS:
            page = ContentPage(**_words(number), body=invented.body(number))
            news.add_child(instance=page)
        else:
            page = NewsPage(
                **_words(number), body=invented.body(number), happened_on=invented.day(number)
            )
            news.add_child(instance=page)
        yield page


def _document(kind: Any, number: int, writer: User, **more: Any) -> Page:
    """Give a document, marked as an example and with somebody who answers for it."""
    page: Page = kind(
        **_words(number), body=invented.body(number), code=f"hoja-{number}", year=2024,
        valid_from=invented.day(number), example=True, review_on=date(2030, 1, 1),
        responsible=writer, **more,
    )  # fmt: skip
    return page


def _words(number: int) -> dict[str, str]:
    return {
        "title": invented.title(number),
        "slug": f"hoja-{number}",
        "summary": invented.summary(number),
    }


def _steps() -> list[tuple[str, dict[str, Any]]]:
    return [("step", one) for one in invented.steps()]


def _person(name: str, group: str) -> User:
    """Give an editor nobody can log in as."""
    user, _made = User.objects.get_or_create(username=name)
    user.groups.add(Group.objects.get(name=group))
    return user


def _directory(writer: User, approver: User) -> None:
    """Open centres all over the country, each with what it offers."""
    kind = CentreKind.objects.filter(secret=False, valid_to=None).order_by("pk")[0]
    comunas = list(Comuna.objects.order_by("pk"))
    for number in range(CENTRES):
        centre = Centre.objects.create(
            code=f"M-{number}", name=f"Centro {number}", kind=kind, valid_from=date(2020, 1, 1),
            comuna=comunas[number * len(comunas) // CENTRES],
        )  # fmt: skip
        listing = Listing(
            centre=centre, offers=["hablar", "leyes"], phone=f"+56 9 0000 {number:04}",
            hours="Lunes a viernes, 9:00 a 18:00", is_verified=True, checked_on=date(2026, 1, 1),
        )  # fmt: skip
        listing.save()
        listing.save_revision(user=writer).publish(user=approver)
