"""Operators, what they may open and until when, what they promised, where they are logged in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.territory.models import Agreement, Centre, Executor, Region

from .levels import Level


class Operator(Record):
    """A named person who works with the system; never shared (VG-07, design 4).

    The RUN is kept only as a keyed digest, to recognise a ClaveUnica identity, and masked.
    """

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("user", "run_digest", "run_masked", "temporary_until", "ended_at"),
        none=("active",),
    )

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="operator"
    )
    run_digest = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    run_masked = models.CharField(max_length=16, blank=True, editable=False)
    active = models.BooleanField(_("active"), default=True)
    # Set while the password is one that somebody else knows.
    temporary_until = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("operator")
        verbose_name_plural = _("operators")
        constraints = [
            models.CheckConstraint(
                condition=Q(active=True, ended_at=None) | Q(active=False, ended_at__isnull=False),
                name="operator_ended_when_inactive",
            )
        ]

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.get_username()


def _scope(level: Level, **scope: bool) -> Q:
    """One level with exactly the scope it needs."""
    filled = {"region": False, "executor": False, "centre": False, **scope}
    return Q(level=level, **{f"{name}__isnull": not given for name, given in filled.items()})


class Assignment(Record):
    """A level over a scope, from one day to another (report II.2, design 4.1)."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("operator", "level", "starts_on", "ends_on", "ended_at"),
        none=("region", "executor", "centre", "agreement"),
    )

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="assignments")
    level = models.CharField(
        _("level"), max_length=2, choices=[(level.value, level.value) for level in Level]
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    executor = models.ForeignKey(Executor, on_delete=models.PROTECT, null=True, blank=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, null=True, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    # It ends by itself with the agreement it rests on.
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                condition=(
                    _scope(Level.N1) | _scope(Level.N1, region=True) | _scope(Level.N2)
                    | _scope(Level.N3, region=True) | _scope(Level.N4, executor=True)
                    | _scope(Level.N5, centre=True) | _scope(Level.N6, centre=True)
                ),
                name="assignment_scope_fits_level",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_start",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["operator", "starts_on"])]

    def __str__(self) -> str:
        return self.level


class Undertaking(Record):
    """The confidentiality undertaking, signed by an operator; append-only (VG-07)."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("operator", "signed_at"),
        none=("version", "text_sha256"),
    )

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="undertakings")
    version = models.CharField(max_length=16)
    text_sha256 = models.BinaryField(max_length=32)
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("confidentiality undertaking")
        verbose_name_plural = _("confidentiality undertakings")
        constraints = [
            models.UniqueConstraint(fields=["operator", "version"], name="undertaking_once")
        ]

    def __str__(self) -> str:
        return self.version


class LiveSession(Record):
    """A session that passed both factors. Ending it closes the door at the next click."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.SESSION,
        staff=("operator", "device", "seen_at"),
        none=("key_digest",),
    )

    operator = models.ForeignKey(Operator, on_delete=models.CASCADE, related_name="sessions")
    key_digest = models.BinaryField(max_length=32, unique=True, editable=False)
    device = models.CharField(max_length=60)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("open session")
        verbose_name_plural = _("open sessions")

    def __str__(self) -> str:
        return self.device
