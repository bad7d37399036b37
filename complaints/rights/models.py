"""Requests about personal data: one table for every right, sealed inside, a clear clock."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import PersonRecord, Record

from .choices import (
    Asked,
    Channel,
    Delivery,
    Filer,
    IdentityLevel,
    Outcome,
    Paper,
    Regime,
    What,
)
from .ground_models import LegalGround
from .querysets import RequestQuerySet
from .states import State


class RightsRequest(PersonRecord):
    """One use of one right (law 1.1, 1.2), by whoever, about whoever holds the RUN.

    Its key is its own, made in the same way whether the RUN is known here or not, and it outlives
    the file it asks about: the proof of the answer must (law DP-05). `survivor` and `centre_ids`
    are set by the database from the RUN's digest; who files learns nothing of it (AB31).
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=(
            "survivor", "number", "run_digest", "document_digest", "right", "channel", "filer",
            "identity_level", "regime", "filed_at", "due_at", "extended_at", "extended_to",
            "hold_until", "confirmed_at", "fix_until", "fix_asked_at", "state", "outcome",
            "asker_name", "asker_document", "wording", "wanted", "answer_address", "delivery",
            "answer", "extension_reason", "fix_words", "answered_at", "neutral", "about_contact",
            "alone", "lacks", "insists_on", "centre", "ground", "letter",
            "decided_at", "prepared_at", "regards_whole_file",
        ),
        third_party=("proxy_name", "proxy_document", "proxy_digest", "proxy_relation",
                     "power_checked_at"),
        staff=("assigned_to", "received_by", "prepared_by", "decided_by", "power_checked_by"),
        none=("received_centre", "route_by", "transferred_to", "prepared_by_head",
              "language", "updated_at"),
    )  # fmt: skip

    survivor = models.ForeignKey(
        "casework.Survivor", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    number = models.CharField(_("number"), max_length=9, unique=True, editable=False)
    run_digest = models.BinaryField(max_length=32, null=True, editable=False)
    document_digest = models.BinaryField(max_length=32, null=True, editable=False)
    right = models.CharField(_("what is asked for"), max_length=16, choices=Asked.choices)
    channel = models.CharField(_("how it came"), max_length=8, choices=Channel.choices)
    filer = models.CharField(_("who asks"), max_length=16, choices=Filer.choices)
    identity_level = models.CharField(
        _("identity"), max_length=12, choices=IdentityLevel.choices, default=IdentityLevel.NONE
    )
    regime = models.CharField(_("law"), max_length=4, choices=Regime.choices)
    # Filed from a visit that is not open: the only ones such a visit may list.
    neutral = models.BooleanField(default=False)
    about_contact = models.BooleanField(_("it changes how to reach her"), default=False)
    alone = models.BooleanField(_("a worker spoke with her alone"), default=False)
    regards_whole_file = models.BooleanField(default=True)
    language = models.CharField(max_length=8, default="es")
    filed_at = models.DateTimeField(_("filed"))
    due_at = models.DateTimeField(_("to be answered until"))
    route_by = models.DateTimeField()
    extended_at = models.DateTimeField(null=True)
    extended_to = models.DateTimeField(_("extended until"), null=True)
    hold_until = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    fix_asked_at = models.DateTimeField(null=True)
    fix_until = models.DateTimeField(null=True)
    lacks = ArrayField(models.SlugField(max_length=16), default=list)
    state = models.CharField(max_length=12, choices=State.choices, default=State.FILED)
    centre = models.ForeignKey(
        "casework.Centre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    assigned_to = models.UUIDField(null=True)
    received_by = models.UUIDField(null=True)
    received_centre = models.ForeignKey(
        "casework.Centre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    transferred_to = models.ForeignKey(
        "casework.Institution", on_delete=models.PROTECT, null=True, related_name="+"
    )
    insists_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    asker_name = EncryptedTextField(_("name"))
    asker_document = EncryptedTextField(_("document"), blank=True, default="")
    proxy_name = EncryptedTextField(_("name of who asks for her"), blank=True, default="")
    proxy_document = EncryptedTextField(_("document of who asks"), blank=True, default="")
    proxy_digest = models.BinaryField(max_length=32, null=True, editable=False)
    proxy_relation = EncryptedTextField(_("what they are to her"), blank=True, default="")
    power_checked_by = models.UUIDField(null=True)
    power_checked_at = models.DateTimeField(null=True)
    wording = EncryptedTextField(_("in her words"), blank=True, default="")
    wanted = EncryptedJSONField(default=dict)
    delivery = models.CharField(max_length=12, choices=Delivery.choices)
    answer_address = EncryptedTextField(_("where to answer"), blank=True, default="")
    extension_reason = EncryptedTextField(blank=True, default="")
    fix_words = EncryptedTextField(blank=True, default="")
    answer = EncryptedTextField(_("answer"), blank=True, default="")
    ground = models.ForeignKey(LegalGround, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    prepared_by = models.UUIDField(null=True)
    prepared_by_head = models.BooleanField(default=False)
    prepared_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(
        "casework.SealedDocument", on_delete=models.PROTECT, null=True, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        constraints = [
            models.CheckConstraint(
                name="request_of_somebody",
                condition=Q(run_digest__isnull=False)
                | Q(document_digest__isnull=False)
                | Q(survivor__isnull=False)
                | Q(identity_level="none"),
            ),
            models.CheckConstraint(
                name="request_decided_by_two",
                condition=Q(decided_by=None) | ~Q(decided_by=F("prepared_by")),
            ),
            # Law DP-06: no refusal, whole or in part, without its ground.
            models.CheckConstraint(
                name="request_refused_with_ground",
                condition=~Q(outcome__in=["refused", "partly"])
                | ~Q(state__in=["decided", "answered"])
                | Q(ground__isnull=False),
            ),
            models.CheckConstraint(
                name="request_decided_whole",
                condition=~Q(state__in=["decided", "answered"])
                | Q(decided_by__isnull=False, prepared_by__isnull=False)
                & Q(decided_at__isnull=False, letter__isnull=False)
                & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="request_extended_forward",
                condition=Q(extended_to=None, extended_at=None)
                | Q(extended_to__gt=F("due_at"), extended_at__lte=F("due_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["run_digest"], name="request_by_run"),
            models.Index(fields=["survivor"], name="request_by_survivor"),
            models.Index(
                fields=["due_at"],
                condition=~Q(state__in=["answered", "withdrawn", "transferred"]),
                name="request_clock",
            ),
            models.Index(fields=["key_id"], name="request_by_key"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def ends_at(self) -> datetime:
        """When the answer must be sent, with the extension if there was one."""
        return self.extended_to or self.due_at


class RequestEvent(Record):
    """What happened to a request, for ever: who, from which state to which, why (law DP-05)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "at", "what", "before", "after", "reason"),
        staff=("actor_kind", "actor_id", "actor_level"),
        none=("key_id", "order"),
    )

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="events")
    key_id = models.UUIDField(editable=False)
    order = models.PositiveIntegerField()
    at = models.DateTimeField()
    what = models.CharField(max_length=16, choices=What.choices)
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12, blank=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    actor_level = models.CharField(max_length=8, blank=True)
    reason = EncryptedTextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "order"], name="request_event_in_order")
        ]
        ordering = ["order"]


class RequestFile(Record):
    """A paper of a request: identity, power of attorney, support, proof that it was sent."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "kind", "stored_file", "at"),
        staff=("added_by",),
    )

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=Paper.choices)
    stored_file = models.ForeignKey(
        "casework.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    added_by = models.UUIDField(null=True)


class Sending(Record):
    """Proof that an answer or a notice left: what, how, when, and its digest (law DP-05)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("request", "what", "delivery", "address", "at", "received_at", "receipt_note",
                 "content_sha256", "proof"),
        staff=("sent_by",),
        none=("key_id",),
    )  # fmt: skip

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="sendings")
    key_id = models.UUIDField(editable=False)
    what = models.CharField(max_length=16, choices=What.choices)
    delivery = models.CharField(max_length=12, choices=Delivery.choices)
    address = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField(_("sent"))
    received_at = models.DateTimeField(_("received"), null=True)
    receipt_note = EncryptedTextField(blank=True, default="")
    content_sha256 = models.BinaryField(max_length=32, null=True)
    proof = models.ForeignKey(RequestFile, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by = models.UUIDField(null=True)
