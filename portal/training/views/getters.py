"""What a page of training is about, if it is there for who asks; and how refusals are said."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from casework.access.actions import OwnAssignment
from casework.access.gates import Refused, principal_of

from .. import queries
from ..edition_models import Edition
from ..people_models import Attempt, Enrolment
from ..refusals import NotHers, NotNow
from ..results import lesson_of


def own_place(request: HttpRequest, place: UUID) -> Enrolment:
    """Give one of her own places. Raises Http404."""
    return get_object_or_404(queries.own_places(principal_of(request)), pk=place)


def seen_place(request: HttpRequest, place: UUID) -> Enrolment:
    """Give a place she may see. Raises Http404."""
    return get_object_or_404(queries.places_visible_to(principal_of(request)), pk=place)


def own_attempt(request: HttpRequest, attempt: UUID) -> Attempt:
    """Give one of her own attempts. Raises Http404."""
    return get_object_or_404(queries.own_attempts(principal_of(request)), pk=attempt)


def managed_edition(request: HttpRequest, edition: UUID) -> Edition:
    """Give an edition whose people she works with. Raises Http404."""
    return get_object_or_404(queries.managed_by(principal_of(request)), pk=edition)


def any_edition(request: HttpRequest, edition: UUID) -> Edition:
    """Give an edition that was announced. Raises Http404."""
    return get_object_or_404(queries.editions_visible_to(principal_of(request)), pk=edition)


def lesson_in(place: Enrolment, key: str) -> dict[str, Any]:
    """Give a lesson of the version her edition holds. Raises Http404."""
    found = lesson_of(place.edition.version, key)
    if found is None:
        raise Http404
    return found


def tried(request: HttpRequest, act: Callable[[], object], done: str = "") -> bool:
    """Do something and say so; say in kind words why it was not. Raises Refused if not hers."""
    try:
        act()
    except NotNow as reason:
        messages.error(request, str(reason))
        return False
    except (NotHers, OwnAssignment) as reason:
        raise Refused(str(reason)) from reason
    if done:
        messages.success(request, done)
    return True
