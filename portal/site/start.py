"""Joins rooms that do not know each other."""

from django.utils.translation import gettext_lazy as _

from portal.directory import places
from portal.search import sources
from portal.search.sources import Hit


def centres(text: str, language: str) -> list[Hit]:
    """Find the centres of a comuna or region somebody names in the search of the site."""
    place = places.find(text)
    found = place.comuna or place.region
    if found is None:
        return []
    part = "comuna" if place.comuna else "region"
    url = f"/red-de-apoyo/{part}/{found.pk}/" + ("english/" if language == "en" else "")
    return [Hit(found.name, url, "", _("Centres near there"))]


sources.add(centres)
