"""What this room gives to others when the portal starts."""

from casework.access import home_lines

from .waiting import to_look_at


def start() -> None:
    """Say on the first page of who reviews certificates that some wait."""
    home_lines.add_source(to_look_at)
