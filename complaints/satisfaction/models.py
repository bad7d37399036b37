"""Opinions: who may be asked, and apart from it, with nothing in common, what was answered."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor

from .choices import Moment


class OpinionInvitation(OfSurvivor):
    """She may be asked once, between two days. `over` says that it is not asked again.

    Answered, declined and handed over are the same word: not even this tells who answered.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.CASE,
        subject=("survivor", "moment"),
        none=("centre", "from_day", "until_day", "over"),
    )

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(_("after what"), max_length=12, choices=Moment.choices)
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until"))
    over = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("invitation to give an opinion")
        verbose_name_plural = _("invitations to give an opinion")
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "centre", "moment", "from_day"], name="invited_once"
            ),
            models.CheckConstraint(
                name="invitation_days", condition=Q(until_day__gte=F("from_day"))
            ),
        ]
        indexes = [
            models.Index(fields=["survivor"], condition=Q(over=False), name="invitation_open")
        ]


class OpinionCode(models.Model):
    """A code for one opinion on a screen of the centre. It names no woman and ends in minutes."""

    wagtail_reference_index_ignore = True
    privacy = Privacy(
        purpose=Purpose.STATISTICS,
        retention=Retention.SESSION,
        none=("digest", "centre", "moment", "until"),
    )

    digest = models.BinaryField(max_length=32, primary_key=True)
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=12, choices=Moment.choices)
    until = models.DateTimeField()


class Opinion(models.Model):
    """Three grades of nobody: centre, moment and month, and no other tie to anything.

    Written and counted by the database's own functions; the product can neither read nor change
    one (`sql.py`). The number is drawn anew whenever another answer joins its month.
    """

    wagtail_reference_index_ignore = True
    privacy = Privacy(
        purpose=Purpose.STATISTICS,
        retention=Retention.CATALOGUE,
        none=("id", "centre", "moment", "month", "liking", "solving", "clarity"),
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=12, choices=Moment.choices)
    month = models.DateField()
    liking = models.PositiveSmallIntegerField()
    solving = models.PositiveSmallIntegerField()
    clarity = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.CheckConstraint(
                name="opinion_grades",
                condition=Q(liking__range=(1, 7), solving__range=(1, 7), clarity__range=(1, 7)),
            ),
            models.CheckConstraint(name="opinion_month", condition=Q(month__day=1)),
        ]
        indexes = [models.Index(fields=["month", "centre", "moment"], name="opinion_cell")]
