"""Episodes of violence, told once and kept with every correction (domain.md 2.5, issue item 6)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.levels import Level
from casework.survivors.models import OfSurvivor

from .aggressor_models import Aggressor
from .choices import Answer, FemicideDegree, Injuries, Medium, Precision, TimeBand

FIELDS = (
    "precision", "starts_on", "ends_on", "time_band", "place", "place_detail", "comuna", "forms",
    "medium", "context", "aggressor", "relation", "weapons", "strangulation", "death_threat",
    "children_present", "pregnant", "injuries", "complaint", "complaint_on", "complaint_where",
    "complaint_reference", "interview_reference", "observation", "institution", "risk_level",
    "femicide_degree",
)  # fmt: skip


class Episode(OfSurvivor):
    """What happened once, or over a time. It follows her, so that she need not tell it again.

    Codes and dates are in clear; words and places are sealed. `institution` empty: told by
    herself. `severity` comes from the rule of `rules.severity` with the weights in force then.
    Withdrawn: undone by its writer within minutes; it stays, and nobody is shown it.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=(
            "survivor", "precision", "starts_on", "ends_on", "time_band", "place", "place_detail",
            "comuna", "forms", "medium", "context", "relation", "weapons", "strangulation",
            "death_threat", "children_present", "pregnant", "injuries", "complaint",
            "complaint_on", "complaint_where", "complaint_reference", "interview_reference",
            "observation", "institution", "risk_level", "femicide_degree", "severity",
        ),
        third_party=("aggressor",),
        staff=("centre", "written_by"),
        none=("severity_version", "updated_at", "withdrawn_at"),
    )  # fmt: skip

    precision = models.CharField(_("when"), max_length=8, choices=Precision.choices)
    starts_on = models.DateField(_("from"), null=True)
    ends_on = models.DateField(_("until"), null=True)
    time_band = models.CharField(
        _("time of day"), max_length=12, choices=TimeBand.choices, blank=True, default=""
    )
    place = models.SlugField(_("place"), max_length=24, blank=True, default="", db_index=False)
    place_detail = EncryptedTextField(_("place, in words"), blank=True, default="")
    comuna = models.ForeignKey(
        "casework.Comuna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    forms = ArrayField(models.SlugField(max_length=24, db_index=False), verbose_name=_("forms"))
    medium = models.CharField(
        _("medium"), max_length=12, choices=Medium.choices, blank=True, default=""
    )
    context = models.SlugField(_("context"), max_length=24, blank=True, default="", db_index=False)
    aggressor = models.ForeignKey(
        Aggressor, on_delete=models.PROTECT, null=True, blank=True, related_name="episodes"
    )
    relation = models.SlugField(
        _("relation"), max_length=24, blank=True, default="", db_index=False
    )
    weapons = ArrayField(
        models.SlugField(max_length=24, db_index=False), default=list, verbose_name=_("weapons")
    )
    strangulation = models.CharField(
        _("strangled her"), max_length=8, choices=Answer.choices, blank=True, default=""
    )
    death_threat = models.CharField(
        _("threatened to kill her"), max_length=8, choices=Answer.choices, blank=True, default=""
    )
    children_present = models.CharField(
        _("children were there"), max_length=8, choices=Answer.choices, blank=True, default=""
    )
    pregnant = models.CharField(
        _("she was pregnant"), max_length=8, choices=Answer.choices, blank=True, default=""
    )
    injuries = models.CharField(
        _("injuries"), max_length=12, choices=Injuries.choices, blank=True, default=""
    )
    complaint = models.CharField(
        _("a complaint was made"), max_length=8, choices=Answer.choices, blank=True, default=""
    )
    complaint_on = models.DateField(_("date of the complaint"), null=True, blank=True)
    complaint_where = models.SlugField(
        _("where"), max_length=24, blank=True, default="", db_index=False
    )
    complaint_reference = EncryptedTextField(_("number of the complaint"), blank=True, default="")
    # Law SE-04: only where the video interview of a child is kept, never the recording.
    interview_reference = EncryptedTextField(
        _("reference of a child's video interview"), blank=True, default=""
    )
    observation = EncryptedTextField(_("observation"), blank=True, default="")
    institution = models.ForeignKey(
        "casework.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    risk_level = models.CharField(
        _("risk at the time"), max_length=12, choices=Level.choices, default=Level.NOT_ASSESSED
    )
    femicide_degree = models.CharField(
        max_length=1, choices=FemicideDegree.choices, blank=True, default=""
    )
    severity = models.PositiveSmallIntegerField(default=0, editable=False)
    severity_version = models.PositiveSmallIntegerField(default=1, editable=False)
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    written_by = models.UUIDField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        constraints = [
            models.CheckConstraint(
                condition=Q(precision="unknown", starts_on=None, ends_on=None)
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")) & ~Q(precision="unknown"),
                name="episode_dates_whole",
            ),
            models.CheckConstraint(condition=~Q(forms=[]), name="episode_has_a_form"),
        ]
        indexes = [
            models.Index(
                fields=["survivor", "-starts_on"],
                condition=Q(withdrawn_at=None),
                name="episodes_in_order",
            ),
            models.Index(
                fields=["aggressor"],
                condition=Q(aggressor__isnull=False),
                name="episodes_by_aggressor",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class EpisodeRevision(OfSurvivor):
    """What an episode said before a correction: every field, sealed; who corrected it and when."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "episode", "values"),
        staff=("corrected_by",),
        none=("number", "undone_at"),
    )

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    values = EncryptedJSONField()
    corrected_by = models.UUIDField(editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "number"], name="revision_once")]

    def __str__(self) -> str:
        return str(self.pk)
