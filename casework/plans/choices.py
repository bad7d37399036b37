"""Words a plan may hold where a list is closed by design (domain.md 2.4, PII content)."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Area(TextChoices):
    """What an objective is about, in the order they are read."""

    SAFETY = "safety", _("Safety and protection")
    PSYCHOLOGICAL = "psychological", pgettext_lazy("area of a plan", "Psychological")
    AUTONOMY = "autonomy", _("Social and economic autonomy")
    LEGAL = "legal", pgettext_lazy("area of a plan", "Legal")
    HEALTH = "health", pgettext_lazy("area of a plan", "Health")
    NETWORKS = "networks", _("Support networks")
    CHILDREN = "children", _("Children and adolescents")


class Origin(TextChoices):
    """Where a plan was written."""

    HERE = "here", _("Written here")
    PAPER = "paper", _("Brought on paper")


class Ending(TextChoices):
    """Why a version is no longer the one in force."""

    REPLACED = "replaced", _("A newer version took its place")
    DISCARDED = "discarded", _("The draft was thrown away")
    FULFILLED = "fulfilled", _("Its objectives were met")
    LEFT = "left", _("She left the programme")
    CASE_CLOSED = "case_closed", _("Her case was closed")


class Who(TextChoices):
    """Who does an activity."""

    TEAM = "team", _("Somebody of the team")
    HERSELF = "herself", _("She herself")
    EXTERNAL = "external", _("Another service or person")


class Progress(IntegerChoices):
    """How far an activity has come, 0 to 4."""

    NONE = 0, pgettext_lazy("progress", "Not begun")
    BEGUN = 1, pgettext_lazy("progress", "Begun")
    HALF = 2, pgettext_lazy("progress", "Half way")
    NEARLY = 3, pgettext_lazy("progress", "Almost done")
    DONE = 4, pgettext_lazy("progress", "Done")


class Role(TextChoices):
    """Who signs a plan."""

    HERSELF = "herself", pgettext_lazy("signature", "She")
    WORKER = "worker", pgettext_lazy("signature", "Worker")
    HEAD = "head", pgettext_lazy("signature", "Head of centre")


class Way(TextChoices):
    """How somebody signed."""

    BUTTON = "button", _("By button, with the worker")
    PAPER = "paper", _("On the paper")
