"""Small getters: no request comes out unless this operator works on it."""

from collections.abc import Collection
from uuid import UUID

from django.http import Http404, HttpRequest

from complaints.rights.models import RightsRequest
from complaints.rights.views.getters import request_or_404


def request_of(request: HttpRequest, request_id: UUID, rights: Collection[str]) -> RightsRequest:
    """Give a request about one of some rights, of a woman her team attends. Raises Http404."""
    found = request_or_404(request, request_id)
    if found.right not in rights:
        raise Http404
    return found
