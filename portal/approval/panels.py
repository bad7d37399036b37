"""In the editor: how the draft reads, before somebody has to send it back."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from . import reading

MOST = 8


class ReadingPanel(Panel):
    """Shows the ease of the saved draft, whole and piece by piece (Spanish only)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("How it reads"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "portal/approval/reading_panel.html"

        def is_shown(self) -> bool:
            """Say whether there is something to measure."""
            saved = self.instance.pk is not None
            return saved and self.instance.spoken == "es" and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the measures."""
            texts = self.instance.plain_pieces
            long = [p for p in reading.pieces(texts) if p.reading.words >= reading.FEWEST]
            return {
                **super().get_context_data(parent_context),
                "whole": reading.whole(texts),
                "longest": reading.LONGEST_SENTENCES,
                "pieces": sorted(long, key=lambda one: one.reading.score)[:MOST],
            }
