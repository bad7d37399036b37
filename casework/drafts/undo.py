"""Taking back a slip: the message of an act offers its own undoing."""

from django.contrib import messages
from django.http import HttpRequest

TAG = "undo:"


def said(request: HttpRequest, words: str, *, undo: str) -> None:
    """Say that something was done, with a button that takes it back.

    undo: address of the act that takes it back, by POST; made with `reverse`, so it is local. It
    must refuse by itself when it is too late.
    """
    messages.success(request, words, extra_tags=f"{TAG}{undo}")
