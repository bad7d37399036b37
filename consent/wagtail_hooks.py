"""Consent texts in the editors' workplace."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .editing import ConsentTextViewSet
from .text_models import ConsentText

register_snippet(ConsentTextViewSet)


@hooks.register("before_bulk_action")
def no_acts_on_many(
    request: HttpRequest, action: str, objects: Sequence[Any], view: Any
) -> HttpResponse | None:
    """Refuse to do anything with many texts at once: versions stay readable (law DP-24)."""
    if any(isinstance(one, ConsentText) for one in objects):
        raise PermissionDenied
    return None
