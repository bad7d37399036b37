"""Tags of the directory."""

from django import template
from django.utils.translation import get_language

from portal.directory.forms import Search
from portal.directory.places import regions

register = template.Library()


@register.inclusion_tag("portal/directory/_search.html")
def directory_search() -> dict[str, object]:
    """Show the form that looks for a centre, and the regions to choose from."""
    return {"form": Search(), "regions": regions(), "language": get_language()}
