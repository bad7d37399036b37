"""Programmes, kinds of centre across time, and centres (domain.md 2.1)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .network import Agreement, Executor
from .places import Comuna
from .validity import Dated, DatedQuerySet, days_in_order


class ProgrammeQuerySet(DatedQuerySet["Programme"]):
    """Queries over programmes."""


class Programme(Dated):
    """A programme of the Service; a redesign gives it a new row that replaces the old."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = ProgrammeQuerySet.as_manager()

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION,
        Retention.CATALOGUE,
        none=("code", "name", "replaces", "valid_from", "valid_to"),
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [days_in_order("programme_days_in_order")]

    def __str__(self) -> str:
        return self.name


class CentreKindQuerySet(DatedQuerySet["CentreKind"]):
    """Queries over kinds of centre."""


class CentreKind(Dated):
    """A kind of centre as it was called in its time. secret: no address of it is ever shown."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    secret = models.BooleanField(_("secret address"), default=False)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = CentreKindQuerySet.as_manager()

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION,
        Retention.CATALOGUE,
        none=("code", "name", "secret", "replaces", "valid_from", "valid_to"),
    )

    class Meta:
        verbose_name = _("kind of centre")
        verbose_name_plural = _("kinds of centre")
        constraints = [days_in_order("centrekind_days_in_order")]

    def __str__(self) -> str:
        return self.name


class CentreQuerySet(DatedQuerySet["Centre"]):
    """Queries over centres."""

    def directory(self, day: date) -> Self:
        """Give what the public directory may show: centres in force whose kind is not secret."""
        shown = self.valid_on(day).filter(kind__secret=False)
        return shown.select_related("kind", "comuna__province__region")


class Centre(Dated):
    """A centre (dispositivo). The database refuses a plain address where the kind is secret."""

    id = models.AutoField(primary_key=True)  # fits the integer arrays of row-level security
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.ForeignKey(CentreKind, on_delete=models.PROTECT, related_name="centres")
    comuna = models.ForeignKey(Comuna, on_delete=models.PROTECT, related_name="centres")
    executor = models.ForeignKey(
        Executor, on_delete=models.PROTECT, null=True, blank=True, related_name="centres"
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="centres"
    )
    valid_from = models.DateField(_("valid from"))
    phone = models.CharField(_("telephone"), max_length=20, blank=True, default="")
    hours = models.CharField(_("opening hours"), max_length=120, blank=True, default="")
    address = models.CharField(_("address"), max_length=200, blank=True, default="")

    objects = CentreQuerySet.as_manager()

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION,
        Retention.CATALOGUE,
        none=(
            "id", "code", "name", "kind", "comuna", "executor", "agreement",
            "valid_from", "valid_to", "phone", "hours", "address",
        ),
    )  # fmt: skip

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        constraints = [
            days_in_order("centre_days_in_order"),
            models.CheckConstraint(
                name="centre_agreement_has_executor",
                condition=Q(agreement__isnull=True) | Q(executor__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_address(self) -> str | None:
        """The address anybody may read; None where the kind is secret."""
        return None if self.kind.secret else self.address


class ReservedAddress(Record):
    """The address of a secret centre: sealed, and visible only to its own staff."""

    centre = models.OneToOneField(Centre, on_delete=models.PROTECT, related_name="reserved")
    key_id = models.UUIDField(editable=False)
    address = EncryptedTextField(_("address"))

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=("centre", "key_id", "address")
    )

    class Meta:
        verbose_name = _("reserved address")
        verbose_name_plural = _("reserved addresses")

    def __str__(self) -> str:
        return str(self.id)
