"""What this room gives to the whole when the product starts."""

from casework.identity import veil
from casework.survivors import contact_hooks, space_sections

from . import actions, checks, queries
from .models import CallerWords, Message


def register() -> None:
    """Join the registries of the rooms below."""
    contact_hooks.on_agreed(actions.end_with_contact)
    space_sections.add(
        space_sections.Section("messages", 50, "messages/_space.html", queries.space)
    )
    veil.mask(CallerWords._meta.label, words="")
    veil.mask(Message._meta.label, address="")
    checks.register()
