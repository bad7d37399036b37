"""Words of opinions: when one is asked for and about what (law OI-10)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Moment(TextChoices):
    """After what she is asked, in the order things usually come."""

    ORIENTATION = "orientation", _("After the orientation")
    ENTRY = "entry", _("After the entry")
    ONGOING = "ongoing", _("Every 90 days")
    EXIT = "exit", _("At the exit")
    REQUEST = "request", _("After a request on data")
    QUESTION = "question", _("After a question or complaint")


class Topic(TextChoices):
    """What the three questions are about, as the yearly survey of the State has them."""

    LIKING = "liking", _("How she was treated")
    SOLVING = "solving", _("Whether it helped")
    CLARITY = "clarity", _("Whether it was clear")


GRADES = range(1, 8)
