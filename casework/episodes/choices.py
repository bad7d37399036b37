"""Words of episodes and aggressors where the list is closed by design; the others are data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Precision(TextChoices):
    """How well she remembers when it happened. Not remembering is an answer too."""

    DAY = "day", _("One day")
    MONTH = "month", _("A month")
    YEAR = "year", _("A year")
    PERIOD = "period", _("A period: it went on, or happened many times")
    UNKNOWN = "unknown", _("She does not remember")


class TimeBand(TextChoices):
    """Part of the day."""

    DAWN = "dawn", _("Small hours (00–06)")
    MORNING = "morning", _("Morning (06–12)")
    AFTERNOON = "afternoon", _("Afternoon (12–20)")
    NIGHT = "night", _("Night (20–24)")


class Medium(TextChoices):
    """Where violence was exerted (domain.md 2.5: a facet, not a form)."""

    IN_PERSON = "presencial", _("In person")
    DIGITAL = "digital", _("Digital")
    BOTH = "both", _("Both")


class Injuries(TextChoices):
    """What it did to her body, from the least to the gravest."""

    NONE = "none", _("No injuries")
    MINOR = "minor", _("Minor, without medical care")
    MEDICAL = "medical", _("Needed medical care")
    HOSPITAL = "hospital", _("Was in hospital")


class Answer(TextChoices):
    """An answer that may also not be known: nobody is pressed for one."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Teller(TextChoices):
    """Who says so."""

    HERSELF = "herself", _("Herself")
    INSTITUTION = "institution", _("An institution")


class Standing(TextChoices):
    """How far a datum about somebody else is to be relied on (issue item 1)."""

    DECLARED = "declared", _("Declared")
    VALIDATED = "validated", _("Confirmed by a document or institution")
    DISPUTED = "disputed", _("Disputed")


class FemicideDegree(TextChoices):
    """Degree of femicide (domain.md 2.5, F1 and F2): a facet of the episode, not a form."""

    CONSUMMATED = "C", _("Consummated femicide")
    FRUSTRATED = "F", _("Frustrated femicide")
    ATTEMPTED = "T", _("Attempted femicide")
    SUICIDE = "S", _("Femicidal suicide")
