"""What is done in a case: sessions, tries to reach her, follow-ups, requests nobody could meet."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.choices import Channel
from casework.survivors.models import OfSurvivor

from .catalogue import AskedService
from .models import Case, CaseAct

_STAFF = ("operator_id",)
_NONE = ("written_at", "withdrawn_at", "withdrawn_reason")


class Session(CaseAct):
    """An attention of a case, held or missed (report II.1 b; domain.md 2.4, S5)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "at", "kind", "mode", "attendance", "minutes", "note"),
        staff=_STAFF,
        none=_NONE,
    )

    class Kind(models.TextChoices):
        """What it was."""

        INDIVIDUAL = "individual", _("Individual session")
        GROUP = "group", _("Group session")
        SOCIAL = "social", _("Social support")
        LEGAL = "legal", _("Legal advice")
        PHONE = "phone", _("Telephone attention")
        HOME_VISIT = "home", _("Home visit")

    class Mode(models.TextChoices):
        """How they met."""

        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("By telephone")
        VIDEO = "video", _("By video call")

    class Attendance(models.TextChoices):
        """Whether it took place, and why not."""

        ATTENDED = "attended", _("She came")
        MISSED_NOTICE = "missed", _("She did not come, with notice")
        MISSED = "no_notice", _("She did not come, without notice")
        CANCELLED = "cancelled", _("Cancelled by the centre")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    mode = models.CharField(_("how"), max_length=12, choices=Mode.choices, default=Mode.IN_PERSON)
    attendance = models.CharField(_("attendance"), max_length=12, choices=Attendance.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True)
    note = EncryptedTextField(_("note"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_lasts_less_than_a_day",
                condition=Q(minutes=None) | Q(minutes__range=(1, 720)),
            ),
            models.CheckConstraint(
                name="session_missed_lasts_nothing",
                condition=Q(attendance="attended") | Q(minutes=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "-at"], condition=Q(withdrawn_at=None), name="case_sessions"
            )
        ]


class ContactTry(CaseAct):
    """A try to reach her, with what came of it. against_rule: done outside what she agreed to."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "at", "channel", "result", "note", "against_rule"),
        staff=_STAFF,
        none=_NONE,
    )

    class Result(models.TextChoices):
        """What came of it."""

        REACHED = "reached", _("She answered")
        NO_ANSWER = "no_answer", _("Nobody answered")
        MESSAGE = "message", _("A message was left, as she allowed")
        OTHER_PERSON = "other", _("Somebody else answered")
        WRONG = "wrong", _("The number or address is no longer hers")

    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    result = models.CharField(_("result"), max_length=12, choices=Result.choices)
    note = EncryptedTextField(_("note"), blank=True, default="")
    against_rule = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="try_never_when_she_said_no", condition=~Q(channel=Channel.NOBODY)
            )
        ]
        indexes = [
            models.Index(fields=["case", "-at"], condition=Q(withdrawn_at=None), name="case_tries")
        ]


class FollowUp(OfSurvivor):
    """A look back after the exit: at 3, 6 and 12 months (domain.md 2.4, S7)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "months", "due_on", "done_at", "result", "note"),
        staff=("done_by",),
        none=("cancelled_at", "written_at"),
    )

    class Result(models.TextChoices):
        """How she is, in one word."""

        WELL = "well", _("She is well, without new facts")
        NEW_FACTS = "facts", _("There are new facts: she needs attention")
        REENTRY = "reentry", _("She asks to come back")
        UNREACHABLE = "unreachable", _("She could not be reached")
        DECLINED = "declined", _("She prefers not to be called again")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    written_at = models.DateTimeField(null=True)
    result = models.CharField(_("result"), max_length=12, choices=Result.choices, blank=True)
    note = EncryptedTextField(_("note"), blank=True, default="")
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "months"],
                condition=Q(cancelled_at=None),
                name="one_follow_up_a_month",
            ),
            models.CheckConstraint(
                name="follow_up_done_has_result",
                condition=(Q(done_at=None) & Q(result=""))
                | (Q(done_at__isnull=False) & ~Q(result="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_at=None, cancelled_at=None),
                name="follow_up_open",
            )
        ]


class UnmetRequest(CaseAct):
    """A service she asked for that the guidelines do not offer: written and counted (I.2 f).

    given: the team gave it all the same.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "at", "service", "words", "given"),
        staff=_STAFF,
        none=("centre", *_NONE),
    )

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(AskedService, on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField(_("what she asked for"), blank=True, default="")
    given = models.BooleanField(_("the team gave it all the same"), default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["centre", "at"], condition=Q(withdrawn_at=None), name="unmet_requests"
            )
        ]
