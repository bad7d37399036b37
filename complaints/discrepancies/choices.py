"""Words of discrepancies: closed by what the law lets be answered (law 1.1, R)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..rights.choices import Outcome


class End(TextChoices):
    """How a discrepancy ends."""

    CORRECTED = "corrected", _("It is put right")
    PARTLY = "partly", _("Part of it is put right")
    KEPT = "kept", _("It stays as it is, with the reason; her version stands beside it")


class Whole(TextChoices):
    """All of what is written of her that she may speak of from her own space.

    Words that say nothing to whoever looks over; the same list for everybody, whatever there is.
    """

    ALL = "all", _("All of it, or I do not know")
    ACCOUNT = "account", _("What I told")
    SESSION = "session", _("What we talked about")
    PLAN = "plan", _("The plan we made")
    RISK = "risk", _("How my team sees things")


OUTCOMES = {
    End.CORRECTED: Outcome.GRANTED,
    End.PARTLY: Outcome.PARTLY,
    End.KEPT: Outcome.REFUSED,
}
