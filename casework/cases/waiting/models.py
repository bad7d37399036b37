"""The waiting list of a centre: who waits, by which rule they are ordered, what was tried."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.survivors.models import OfSurvivor
from casework.territory.validity import Dated

from .states import FINAL, WaitingState


class Factor(models.TextChoices):
    """What makes waiting harder for her (report I.3 a). Weighed by the rule in force."""

    PREGNANT = "pregnant", _("pregnancy")
    YOUNG_CHILD = "young_child", _("a child under six in her care")
    CHILDREN = "children", _("children in her care")
    DISABILITY = "disability", _("disability or dependence")
    OLDER = "older", _("sixty or older")
    UNDERAGE = "underage", _("under eighteen")
    LIVES_WITH = "lives_with", _("lives with the aggressor")
    NO_NETWORK = "no_network", _("nobody close who helps")
    NO_INCOME = "no_income", _("no income of her own")
    RURAL = "rural", _("lives far from any centre")
    PAPERS = "papers", _("migration papers pending")


class Why(models.TextChoices):
    """Why she has to wait."""

    NO_PLACE = "no_place", _("The team has no place free")
    NO_PROFESSIONAL = "no_professional", _("A professional of the team is missing")
    HER_TIME = "her_time", _("She asked to begin later")
    OTHER = "other", _("Another reason")


class WaitingRule(Dated, Record):
    """Weights that order the list, from a day on (report I.2 f). Published, never edited."""

    privacy = Privacy(
        purpose=Purpose.PRIORITY,
        retention=Retention.CATALOGUE,
        none=("version", "title", "proposal", "weights", "source", "valid_from", "valid_to"),
    )

    version = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(_("title"), max_length=160)
    proposal = models.BooleanField(_("a proposal, to be confirmed by the ministry"), default=True)
    weights = models.JSONField()
    source = models.CharField(_("source"), max_length=160, blank=True, default="")

    def __str__(self) -> str:
        return self.title


class WaitingEntry(OfSurvivor):
    """A place in one centre's list, from the day her case entered stage S2."""

    privacy = Privacy(
        purpose=Purpose.PRIORITY,
        retention=Retention.CASE,
        subject=("survivor", "case", "centre", "state", "why", "factors", "entered_at",
                 "review_by", "left_at", "raised_at", "raised_because"),
        staff=("raised_by",),
        none=("updated_at",),
    )  # fmt: skip

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=WaitingState.choices, default=WaitingState.WAITING
    )
    why = models.CharField(_("why she waits"), max_length=16, choices=Why.choices, blank=True)
    factors = ArrayField(
        models.CharField(max_length=16, choices=Factor.choices), default=list, blank=True
    )
    entered_at = models.DateTimeField()
    review_by = models.DateField(_("next review"))
    left_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True)
    raised_by = models.UUIDField(null=True)
    raised_because = EncryptedTextField(_("why she was moved up"), blank=True, default="")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(left_at=None), name="waits_once_a_case"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None, state__in=["waiting", "offered"])
                | Q(left_at__isnull=False, state__in=sorted(FINAL)),
                name="waiting_left_when_final",
            ),
            models.CheckConstraint(
                condition=Q(raised_at=None, raised_by=None)
                | Q(raised_at__isnull=False, raised_by__isnull=False),
                name="waiting_raised_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre", "entered_at"], condition=Q(left_at=None), name="waiting_open"
            )
        ]


class WaitingEvent(OfSurvivor):
    """Something done for a woman who waits: append-only."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "entry", "kind", "outcome", "at", "words", "place"),
        staff=("operator_id",),
    )

    class Kind(models.TextChoices):
        """What was done."""

        ENTERED = "entered", _("Entered the list")
        REVIEWED = "reviewed", _("Reviewed")
        TRIED = "tried", _("Contact tried")
        OFFERED = "offered", _("Offered a place elsewhere")
        ANSWERED = "answered", _("Answer to the offer")
        RAISED = "raised", _("Moved up by the head of centre")
        LOWERED = "lowered", _("Back to her place by the rule")
        LEFT = "left", _("Left the list")

    class Outcome(models.TextChoices):
        """What came of it."""

        REACHED = "reached", _("She was reached")
        NOT_REACHED = "not_reached", _("She was not reached")
        NOT_SAFE = "not_safe", _("It was not safe to speak")
        ACCEPTED = "accepted", _("She accepted")
        DECLINED = "declined", _("She preferred to wait here")
        STILL_WAITS = "still_waits", _("She still waits")

    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    at = models.DateTimeField()
    words = EncryptedTextField(_("note"), blank=True, default="")
    place = EncryptedTextField(_("where"), blank=True, default="")
    operator_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["entry", "-at"], name="waiting_events")]
