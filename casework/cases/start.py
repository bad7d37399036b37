"""What this room gives to the whole when the product starts."""

from casework.survivors import arrivals

from .actions import open_on_arrival


def register() -> None:
    """Join the registries of the rooms below."""
    arrivals.on_arrival(open_on_arrival)
