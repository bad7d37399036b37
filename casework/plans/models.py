"""The individual plan (PII): versions, objectives in her words, activities, reviews, signatures.

All of it is the centre's own detail; other centres read a line of the trayecto. domain.md 2.4.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import new_id
from casework.survivors.models import OfSurvivor

from .choices import Area, Ending, Origin, Progress, Role, Way, Who
from .states import State


class Plan(OfSurvivor):
    """One version of the plan of a case. Agreeing a new one ends and keeps the old."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "centre", "number", "state", "origin", "agreed_on",
                 "next_review_on", "note", "attachment", "ending"),
        staff=("drafted_by",),
        none=("head_required", "ended_at", "updated_at"),
    )  # fmt: skip

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.HERE)
    agreed_on = models.DateField(_("agreed on"), null=True)
    next_review_on = models.DateField(_("next review"), null=True)
    note = EncryptedTextField(_("where she starts from"), blank=True, default="")
    head_required = models.BooleanField(_("the head of centre signs too"), default=False)
    attachment = models.ForeignKey(
        "casework.Attachment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    drafted_by = models.UUIDField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state=State.DRAFT), name="one_plan_draft_a_case"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[State.AGREED, State.IN_REVIEW]),
                name="one_plan_in_force_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.AGREED, State.IN_REVIEW])
                | Q(agreed_on__isnull=False, next_review_on__isnull=False),
                name="plan_in_force_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, ended_at__isnull=False) & ~Q(ending="")
                | ~Q(state=State.CLOSED) & Q(ended_at=None, ending=""),
                name="plan_ended_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["survivor", "case", "-number"], name="plan_versions"),
            models.Index(
                fields=["centre", "next_review_on"],
                condition=Q(state__in=[State.AGREED, State.IN_REVIEW]),
                name="plan_reviews_due",
            ),
        ]


class PlanObjective(OfSurvivor):
    """Something she wants to reach, in her words. `thread` is the same in every version."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "plan", "area", "words", "agreed", "agreed_on"),
        none=("thread", "position", "removed_at"),
    )

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="objectives")
    thread = models.UUIDField(default=new_id)
    position = models.PositiveSmallIntegerField()
    area = models.CharField(_("area"), max_length=14, choices=Area.choices)
    words = EncryptedTextField(_("objective, in her words"))
    agreed = models.BooleanField(_("she agrees"), null=True)
    agreed_on = models.DateField(null=True)
    # A draft is rewritten whole each time it is saved: what was taken out stays, unseen.
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "thread"],
                condition=Q(removed_at=None),
                name="objective_once_a_version",
            ),
            models.CheckConstraint(
                condition=Q(agreed=None, agreed_on=None)
                | Q(agreed__isnull=False, agreed_on__isnull=False),
                name="objective_agreed_is_dated",
            ),
        ]


class PlanActivity(OfSurvivor):
    """What is done for an objective, by whom, by when, and how far it has come."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "objective", "what", "who", "starts_on", "due_on", "indicator",
                 "progress", "evidence", "attachment"),
        third_party=("external",),
        staff=("responsible", "progress_by"),
        none=("thread", "position", "progress_at", "removed_at", "updated_at"),
    )  # fmt: skip

    objective = models.ForeignKey(
        PlanObjective, on_delete=models.PROTECT, related_name="activities"
    )
    thread = models.UUIDField(default=new_id)
    position = models.PositiveSmallIntegerField()
    what = EncryptedTextField(_("activity"))
    who = models.CharField(_("who does it"), max_length=8, choices=Who.choices)
    responsible = models.UUIDField(null=True)
    external = EncryptedTextField(_("which service or person"), blank=True, default="")
    starts_on = models.DateField(_("from"), null=True)
    due_on = models.DateField(_("until"), null=True)
    indicator = EncryptedTextField(_("how it will be known"), blank=True, default="")
    progress = models.PositiveSmallIntegerField(
        _("progress"), choices=Progress.choices, default=Progress.NONE
    )
    progress_at = models.DateTimeField(null=True)
    progress_by = models.UUIDField(null=True)
    evidence = EncryptedTextField(_("evidence"), blank=True, default="")
    attachment = models.ForeignKey(
        "casework.Attachment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="activity_due_after_start",
            ),
            models.CheckConstraint(
                condition=Q(progress__gte=0, progress__lte=4), name="activity_progress_0_to_4"
            ),
            models.CheckConstraint(
                condition=Q(who=Who.TEAM, responsible__isnull=False)
                | ~Q(who=Who.TEAM) & Q(responsible=None),
                name="activity_of_the_team_has_a_name",
            ),
        ]


class PlanReview(OfSurvivor):
    """A look at the plan with her: how far each activity has come, and when to look again."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "plan", "on", "progress", "notes", "next_on"),
        staff=("reviewed_by",),
    )

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField(_("date of the review"))
    progress = models.JSONField(default=dict)  # activity's thread -> 0 to 4
    notes = EncryptedTextField(_("notes"), blank=True, default="")
    next_on = models.DateField(_("next review"))
    reviewed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on__gt=F("on")), name="next_review_after_this_one"
            )
        ]
        indexes = [models.Index(fields=["plan", "-on"], name="plan_review_order")]


class PlanSignature(OfSurvivor):
    """Who signed a version, or chose not to: refusing never ends the service."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "plan", "role", "signed", "way", "at"),
        staff=("operator_id",),
    )

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=8, choices=Role.choices)
    signed = models.BooleanField()
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.BUTTON)
    at = models.DateTimeField()
    operator_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "role"], name="one_signature_a_role")
        ]


class SafetyPlan(OfSurvivor):
    """What she does if danger comes: sealed whole, never printed unless chosen (SE-01)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "case", "centre", "content"),
        staff=("written_by",),
        none=("ended_at",),
    )

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    content = EncryptedJSONField(_("safety plan"))
    written_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_safety_plan_a_case"
            )
        ]
