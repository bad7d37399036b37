"""What a document may be, who reads it and who must follow it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.access.levels import Level
from casework.territory.models import CentreKind


class Kind(models.TextChoices):
    """The two kinds of document, each below its own address."""

    PROTOCOL = "protocol", _("Protocol")
    GUIDELINE = "guideline", _("Technical guideline")


class Audience(models.TextChoices):
    """Who may read it."""

    PUBLIC = "public", _("Everybody")
    STAFF = "staff", _("Staff only")


# Where the pages of each kind stand (design 10).
SLUGS = {Kind.PROTOCOL: "protocolos", Kind.GUIDELINE: "orientaciones-tecnicas"}

LEVEL_WORDS = {
    Level.N1: _("N1: authorities"),
    Level.N2: _("N2: administrators"),
    Level.N3: _("N3: territorial managers"),
    Level.N4: _("N4: implementing agencies"),
    Level.N5: _("N5: heads of centre"),
    Level.N6: _("N6: intervention teams"),
}


def levels() -> list[tuple[str, str]]:
    """Give the levels that may have to follow a document, with their words."""
    return [(level.value, str(words)) for level, words in LEVEL_WORDS.items()]


def centre_kinds() -> list[tuple[str, str]]:
    """Give the kinds of centre there are, with their names."""
    rows = CentreKind.objects.order_by("name").values_list("code", "name")
    return [(str(code), str(name)) for code, name in rows]
