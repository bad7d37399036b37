"""Words of her space: closed by design."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """A part of what is known about her that her space may show, once it was agreed with her.

    The list is the whole of it: no address, no centre, no other person, no risk and no note can
    be chosen, because there is no word for them here (safety.md 0.5; design 4.3).
    """

    IDENTITY = "identity", _("Her name, masked RUN and date of birth")
    FAMILY = "family", _("How many children and persons in her care")
    LIFE = "life", _("Studies, work, languages and origin")
    SINCE = "since", _("Since when she is attended")
    REFERRALS = "referrals", _("Where her referrals stand")
    CONTACT = "contact", _("How she is reached, with the number hidden")


class WishKind(TextChoices):
    """What she asks her team from her space."""

    QUESTION = "question", _("A question")
    CONTACT = "contact", _("Another way to reach her")
    DOOR = "door", _("An easier way to come in")


# Somebody could force her to ask for these: 72 hours, and a worker (safety.md 0.3, AB35).
HELD = frozenset({WishKind.CONTACT, WishKind.DOOR})
