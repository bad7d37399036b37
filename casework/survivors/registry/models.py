"""The catalogue of what may be asked, and each datum of hers with source, date and state."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.validity import Dated, DatedQuerySet

from ..models import OfSurvivor
from .states import State


class Theme(models.TextChoices):
    """Parts of the social characterisation, in the order they are shown (report I.3 a)."""

    ORIGIN = "origin", _("Origin and belonging")
    LIVING = "living", _("Daily life and support")
    HEALTH = "health", _("Health")
    SUPPORT = "support", _("What she needs to be attended well")


class Source(models.TextChoices):
    """Where a datum comes from."""

    HERSELF = "herself", _("She says it")
    DOCUMENT = "document", _("A document that was seen")
    INSTITUTION = "institution", _("An institution")
    EARLIER = "earlier", _("An earlier system")


class SocialField(Dated):
    """Something that may be asked of her, with why, and for how long an answer holds.

    Edited as data: the ministry adds and ends fields. needed: asked at intake; the others only
    when they help. months: how long an answer holds, empty for always. own_word: what she says is
    enough and nobody validates it (gender identity: report I.3 a). note: words may be added.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CATALOGUE,
        none=("code", "theme", "name", "why", "many", "note", "needed", "own_word", "months",
              "order", "valid_from", "valid_to"),
    )  # fmt: skip

    code = models.SlugField(primary_key=True, max_length=40)
    theme = models.CharField(max_length=12, choices=Theme.choices)
    name = models.CharField(_("name"), max_length=120)
    why = models.CharField(_("why it is asked"), max_length=240)
    many = models.BooleanField(_("takes several answers"), default=False)
    note = models.CharField(_("what a note may say"), max_length=160, blank=True)
    needed = models.BooleanField(_("asked at intake"), default=False)
    own_word = models.BooleanField(_("her word is enough"), default=False)
    months = models.PositiveSmallIntegerField(_("months an answer holds"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class SocialOption(Dated):
    """An answer of the list of a field."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CATALOGUE,
        none=("field", "code", "name", "order", "valid_from", "valid_to"),
    )

    field = models.ForeignKey(SocialField, on_delete=models.PROTECT, related_name="options")
    code = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [models.UniqueConstraint(fields=["field", "code"], name="social_option_once")]

    def __str__(self) -> str:
        return self.name


class Datum(OfSurvivor):
    """What is known of one field, from whom, of when, and how sure (law DP-40: all of it sealed).

    field: code of a SocialField or of an identification field (`identification.FIELDS`).
    value: {"codes": [...], "note": "..."} or, for identification, {"text": "..."} as it stood.
    Nothing is overwritten: one row of a field has no `ended_at`, the others are its history.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "field", "value", "source", "institution", "dated", "state",
                 "because"),
        staff=("written_by", "written_at"),
        none=("centre", "ended_at", "chosen_in"),
    )  # fmt: skip

    field = models.SlugField(max_length=40, db_index=False)
    value = EncryptedJSONField()
    source = models.CharField(max_length=12, choices=Source.choices)
    institution = models.ForeignKey(
        "casework.Institution", on_delete=models.PROTECT, null=True, related_name="+"
    )
    dated = models.DateField(_("of when it is"))
    state = models.CharField(max_length=12, choices=State.choices, default=State.DECLARED)
    because = EncryptedTextField(_("why its state changed"), blank=True, default="")
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()
    centre = models.ForeignKey(
        "casework.Centre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    # Two records were joined with a value each: this one was chosen (`duplicates.choosing`).
    chosen_in = models.ForeignKey(
        "casework.Merge", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "field"], condition=Q(ended_at=None), name="one_current_datum"
            ),
            models.CheckConstraint(
                name="datum_institution_named",
                condition=Q(source="institution", institution__isnull=False)
                | (~Q(source="institution") & Q(institution__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["survivor", "field", "-written_at"], name="datum_history")]
