"""Small getters: no woman comes out unless this operator may see her."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.access.gates import Refused, principal_of
from casework.access.principals import Staff
from casework.territory.models import Centre

from .. import closing, guidance, masking, queries, tabs
from ..essentials import Asked, head_of
from ..models import Survivor


def staff_of(request: HttpRequest) -> Staff:
    """Give the operator who asks."""
    return principal_of(request)


def file_of(request: HttpRequest, survivor_id: UUID) -> Survivor:
    """Give her record and log the reading. Raises Http404: not yours is not there.

    Raises Refused for what she asked to keep apart.
    """
    by, at = staff_of(request), timezone.now()
    try:
        survivor = queries.open_file(survivor_id, by=by, at=at)
    except Survivor.DoesNotExist:
        closing.check_missing(survivor_id, by=by, at=at)
        raise Http404 from None
    closing.check_page(request, survivor, by=by, at=at)
    return survivor


def changeable(request: HttpRequest, survivor_id: UUID) -> Survivor:
    """Give her record to change it. Raises Http404, or Refused when a grant only lets read."""
    survivor = file_of(request, survivor_id)
    if not may_change(request, survivor):
        raise Refused(_("You may read this file, not change it."), "read-only")
    return survivor


def may_change(request: HttpRequest, survivor: Survivor) -> bool:
    """Say whether the asker may change this file: own centre's only, a grant just lets read."""
    return not staff_of(request).case_centres.isdisjoint(survivor.centre_ids)


def centres_of(request: HttpRequest) -> list[Centre]:
    """Give the centres whose cases this operator may open."""
    ids = staff_of(request).case_centres
    return list(Centre.objects.filter(pk__in=ids).order_by("name"))


def page(request: HttpRequest, survivor: Survivor, current: str, **more: Any) -> dict[str, Any]:
    """Give what every page of the file needs, and more."""
    at = timezone.now()
    lines, told = head_of(Asked(survivor.pk, staff_of(request), at))
    view = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "survivor": survivor,
        "name": queries.display_name(survivor),
        "tabs": tabs.tabs_of(survivor, current),
        "essentials": lines,
        "guides": guidance.guides(view, told, at),
        "told": told,
        "read_only": not may_change(request, survivor),
        "reserved": masking.hides(survivor.pk, staff_of(request)),
        **more,
    }
