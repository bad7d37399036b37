"""What this room gives to others when the portal starts."""

from casework.access import certificate_actions, home_lines

from .actions import withdraw_paper
from .waiting import to_look_at


def start() -> None:
    """Withdraw the paper of what is revoked; tell who reviews certificates that some wait."""
    certificate_actions.when_revoked(withdraw_paper)
    home_lines.add_source(to_look_at)
