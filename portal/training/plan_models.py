"""The in-job training plan of a centre: who learns what, when, in how many hours."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.access.models import Operator
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.territory.models import Centre


class PlanLine(Record):
    """One line of a centre's plan for a year."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("operator", "written_by"),
        none=("centre", "year", "course_code", "subject", "month", "hours", "dropped_at"),
    )

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    course_code = models.CharField(_("course"), max_length=40, blank=True)
    subject = models.CharField(_("what"), max_length=200, blank=True)
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    hours = models.PositiveSmallIntegerField(_("hours"), validators=[MinValueValidator(1)])
    written_by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("line of a training plan")
        verbose_name_plural = _("lines of training plans")
        ordering = ["month", "created_at"]
        constraints = [
            models.CheckConstraint(
                name="plan_line_says_what", condition=~Q(course_code="") | ~Q(subject="")
            ),
            models.CheckConstraint(name="plan_line_month", condition=Q(month__range=(1, 12))),
        ]
        indexes = [models.Index(fields=["centre", "year"], name="plan_of_centre")]

    def __str__(self) -> str:
        return f"{self.year}-{self.month}"
