"""Words a file may hold where a list is closed by design."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    """How her own space opens (design 4.3). Chosen with a worker, changed by a phone call."""

    CLOSED = "closed", _("Closed")
    KEY = "key", _("With her second key")
    OPEN = "open", _("With ClaveÚnica alone")


class Channel(TextChoices):
    """How she may be reached."""

    CALL = "call", _("Telephone call")
    SMS = "sms", _("Text message")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("E-mail")
    IN_PERSON = "in_person", _("In person, at the centre")
    NOBODY = "none", _("Do not contact her")


class Relation(TextChoices):
    """Who a related person is to her; the least that is needed (law DP-29)."""

    CHILD = "child", _("Child")
    CARED_FOR = "cared_for", _("Person in her care")
    PARENT = "parent", _("Mother or father")
    GUARDIAN = "guardian", _("Guardian")
    RELATIVE = "relative", _("Relative")
    PARTNER = "partner", _("Partner")
    FORMER_PARTNER = "former_partner", _("Former partner")
    FRIEND = "friend", _("Trusted person")
    OTHER = "other", _("Other")


class EntryRoute(TextChoices):
    """How she came (domain.md 2.6, entry route)."""

    SPONTANEOUS = "spontaneous", _("On her own")
    LINE_1455 = "1455", _("Line 1455")
    WHATSAPP = "whatsapp", _("WhatsApp")
    POLICE = "police", _("Police")
    PROSECUTOR = "prosecutor", _("Public Prosecutor")
    COURT = "court", _("Court")
    HEALTH = "health", _("Health service")
    EDUCATION = "education", _("School or university")
    MUNICIPALITY = "municipality", _("Municipality")
    CENTRE = "centre", _("Another centre")
    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")
    OTHER = "other", _("Other")
