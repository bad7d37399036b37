"""Duties to report, which start when somebody here gets to know of facts (law SE-05 to SE-12)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor

from .choices import DutyState, Facts, Femicide, HerView, ReportedTo

WHY_AT_LEAST = 20  # characters of a reason for closing without a report


class ReportingDuty(OfSurvivor):
    """The duty to report some facts within the hours the law gives. A person decides, by name.

    origin_kind and origin_id: what it started from ("episode", "account", "breach"), if any.
    proposed: the system took it from what was written; its clock runs all the same, and a person
    may decide that there were no such facts. The system never sends a report by itself (SE-09).
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "centre", "facts", "femicide", "known_at", "due_at", "origin_kind",
                 "origin_id", "verbatim", "state", "her_view", "her_words", "informed_at",
                 "information_due", "information_on", "reported_to", "reported_at", "number",
                 "proof", "other_reporter", "reason"),
        staff=("known_by", "decided_by"),
        none=("source", "proposed", "decided_at", "updated_at"),
    )  # fmt: skip

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    proposed = models.BooleanField(default=False, editable=False)
    facts = models.CharField(_("what it is about"), max_length=16, choices=Facts.choices)
    femicide = models.CharField(_("degree"), max_length=12, choices=Femicide.choices, blank=True)
    known_at = models.DateTimeField(_("known since"))
    known_by = models.UUIDField(editable=False)
    due_at = models.DateTimeField(editable=False)
    source = models.SlugField(max_length=40, db_index=False, editable=False)
    origin_kind = models.SlugField(max_length=24, blank=True, db_index=False)
    origin_id = models.UUIDField(null=True)
    verbatim = EncryptedTextField(_("the child's own words"), blank=True, default="")
    state = models.CharField(max_length=16, choices=DutyState.choices, default=DutyState.OPEN)
    her_view = models.CharField(
        _("what she thinks"), max_length=12, choices=HerView.choices, blank=True
    )
    her_words = EncryptedTextField(_("in her words"), blank=True, default="")
    informed_at = models.DateTimeField(null=True)
    information_due = models.BooleanField(default=False)
    information_on = models.DateField(_("information given on"), null=True)
    reported_to = models.CharField(
        _("reported to"), max_length=12, choices=ReportedTo.choices, blank=True
    )
    reported_at = models.DateTimeField(_("reported at"), null=True)
    number = EncryptedTextField(_("number of the report"), blank=True, default="")
    proof = models.ForeignKey(
        "casework.Attachment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    other_reporter = EncryptedTextField(_("who reported it"), blank=True, default="")
    reason = EncryptedTextField(_("reason"), blank=True, default="")
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duty_for_a_minor_has_no_way_out",  # SE-09
                condition=~Q(facts__in=["minor", "child_tells"], state="not_applicable"),
            ),
            models.CheckConstraint(
                name="duty_unfounded_was_proposed",
                condition=~Q(state="unfounded") | Q(proposed=True),
            ),
            models.CheckConstraint(
                name="duty_reported_says_where_and_when",
                condition=~Q(state="reported") | ~Q(reported_to="") & Q(reported_at__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_closed_by_somebody",
                condition=Q(state__in=["open", "informed"], decided_by=None)
                | ~Q(state__in=["open", "informed"]) & Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_exempt_has_proof",
                condition=~Q(state="exempt") | Q(proof__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["survivor", "origin_kind", "origin_id"],
                condition=Q(origin_id__isnull=False),
                name="one_duty_for_an_origin",
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre", "due_at"],
                condition=Q(state__in=["open", "informed"]),
                name="duty_open",
            )
        ]


class ComplaintDraft(OfSurvivor):
    """The text of a report as somebody prepares it, to print and sign by hand (law SE-11)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "duty", "facts", "reserve_identity", "service_address"),
        third_party=("authors", "witnesses"),
        staff=("written_by",),
        none=("updated_at",),
    )

    duty = models.OneToOneField(ReportingDuty, on_delete=models.PROTECT, related_name="draft")
    facts = EncryptedTextField(_("what happened"), blank=True, default="")
    authors = EncryptedTextField(_("who did it, if known"), blank=True, default="")
    witnesses = EncryptedTextField(_("who saw it or knows of it"), blank=True, default="")
    reserve_identity = models.BooleanField(_("keep my identity reserved"), default=True)
    service_address = models.BooleanField(
        _("the centre's address instead of her home"), default=True
    )
    written_by = models.UUIDField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)


class CifFlag(OfSurvivor):
    """Her file is marked for the team of the circuit of femicide (law SE-12). Follows her.

    Only the record: the circuit itself (CIF) is worked outside this system until it is built.
    """

    privacy = Privacy(
        purpose=Purpose.PRIORITY,
        retention=Retention.CASE,
        subject=("survivor", "degree", "since", "until"),
        staff=("flagged_by",),
    )

    degree = models.CharField(max_length=12, choices=Femicide.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    flagged_by = models.UUIDField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor"], condition=Q(until=None), name="one_cif_flag"
            )
        ]
