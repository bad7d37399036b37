"""Small getters: nothing comes out unless this operator works on it."""

from uuid import UUID

from django.http import Http404, HttpRequest

from casework.access.gates import principal_of
from casework.survivors.views.getters import file_of

from .. import queries
from ..models import Discrepancy


def one_or_404(request: HttpRequest, discrepancy_id: UUID) -> Discrepancy:
    """Give one and log that her file was read. Raises Http404: not yours is not there."""
    try:
        found = queries.open_one(discrepancy_id, principal_of(request))
    except Discrepancy.DoesNotExist:
        raise Http404 from None
    file_of(request, found.survivor_id)
    return found
