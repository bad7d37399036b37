"""Questions and complaints: sealed inside, a clear clock, a thread that is only added to."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import PersonRecord, Record

from .choices import Entry, Kind, Way
from .querysets import TicketQuerySet
from .states import State
from .term_models import OirsTerm


class Ticket(PersonRecord):
    """What somebody wrote to the service, with or without saying who she is (law 4).

    Its key is its own. `centre_ids` holds only the centre that answers: whom she complains about
    elsewhere learns nothing. Who gave no identity comes back with number and code.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "number", "code_digest", "kind", "way", "filed_at", "due_at",
                 "route_by", "extended_at", "extended_to", "fix_asked_at", "fix_until",
                 "reached_at", "denounced_at", "state", "centre", "name", "answer_address",
                 "answered_at", "about_information"),
        staff=("assigned_to", "received_by", "answered_by"),
        none=("term", "days", "by_head_of_service", "updated_at"),
    )  # fmt: skip

    survivor = models.ForeignKey(
        "casework.Survivor", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    number = models.CharField(_("number"), max_length=9, unique=True, editable=False)
    code_digest = models.BinaryField(max_length=32, null=True, editable=False)
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind.choices)
    way = models.CharField(_("how it came"), max_length=8, choices=Way.choices)
    filed_at = models.DateTimeField(_("filed"))
    term = models.ForeignKey(OirsTerm, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()  # of the term on the day of filing
    due_at = models.DateTimeField(_("to be answered until"))
    route_by = models.DateTimeField()
    extended_at = models.DateTimeField(null=True)
    extended_to = models.DateTimeField(null=True)
    fix_asked_at = models.DateTimeField(null=True)
    fix_until = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    denounced_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.FILED)
    centre = models.ForeignKey(
        "casework.Centre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    assigned_to = models.UUIDField(null=True)
    received_by = models.UUIDField(null=True)
    name = EncryptedTextField(_("name"), blank=True, default="")
    answer_address = EncryptedTextField(_("where to answer"), blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    by_head_of_service = models.BooleanField(default=False)
    # Handed over: its clock there, from the same filing (law OI-08).
    about_information = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("question or complaint")
        verbose_name_plural = _("questions and complaints")
        constraints = [
            models.CheckConstraint(
                name="ticket_extended_in_time",
                condition=Q(extended_to=None, extended_at=None)
                | Q(extended_to__gt=F("due_at"), extended_at__lte=F("due_at")),
            ),
            # Law OI-05: never closed without having tried to reach her.
            models.CheckConstraint(
                name="ticket_withdrawn_after_contact",
                condition=~Q(state="withdrawn") | Q(reached_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ticket_answered_by_somebody",
                condition=~Q(state="answered")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["survivor"], name="ticket_by_survivor"),
            models.Index(fields=["key_id"], name="ticket_by_key"),
            models.Index(
                fields=["due_at"],
                condition=~Q(state__in=["answered", "withdrawn", "handed"]),
                name="ticket_clock",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def ends_at(self) -> datetime:
        """When the answer must leave, with the extension if there was one."""
        return self.extended_to or self.due_at


class TicketEntry(Record):
    """A line of its thread, for ever. inside: of the service, never read by who wrote."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("ticket", "at", "what", "before", "after", "words"),
        staff=("actor_kind", "actor_id"),
        none=("key_id", "inside"),
    )

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="entries")
    key_id = models.UUIDField(editable=False)
    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=Entry.choices)
    inside = models.BooleanField(default=False)
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12, blank=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    words = EncryptedTextField(blank=True, default="")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="ticket_notes_stay_inside",
                condition=~Q(what__in=["note", "taken", "routed", "reached"]) | Q(inside=True),
            )
        ]


class TicketFile(Record):
    """A file that came with it or went with its answer, sealed with its key."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("ticket", "stored_file", "at"),
        staff=("added_by",),
    )

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="files")
    stored_file = models.ForeignKey(
        "casework.StoredFile", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
