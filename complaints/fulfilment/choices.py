"""Words of carrying rights out: closed by what the law and this system can do."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """What of a file may be kept apart: all of it, or one group of its fields (law 1.1)."""

    FILE = "file", _("The whole file")
    ABOUT = "about", _("Social characterisation")
    CONTACT = "contact", _("How to reach her")
    HOUSEHOLD = "household", _("Who is close to her")
    ACCOUNT = "account", _("What she told")
    EPISODES = "episodes", _("Episodes")
    RISK = "risk", _("Risk")
    CASES = "cases", _("Cases, sessions and tasks")
    PLANS = "plans", _("Plans")
    LEGAL = "legal", _("Legal processes and measures")
    REFERRALS = "referrals", _("Referrals")
    DOCUMENTS = "documents", _("Documents")


class Ended(TextChoices):
    """Why a limit on her data ended."""

    HERSELF = "herself", _("She changed her mind")
    REFUSED = "refused", _("The request was refused")
    SETTLED = "settled", _("What it waited for is settled")


class Told(TextChoices):
    """Whether an earlier recipient knows (law DP-13)."""

    PENDING = "pending", _("To be told")
    TOLD = "told", _("Told")
    EXCUSED = "excused", _("Not told, with a reason")


class Excuse(TextChoices):
    """Why an earlier recipient is not told: the law knows two reasons (art. 6)."""

    IMPOSSIBLE = "impossible", _("It is impossible")
    DISPROPORTIONATE = "disproportionate", _("It asks for an effort out of proportion")


class Look(TextChoices):
    """What another human decided on a score (art. 8 bis)."""

    KEPT = "kept", _("It stays as it was")
    CHANGED = "changed", _("It changes")
