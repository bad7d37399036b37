"""Words of legal work where a list is closed by design."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProcessState(TextChoices):
    """Where a legal process stands."""

    ONGOING = "ongoing", _("Ongoing")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")


class Role(TextChoices):
    """What the woman is in a process."""

    VICTIM = "victim", _("Victim")
    COMPLAINANT = "complainant", _("Complainant")
    PLAINTIFF = "plaintiff", _("Plaintiff")
    WITNESS = "witness", _("Witness")
    DEFENDANT = "defendant", _("Defendant")


class Power(TextChoices):
    """Whether the lawyer may act for her."""

    NONE = "none", _("Not asked for")
    PENDING = "pending", _("In progress")
    GRANTED = "granted", _("Granted")
    REVOKED = "revoked", _("Revoked")


class Outcome(TextChoices):
    """How a process ended."""

    CONVICTION = "conviction", _("Conviction")
    ACQUITTAL = "acquittal", _("Acquittal")
    IN_FAVOUR = "in_favour", _("Judgment in her favour")
    AGAINST = "against", _("Judgment against her")
    CONDITIONAL = "conditional", _("Conditional suspension of the procedure")
    AGREEMENT = "agreement", _("Agreement")
    DISMISSED = "dismissed", _("Dismissed")
    ARCHIVED = "archived", _("Archived")
    WITHDRAWN = "withdrawn", _("She withdrew")
    OTHER = "other", _("Another outcome")


class HearingKind(TextChoices):
    """What a hearing is for."""

    PREPARATORY = "preparatory", _("Preparatory hearing")
    TRIAL = "trial", _("Trial")
    MEASURES = "measures", _("Hearing on measures")
    CHARGES = "charges", _("Formalisation of the investigation")
    CUSTODY = "custody", _("Custody hearing")
    STATEMENT = "statement", _("Her statement")
    OTHER = "other", _("Another hearing")


class Attendance(TextChoices):
    """How she attends a hearing."""

    IN_PERSON = "in_person", _("In person")
    PROTECTED = "protected", _("In person, without meeting the aggressor")
    REMOTE = "remote", _("By video")
    LAWYER = "lawyer", _("Her lawyer attends for her")
    NOT_NEEDED = "not_needed", _("She need not attend")


class HearingResult(TextChoices):
    """What came of a hearing."""

    HELD = "held", _("Held")
    HELD_WITHOUT_HER = "held_without_her", _("Held without her")
    POSTPONED = "postponed", _("Postponed")
    NOT_HELD = "not_held", _("Not held")


class Nature(TextChoices):
    """What sort of order a measure is."""

    PROTECTIVE = "protective", _("Protective measure")
    PRECAUTIONARY = "precautionary", _("Precautionary measure")
    ACCESSORY = "accessory", _("Accessory measure of a judgment")


class MeasureState(TextChoices):
    """Where a measure stands. That its day has passed is read from the calendar, not kept."""

    IN_FORCE = "in_force", _("In force")
    LIFTED = "lifted", _("Lifted by the court")
    ENDED = "ended", _("Ended and not renewed")


class Supervisor(TextChoices):
    """Who watches that a measure is kept."""

    CARABINEROS = "carabineros", _("Carabineros")
    PDI = "pdi", _("Policía de Investigaciones")
    COURT = "court", _("The court")
    GENCHI = "genchi", _("Gendarmería")
    CENTRE = "centre", _("The centre's team")
    OTHER = "other", _("Somebody else")


class ReportedTo(TextChoices):
    """Where something was reported."""

    CARABINEROS = "carabineros", _("Carabineros")
    PDI = "pdi", _("Policía de Investigaciones")
    PROSECUTOR = "prosecutor", _("Public Prosecutor")
    COURT = "court", _("Court")


class BreachResult(TextChoices):
    """What came of reporting a breach."""

    PENDING = "pending", _("No answer yet")
    INVESTIGATED = "investigated", _("Under investigation")
    DETAINED = "detained", _("He was detained")
    REINFORCED = "reinforced", _("The measure was reinforced")
    SANCTIONED = "sanctioned", _("Sanctioned")
    DISMISSED = "dismissed", _("Dismissed")


class Facts(TextChoices):
    """What sort of facts start a duty to report (law SE-05, SE-07 to SE-09, SE-12)."""

    VIF = "vif", _("Facts that may be domestic violence")
    MINOR = "minor", _("Facts against a child or adolescent")
    CHILD_TELLS = "child_tells", _("A child or adolescent comes to report")
    SEXUAL_ADULT = "sexual_adult", _("Sexual offence against an adult")
    MINOR_INJURIES = "minor_injuries", _("Minor injuries")
    THREATS = "threats", _("Threats")
    BREACH = "breach", _("Breach of a measure (desacato)")
    FEMICIDE = "femicide", _("Femicide, attempted or completed, or femicide-suicide")
    OTHER = "other", _("Another crime")


class DutyState(TextChoices):
    """Where a duty to report stands (law SE-07)."""

    OPEN = "open", pgettext_lazy("duty", "Open")
    INFORMED = "informed", _("She was informed")
    REPORTED = "reported", _("Reported")
    EXEMPT = "exempt", _("Somebody else reported it")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    UNFOUNDED = "unfounded", _("There were no such facts")


class HerView(TextChoices):
    """What she thinks of it, once she was informed."""

    WANTS = "wants", _("She wants it reported")
    DOES_NOT = "does_not", _("She does not want it reported")
    UNDECIDED = "undecided", _("She has not decided")
    NOT_SAID = "not_said", _("She prefers not to say")


class Femicide(TextChoices):
    """Degrees of femicide (domain.md 2.5)."""

    CONSUMMATED = "consummated", _("Consummated")
    FRUSTRATED = "frustrated", _("Frustrated")
    ATTEMPTED = "attempted", _("Attempted")
    SUICIDE = "suicide", _("Femicide-suicide")
