"""Drafts are shown in a frame of the editor: the one frame this site allows, and only to itself."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from wagtail.models import Page


class FramedPreview(Page):
    """A page whose draft may be drawn inside the editor."""

    class Meta:
        abstract = True

    @method_decorator(csp_replace({"frame-ancestors": [SELF]}))
    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer the draft."""
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response
