"""The common scale of risk, so that results of different instruments can be compared.

The codes are those of domain.md 1.1, consequence 3: partners send them as they are.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """A level of risk, or that nobody has assessed it."""

    NOT_ASSESSED = "NO_EVALUADO", _("Not assessed")
    LOW = "BAJO", _("Low")
    MEDIUM = "MEDIO", _("Medium")
    HIGH = "ALTO", _("High")
    VITAL = "VITAL", _("Vital")

    @property
    def rank(self) -> int:
        """Its place on the scale, 0 for not assessed to 4 for vital: order lists by it."""
        return list(Level).index(self)

    @property
    def tone(self) -> str:
        """Its tone on screen; the word always stands beside the colour."""
        return _TONES[self]


_TONES = {
    Level.NOT_ASSESSED: "neutral",
    Level.LOW: "info",
    Level.MEDIUM: "warning",
    Level.HIGH: "danger",
    Level.VITAL: "danger",
}
