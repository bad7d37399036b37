"""Whose request it is, for whoever carries it out: nobody's, when nobody here matches."""

from casework.survivors.models import Survivor

from ..rights.models import RightsRequest


def survivor_of(request: RightsRequest) -> Survivor | None:
    """Give her record, or None: nobody matches, or she was erased."""
    if request.survivor_id is None:
        return None
    found: Survivor | None = Survivor.objects.filter(pk=request.survivor_id).first()
    return found
