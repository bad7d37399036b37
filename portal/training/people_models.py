"""What each person does in an edition: her place, lessons, attempts, answers, attendance."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.access.models import Operator
from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .edition_models import Edition, EditionDay
from .states import HOLDING, State


class Way(models.TextChoices):
    """How she came to it."""

    HERSELF = "herself", _("She asked")
    HEAD = "head", _("Her head of centre")
    ADMIN = "admin", _("An administrator")


class Enrolment(Record):
    """Somebody's place in an edition, and its result once a teacher has signed it."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=(
            "operator", "state", "way", "entered_by", "since", "reason", "lesson", "grade",
            "attendance", "signed_by", "signed_at", "certificate", "run",
        ),
        none=("edition", "key_id"),
    )  # fmt: skip

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=9, choices=State.choices)
    way = models.CharField(max_length=7, choices=Way.choices)
    entered_by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    # Since when she is in this state: the waiting list goes by it.
    since = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    lesson = models.CharField(max_length=20, blank=True)  # where she left it
    grade = models.DecimalField(_("grade"), max_digits=2, decimal_places=1, null=True)
    attendance = models.PositiveSmallIntegerField(_("attendance (%)"), null=True)
    signed_by = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    certificate = models.OneToOneField(
        "portal.IssuedCertificate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # What she types once for her certificate: it goes into it, and from here, when it is issued.
    key_id = models.UUIDField(null=True, editable=False)
    run = EncryptedTextField(_("RUN"), null=True)

    class Meta:
        verbose_name = _("place in an edition")
        verbose_name_plural = _("places in editions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "operator"], name="enrolled_once"),
            models.CheckConstraint(
                name="result_signed_by_another",
                condition=(Q(state__in=[State.PASSED, State.FAILED], signed_by__isnull=False)
                           & Q(signed_at__isnull=False) & ~Q(signed_by=F("operator")))
                | (~Q(state__in=[State.PASSED, State.FAILED]) & Q(signed_by=None, signed_at=None)),
            ),
            models.CheckConstraint(
                name="certificate_only_of_passed",
                condition=Q(certificate=None) | Q(state=State.PASSED),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["operator", "state"], name="enrolment_of_operator")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def holds_place(self) -> bool:
        """Whether it takes one of the edition's places."""
        return self.state in HOLDING


class LessonDone(Record):
    """She went through a lesson."""

    privacy = Privacy(
        purpose=Purpose.OPERATION, retention=Retention.STAFF, staff=("enrolment", "lesson")
    )

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="done")
    lesson = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="lesson_done_once")
        ]

    def __str__(self) -> str:
        return self.lesson


class Attempt(Record):
    """One try at a lesson's quiz. Its result stands at every moment: an attempt nobody handed in
    counts with what was saved in time."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=(
            "enrolment", "lesson", "number", "drawn", "started_at", "ends_at", "handed_at",
            "right", "passed",
        ),
    )  # fmt: skip

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    lesson = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    drawn = models.JSONField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(default=0)
    passed = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson", "number"], name="attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "lesson"],
                condition=Q(handed_at=None, ends_at=None), name="one_endless_attempt_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.lesson} {self.number}"


class Answer(Record):
    """What she answered to one question. Hers alone: nobody else reads it."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("attempt", "question", "given", "right", "saved_at"),
    )

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    given = models.JSONField()
    right = models.BooleanField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_each")
        ]

    def __str__(self) -> str:
        return self.question


class Attendance(Record):
    """Whether she was there on a day of class."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("enrolment", "present", "taken_by"),
        none=("day",),
    )

    day = models.ForeignKey(EditionDay, on_delete=models.PROTECT, related_name="attendance")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="presences")
    present = models.BooleanField()
    taken_by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "enrolment"], name="present_once")]

    def __str__(self) -> str:
        return str(self.pk)
