"""Small getters: no request comes out unless this operator works on it."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from casework.access.gates import principal_of

from .. import queries
from ..models import RightsRequest


def request_or_404(request: HttpRequest, request_id: UUID) -> RightsRequest:
    """Give a request and log the reading. Raises Http404: not yours is not there."""
    try:
        return queries.open_request(request_id, by=principal_of(request), at=timezone.now())
    except RightsRequest.DoesNotExist:
        raise Http404 from None
