"""Every version of a course that was published, as it was taught."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.territory.validity import Dated, DatedQuerySet, days_in_order

from .kinds import HOUR_KINDS, LEVEL_WORDS, MODES

LEVELS = [(level.value, words) for level, words in LEVEL_WORDS.items()]


class CourseFacts(models.Model):
    """What a course is, on its page and in each of its versions alike (domain.md 6)."""

    mode = models.CharField(
        _("how it is given"), max_length=8, choices=MODES.choices, default=MODES.ONLINE
    )
    hours = models.PositiveSmallIntegerField(
        _("hours"), default=1, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    hour_kind = models.CharField(
        _("kind of hours"), max_length=13, choices=HOUR_KINDS.choices,
        default=HOUR_KINDS.CHRONOLOGICAL,
    )  # fmt: skip
    minimum_grade = models.DecimalField(
        _("lowest grade that passes"), max_digits=2, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(7))],
        help_text=_("From 1.0 to 7.0. Empty: the course is not marked."),
    )  # fmt: skip
    minimum_attendance = models.PositiveSmallIntegerField(
        _("lowest attendance that passes (%)"), null=True, blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("Empty: attendance does not count."),
    )  # fmt: skip
    months = models.PositiveSmallIntegerField(
        _("months its certificate lasts"), null=True, blank=True, default=24,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("Empty: it does not expire."),
    )  # fmt: skip
    practice = models.SlugField(
        _("practice on an invented case"), max_length=40, blank=True, default="", db_index=False,
        help_text=_("The exercise of the training copy that has to be done to pass. Empty: none."),
    )  # fmt: skip
    example = models.BooleanField(
        _("an example, not given anywhere"), default=False,
        help_text=_("It is marked so wherever it is read."),
    )  # fmt: skip

    class Meta:
        abstract = True


class CourseVersion(CourseFacts):
    """One published version of a course with its lessons: written once, never changed.

    words: the course's own words (`outline.FIELDS`). outline: modules with their lessons and
    quizzes. page_id: the page it came from; the version outlives it.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        staff=("author", "approved_by"),
        none=(
            "id", "code", "number", "title", "body_name", "topics", "levels", "words", "outline",
            "page_id", "published_at", "mode", "hours", "hour_kind", "minimum_grade",
            "minimum_attendance", "months", "practice", "example",
        ),
    )  # fmt: skip
    wagtail_reference_index_ignore = True

    code = models.SlugField(max_length=40, db_index=False)
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    body_name = models.CharField(_("who issues its certificates"), max_length=200)
    topics = ArrayField(models.CharField(max_length=1), default=list)
    levels = ArrayField(models.CharField(max_length=2), default=list)
    words = models.JSONField()
    outline: Any = models.JSONField()
    page_id = models.PositiveIntegerField(db_index=True)
    published_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["code", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "number"], name="one_course_version_of_each_number"
            ),
            models.CheckConstraint(
                name="course_published_by_a_second_person",
                condition=~Q(author=F("approved_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class PathCourseQuerySet(DatedQuerySet["PathCourse"]):
    """Queries over the paths of the levels."""


class PathCourse(Record, Dated):
    """A course on the path of a level, from a day to a day. What opens the door is access' own."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CATALOGUE,
        none=("level", "course_code", "position", "mandatory", "valid_from", "valid_to"),
    )

    level = models.CharField(_("level"), max_length=2, choices=LEVELS)
    course_code = models.SlugField(_("code of the course"), max_length=40, db_index=False)
    position = models.PositiveSmallIntegerField(_("place in the path"), default=1)
    mandatory = models.BooleanField(_("mandatory"), default=True)

    objects = PathCourseQuerySet.as_manager()

    class Meta:
        ordering = ["level", "position", "course_code"]
        constraints = [
            days_in_order("path_course_days_in_order"),
            models.UniqueConstraint(
                fields=["level", "course_code", "valid_from"], nulls_distinct=False,
                name="path_course_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.level} {self.course_code}"
