"""Consent texts in the editors' workplace."""

from wagtail.snippets.models import register_snippet

from .editing import ConsentTextViewSet

register_snippet(ConsentTextViewSet)
