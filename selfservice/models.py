"""A visit, what her space shows of her file, and what she asks her team from it."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.survivors.models import OfSurvivor

from .choices import HELD, WishKind
from .states import WishState

HOLD = timedelta(hours=72)


class Visit(Record):
    """Somebody who came through ClaveUnica, registered here or not.

    What the provider said, and what she typed and is not sent yet, is sealed with a key made from
    the cookie itself: without the cookie nobody can read it, this server included. The row is
    visible to whoever brings the cookie, and once her space is open, to herself.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.SESSION,
        subject=("token_digest", "sealed", "typed", "survivor_id", "opened_at", "last_seen"),
        none=("extensions",),
    )

    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.BinaryField()
    typed = models.BinaryField(default=bytes)
    survivor_id = models.UUIDField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True)
    last_seen = models.DateTimeField()
    extensions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["last_seen"], name="visit_last_seen")]


class Agreement(OfSurvivor):
    """Which parts of what is known about her she and her worker agreed that her space shows.

    The database itself shows her nothing else (selfservice.sql). The last one counts.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "groups", "at", "ended_at"),
        staff=("agreed_by",),
    )

    groups = ArrayField(models.SlugField(max_length=12), default=list)
    at = models.DateTimeField(_("agreed on"))
    agreed_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor"], condition=Q(ended_at=None), name="one_agreement"
            )
        ]


class Wish(OfSurvivor):
    """Something she asked her team from her space: a question, or what a worker must confirm.

    What could have been forced waits 72 hours, and no row can say that it was done before
    (safety.md 0.3 and 1.2).
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "kind", "state", "asked_at", "hold_until", "about", "words", "wanted",
                 "answer", "how", "ended_at"),
        staff=("ended_by",),
    )  # fmt: skip

    kind = models.CharField(max_length=12, choices=WishKind.choices)
    state = models.CharField(max_length=12, choices=WishState.choices, default=WishState.ASKED)
    asked_at = models.DateTimeField(_("asked on"))
    hold_until = models.DateTimeField(null=True)
    about = EncryptedTextField(_("about"), blank=True, default="")
    words = EncryptedTextField(_("in her words"), blank=True, default="")
    wanted = EncryptedJSONField(default=dict)
    answer = EncryptedTextField(_("answer"), blank=True, default="")
    how = EncryptedTextField(_("how it was confirmed"), blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="wish_is_held",
                condition=~Q(kind__in=sorted(HELD))
                | Q(hold_until__isnull=False, hold_until__gte=F("asked_at") + HOLD),
            ),
            models.CheckConstraint(
                name="wish_done_after_its_hours",
                condition=~Q(state="done")
                | Q(ended_by__isnull=False)
                & (Q(hold_until=None) | Q(ended_at__gte=F("hold_until"))),
            ),
            models.CheckConstraint(
                name="wish_ended_has_its_day",
                condition=Q(state="asked", ended_at=None)
                | ~Q(state="asked") & Q(ended_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["survivor", "-asked_at"], name="wish_list")]
