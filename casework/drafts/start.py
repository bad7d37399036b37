"""What this room gives to the whole when the product starts."""

from casework.access import unsent

from .returning import keep_unsent


def register() -> None:
    """Join the registries of the rooms below."""
    unsent.add_keeper(keep_unsent)
