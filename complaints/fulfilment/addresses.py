"""Where the pages of this room are."""

from uuid import UUID

from django.urls import reverse


def copy_page(request_id: UUID) -> str:
    """Where the copy is prepared, read and handed over."""
    return reverse("fulfilment:copy", args=[request_id])


def work_page(request_id: UUID) -> str:
    """Where limits, corrections, recipients and a second look are worked on."""
    return reverse("fulfilment:work", args=[request_id])


def emergency_page(survivor_id: UUID) -> str:
    """Where an emergency reading of what is kept apart begins."""
    return reverse("fulfilment:emergency", args=[survivor_id])
