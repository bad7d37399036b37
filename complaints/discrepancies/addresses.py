"""Addresses other rooms are given."""

from uuid import UUID

from django.urls import reverse


def page_of(discrepancy_id: UUID) -> str:
    """Give the page where a discrepancy is worked on."""
    return reverse("discrepancies:one", args=[discrepancy_id])
