"""Words of requests about personal data: closed by the law's own lists (law 1.1)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Asked(TextChoices):
    """The right somebody uses (Ley 19.628, arts. 5 to 9; the report's ARCOPI, and blocking)."""

    ACCESS = "access", _("To know what is held about me")
    RECTIFICATION = "rectification", _("To put something right")
    SUPPRESSION = "suppression", _("To erase")
    OPPOSITION = "opposition", _("To say no to a use")
    PORTABILITY = "portability", _("To take my data with me")
    IMPUGNATION = "impugnation", _("That a person looks again at a score")
    BLOCKING = "blocking", _("To keep apart for now")


class Channel(TextChoices):
    """How it came in."""

    ONLINE = "online", _("Online, with ClaveÚnica")
    COUNTER = "counter", _("At the counter")
    PAPER = "paper", _("On paper")
    PHONE = "phone", _("By telephone")


class Filer(TextChoices):
    """Who asks (law DP-12; report II.7)."""

    HERSELF = "self", _("The person herself")
    REPRESENTATIVE = "representative", _("Somebody with a power of attorney")
    PARENT = "parent", _("Mother, father or guardian")
    HEIR = "heir", _("An heir")


class IdentityLevel(TextChoices):
    """How sure it is who asks (law DP-10)."""

    NONE = "none", _("Not shown yet")
    DOCUMENT = "document", _("Document seen")
    CLAVE_UNICA = "claveunica", _("ClaveÚnica")
    KEY = "key", _("Her own space")
    PRESENT = "present", _("In person, known to the team")


class Regime(TextChoices):
    """Which text of Ley 19.628 the request is answered under (law DP-01)."""

    OLD = "old", _("Ley 19.628, before its reform")
    NEW = "new", _("Ley 19.628, reformed by Ley 21.719")


class Outcome(TextChoices):
    """What was decided."""

    GRANTED = "granted", _("Granted")
    PARTLY = "partly", _("Granted in part")
    REFUSED = "refused", _("Refused")


class Delivery(TextChoices):
    """How she wants the answer (law 1.1, item b)."""

    IN_PERSON = "in_person", _("In person, at a centre")
    SAFE_CHANNEL = "safe_channel", _("By the way we agreed to reach her")
    OWN_SPACE = "own_space", _("In her own space")
    EMAIL = "email", _("By e-mail")
    POST = "post", _("By letter")


class Paper(TextChoices):
    """What a file of the request is."""

    IDENTITY = "identity", _("Identity document")
    POWER = "power", _("Power of attorney or proof of being heir")
    REQUEST = "request", _("The request on paper")
    SUPPORT = "support", _("What supports it")
    PROOF = "proof", _("Proof that the answer was sent")


class What(TextChoices):
    """What an event of the request tells."""

    FILED = "filed", _("Filed")
    RECEIPT = "receipt", _("Receipt sealed")
    TAKEN = "taken", _("Somebody took it on")
    IDENTIFIED = "identified", _("Identity checked")
    ASKED = "asked", _("Asked to complete it")
    COMPLETED = "completed", _("Completed")
    CONFIRMED = "confirmed", _("Confirmed with her, safely")
    EXTENDED = "extended", _("Deadline extended")
    PREPARED = "prepared", _("Answer prepared")
    SENT_BACK = "sent_back", _("Sent back to be prepared again")
    DECIDED = "decided", _("Decided")
    ANSWERED = "answered", _("Answer sent")
    WITHDRAWN = "withdrawn", _("Withdrawn by who asked")
    TRANSFERRED = "transferred", _("Passed on to whom it belongs to")
    POWER_CHECKED = "power_checked", _("Papers of who asks for her checked")
    INSISTED = "insisted", _("Asked again, and wants it so")
    EXPORTED = "exported", _("Whole file put together for the Agency")
    FULFILLED = "fulfilled", _("Carried out")
    MATCH_DOUBTED = "match_doubted", _("Somebody said that it was matched with another person")
    MATCH_KEPT = "match_kept", _("It stays matched as it was")
    MATCH_MENDED = "match_mended", _("Matched anew: it was another person's")
    LIMIT_ENDED = "limit_ended", _("What she said no to, or kept apart, may be used again")
    CLAIMED = "claimed", _("The Agency notified a complaint")
    CLAIM_ANSWERED = "claim_answered", _("The Agency was answered")


# Done at once, and never held back: they protect (safety.md 0.3).
PROTECTIVE = frozenset({Asked.OPPOSITION, Asked.BLOCKING})
# Somebody could force her to ask for them (safety.md 0.3, AB35).
HARMFUL_IF_FORCED = frozenset({Asked.ACCESS, Asked.PORTABILITY, Asked.SUPPRESSION})
