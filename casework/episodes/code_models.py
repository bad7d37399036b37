"""Lists and numbers of this room that the ministry may change: rows with dates and a source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.territory.validity import Dated, DatedQuerySet, days_in_order


class ViolenceForm(Dated):
    """A form of violence. The law's list is open: "entre otras" (Ley 21.675 art. 6).

    sexual: its victims' identity is reserved (law VG-17, DP-45). gbvims: the nearest type of that
    international classification, or "" where it has none (domain.md 2.6).
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=(
            "code", "name", "explanation", "sexual", "gbvims", "source", "order", "valid_from",
            "valid_to",
        ),
    )  # fmt: skip

    code = models.SlugField(primary_key=True, max_length=24)
    name = models.CharField(_("name"), max_length=80)
    explanation = models.TextField(_("in plain words"), blank=True)
    sexual = models.BooleanField(default=False)
    gbvims = models.CharField(max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=160)
    order = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [days_in_order("violence_form_days_in_order")]

    def __str__(self) -> str:
        return self.name


class EpisodeOption(Record, Dated):
    """An entry of one of the other lists: place, context, weapon, relation, where she complained.

    group: gathers entries on the screen (relations: partner, family, others).
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("list", "code", "name", "group", "source", "order", "valid_from", "valid_to"),
    )

    class List(models.TextChoices):
        """Which list."""

        PLACE = "place", _("Place")
        CONTEXT = "context", _("Context")
        WEAPON = "weapon", _("Weapon")
        RELATION = "relation", _("Relation")
        COMPLAINT = "complaint", _("Where a complaint is made")

    list = models.CharField(max_length=12, choices=List.choices)
    code = models.SlugField(max_length=24, db_index=False)
    name = models.CharField(_("name"), max_length=80)
    group = models.CharField(max_length=24, blank=True)
    source = models.CharField(_("source"), max_length=160)
    order = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["list", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["list", "code"], name="episode_option_once"),
            days_in_order("episode_option_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class EpisodeNumber(Record, Dated):
    """A number a rule of this room uses: a weight, a limit. proposal: nobody approved it yet."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("code", "value", "version", "proposal", "source", "valid_from", "valid_to"),
    )

    code = models.CharField(max_length=40)
    value = models.IntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    proposal = models.BooleanField(_("a proposal, not approved"), default=True)
    source = models.CharField(_("source"), max_length=160)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="one_number_in_force"
            ),
            days_in_order("episode_number_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.code
