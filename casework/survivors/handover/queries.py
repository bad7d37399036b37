"""Reads of handovers: only the head of the centre."""

from django.db.models import QuerySet

from casework.access.principals import Staff

from .models import Handover


def waiting(by: Staff) -> "QuerySet[Handover]":
    """Give what waits for this head of centre, oldest first."""
    rows = Handover.objects.filter(centre_id__in=by.heads, settled_at=None)
    return rows.select_related("operator__user", "centre").order_by("created_at", "id")
