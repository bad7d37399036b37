"""Words of referrals where a list is closed by design."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Direction(TextChoices):
    """Who refers her to whom."""

    OUT = "out", _("We refer her to another institution")
    IN = "in", _("Another institution refers her to us")


class Answer(TextChoices):
    """What the other side answered, or we did."""

    PENDING = "pending", _("No answer yet")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    NONE = "no_answer", _("They never answered")


class ReferralState(TextChoices):
    """Where a referral stands; its workflow comes later."""

    RECORDED = "recorded", _("Recorded")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


class Basis(TextChoices):
    """On what her identifying data may leave."""

    NOTHING_SENT = "nothing", _("Nothing that identifies her was sent")
    CONSENT = "consent", _("She agreed to it")
    LEGAL_DUTY = "legal_duty", _("The law orders it")


class Ending(TextChoices):
    """What came of it in the end (domain.md 3.3)."""

    ATTENDED = "attended", _("She was attended")
    SHE_REFUSED = "she_refused", _("She did not want it")
    NO_ROOM = "no_room", _("They had no room")
    NOT_NEEDED = "not_needed", _("No longer needed")
    NO_CONTACT_HER = "no_contact_her", _("She could not be reached")
    NO_CONTACT_THEM = "no_contact_them", _("The institution could not be reached")
    OTHER = "other", _("Something else")
