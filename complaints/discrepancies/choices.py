"""Words of discrepancies: closed by what the law lets be answered (law 1.1, R)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..rights.choices import Outcome


class End(TextChoices):
    """How a discrepancy ends."""

    CORRECTED = "corrected", _("It is put right")
    PARTLY = "partly", _("Part of it is put right")
    KEPT = "kept", _("It stays as it is, with the reason; her version stands beside it")


OUTCOMES = {
    End.CORRECTED: Outcome.GRANTED,
    End.PARTLY: Outcome.PARTLY,
    End.KEPT: Outcome.REFUSED,
}
