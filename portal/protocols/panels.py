"""What the editor sees of a document besides its fields."""

from typing import Any

from wagtail.admin.panels import Panel

from .effect import effect_of


class EffectPanel(Panel):
    """What publishing would do, read before anybody presses the button."""

    class BoundPanel(Panel.BoundPanel):
        """It for one page; a page not saved yet has no effect to tell."""

        template_name = "portal/protocols/effect.html"

        def is_shown(self) -> bool:
            """Say whether there is anything to tell."""
            return self.instance.pk is not None and bool(self.instance.valid_from)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the effect of the draft as it was last saved."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "effect": effect_of(self.instance)}
