"""Checks when the product starts: sender and subject are read by whoever holds her telephone."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error

from . import lint


def neutral_sender(**options: Any) -> Sequence[CheckMessage]:
    """E001: the sender's name and address, or the subject, tell what it is about or who we are."""
    name, _at, domain = settings.MESSAGES_FROM.partition("@")
    # An address has dots and a sign of its own; its words are what counts.
    said = {"MESSAGES_SUBJECT": settings.MESSAGES_SUBJECT, "MESSAGES_FROM": f"{name} {domain}"}
    return [
        Error(f"{setting} tells too much.", "Use a neutral word.", id="messages.E001")
        for setting, words in said.items()
        if any(one.fault == lint.Fault.TELLING for one in lint.problems(words, longest=None))
    ]


def register() -> None:
    """Have them run by `manage.py check`."""
    checks.register(neutral_sender)
