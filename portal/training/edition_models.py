"""Editions: a course taught once, from a day to a day, to these people."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.access.models import Operator
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.territory.models import Region

from .kinds import MODES
from .models import CourseVersion


class Edition(Record):
    """It pins a version of its course: a later one changes nothing for its people."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("created_by", "teachers"),
        none=(
            "version", "mode", "region", "place", "capacity", "opens_on", "closes_on", "starts_on",
            "ends_on", "resolution", "cancelled_at",
        ),
    )  # fmt: skip

    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="editions")
    mode = models.CharField(_("how it is given"), max_length=8, choices=MODES.choices)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("region"),
    )  # fmt: skip
    place = models.CharField(_("place"), max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"))
    opens_on = models.DateField(_("enrolment from"))
    closes_on = models.DateField(_("enrolment until"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    resolution = models.CharField(_("resolution that orders it"), max_length=60, blank=True)
    teachers = models.ManyToManyField(
        Operator, through="EditionTeacher", related_name="taught", verbose_name=_("teachers")
    )
    created_by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-starts_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                name="edition_days_in_order",
                condition=Q(ends_on__gte=F("starts_on"))
                & Q(closes_on__gte=F("opens_on"))
                & Q(closes_on__lte=F("ends_on")),
            ),
            models.CheckConstraint(name="edition_has_places", condition=Q(capacity__gte=1)),
        ]

    def __str__(self) -> str:
        return self.version.title

    def runs_on(self, day: date) -> bool:
        """Say whether lessons are open on a day."""
        return not self.cancelled_at and self.starts_on <= day <= self.ends_on

    def is_over(self, day: date) -> bool:
        """Say whether its last day has passed."""
        return day > self.ends_on

    def enrols_on(self, day: date) -> bool:
        """Say whether places may be asked for on a day."""
        return not self.cancelled_at and self.opens_on <= day <= self.closes_on


class EditionTeacher(Record):
    """Somebody who teaches an edition: its people are hers to see and to sign off."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("operator",),
        none=("edition",),
    )

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="teaching")
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "operator"], name="edition_teacher_once")
        ]
        indexes = [models.Index(fields=["operator"], name="teacher_editions")]

    def __str__(self) -> str:
        return str(self.pk)


class EditionDay(Record):
    """A day of class at which attendance is taken."""

    privacy = Privacy(
        purpose=Purpose.OPERATION, retention=Retention.STAFF, none=("edition", "day", "subject")
    )

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="days")
    day = models.DateField(_("day"))
    subject = models.CharField(_("subject"), max_length=120, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["edition", "day"], name="edition_day_once")]

    def __str__(self) -> str:
        return str(self.day)
