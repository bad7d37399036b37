"""A case to hang a reserved note on."""

from typing import Any

from django.utils import timezone

from casework.cases.models import Case
from casework.survivors.models import Survivor


def open_case(survivor: Survivor, centre: Any) -> Case:
    """Her open case in a centre; arriving may have opened it already."""
    found = Case.objects.filter(survivor=survivor, centre=centre, closed_at=None).first()
    return found or Case.objects.create(
        survivor=survivor, key_id=survivor.key_id, centre_ids=[centre.pk], centre=centre,
        stage="S1", stage_since=timezone.now(), opened_at=timezone.now(),
    )  # fmt: skip
