"""Tags of the content pages."""

from django import template

from portal.helplines import shown

register = template.Library()


@register.inclusion_tag("portal/_helplines.html")
def helplines() -> dict[str, object]:
    """Show the numbers in force, in their order."""
    return {"lines": shown()}
