"""What came of practising on an invented case in the training copy."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .people_models import Enrolment


class PracticeResult(Record):
    """She worked an exercise through, all its steps. Kept the first time she hands it in."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("enrolment", "exercise", "steps", "finished_at"),
    )

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="practised")
    exercise = models.SlugField(max_length=40, db_index=False)
    steps = ArrayField(models.CharField(max_length=24), default=list)
    finished_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "exercise"], name="practised_once")
        ]

    def __str__(self) -> str:
        return self.exercise
