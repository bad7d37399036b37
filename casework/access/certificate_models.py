"""Certificates that operators hold, and which levels need one (report II.2, design 4.1)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.territory.validity import Dated, DatedQuerySet, days_in_order

from .levels import Level
from .models import Operator

LEVELS = [(level.value, level.value) for level in Level]


class RevocationReason(models.TextChoices):
    """Why a certificate stopped counting before its day."""

    MISTAKE = "mistake", _("It was recorded by mistake")
    ISSUER = "issuer", _("Its issuer withdrew it")
    UNTRUE = "untrue", _("It turned out not to be genuine")
    REPLACED = "replaced", _("A completed one replaces it")

    @property
    def is_given(self) -> bool:
        """Whether somebody gives it as a reason; replaced is what only a completed one makes."""
        return self != RevocationReason.REPLACED


class LevelRequirementQuerySet(DatedQuerySet["LevelRequirement"]):
    """Queries over what the levels need."""


class LevelRequirement(Record, Dated):
    """Whether a level needs a certificate, from a day to a day. A level with no row needs one.

    The server only reads this table: it is changed by whoever installs, never in the browser.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CATALOGUE,
        none=("level", "needed", "valid_from", "valid_to"),
    )

    level = models.CharField(_("level"), max_length=2, choices=LEVELS)
    needed = models.BooleanField(_("needs a certificate"), default=True)

    objects = LevelRequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificates required")
        verbose_name_plural = _("certificates required")
        constraints = [
            days_in_order("level_requirement_days_in_order"),
            models.UniqueConstraint(
                fields=["level", "valid_from"], nulls_distinct=False, name="level_requirement_once"
            ),
        ]

    def __str__(self) -> str:
        return self.level


class RequiredCourseQuerySet(DatedQuerySet["RequiredCourse"]):
    """Queries over which courses the levels need."""


class RequiredCourse(Record, Dated):
    """A course a level needs, from a day to a day. Changed by whoever installs, as the above."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CATALOGUE,
        none=("level", "course_code", "name", "valid_from", "valid_to"),
    )

    level = models.CharField(_("level"), max_length=2, choices=LEVELS)
    course_code = models.CharField(_("code of the course"), max_length=40)
    name = models.CharField(_("name of the course"), max_length=200)

    objects = RequiredCourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course required")
        verbose_name_plural = _("courses required")
        constraints = [
            days_in_order("required_course_days_in_order"),
            models.CheckConstraint(condition=~Q(course_code=""), name="required_course_has_code"),
            models.UniqueConstraint(
                fields=["level", "course_code", "valid_from"], nulls_distinct=False,
                name="required_course_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.level} {self.course_code}"


class Certificate(Record):
    """What an operator showed of her training. Only its revocation may be added.

    For one level, or of a course by its code: that counts for every level which needs the course.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=(
            "operator", "level", "course_code", "course", "issuer", "reference", "issued_on",
            "valid_to", "recorded_by", "revoked_at", "revoked_because",
        ),
    )  # fmt: skip

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="certificates")
    level = models.CharField(_("level"), max_length=2, choices=LEVELS, blank=True)
    course_code = models.CharField(_("code of the course"), max_length=40, blank=True)
    course = models.CharField(_("name of the course"), max_length=200)
    issuer = models.CharField(_("issued by"), max_length=200)
    reference = models.CharField(_("number or code"), max_length=100)
    issued_on = models.DateField(_("issued on"))
    # The last day it counts; empty for one that does not expire.
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    # Empty when it was recorded on the server's own console.
    recorded_by = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_because = models.CharField(
        _("reason"), max_length=8, choices=RevocationReason.choices, blank=True
    )

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("issued_on")),
                name="certificate_ends_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_because="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_because="")),
                name="certificate_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by=None) | ~Q(recorded_by=F("operator")),
                name="certificate_recorded_by_other",
            ),
            models.CheckConstraint(
                condition=~Q(level="") | ~Q(course_code=""),
                name="certificate_for_a_level_or_of_a_course",
            ),
        ]
        indexes = [
            models.Index(fields=["operator", "level"]),
            models.Index(fields=["operator", "course_code"], name="certificate_course"),
        ]

    def __str__(self) -> str:
        return self.course
