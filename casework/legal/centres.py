"""In whose name a worker writes: one of her centres that attends the woman."""

from casework.access.principals import Staff
from casework.survivors.models import Survivor


class NotYourCentre(Exception):
    """The operator has no open assignment in a centre that attends her."""


def centre_of(survivor: Survivor, by: Staff) -> int:
    """Give the centre of the worker that attends the woman. Raises NotYourCentre."""
    shared = sorted(by.case_centres & set(survivor.centre_ids))
    if not shared:
        raise NotYourCentre
    return shared[0]
