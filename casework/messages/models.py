"""What she agreed to be written, the queue of what waits, and the words she calls herself by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.survivors.choices import Channel
from casework.survivors.models import OfSurvivor
from casework.territory.validity import Dated, DatedQuerySet, days_in_order

from .lint import LONGEST
from .states import OPEN, MessageState

SLOTS = (1, 2, 3)


class Told(models.TextChoices):
    """The conversation in which she chose."""

    IN_PERSON = "in_person", _("Talking with her, alone, at the centre")
    CALL = "call", _("On the telephone, by the safe contact")


class NeutralTextQuerySet(DatedQuerySet["NeutralText"]):
    """Queries over the neutral texts."""


class NeutralText(Dated, Record):
    """One of the three things a message may say (safety.md 1.1). Published anew, never changed."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("slot", "words", "valid_from", "valid_to"),
    )

    slot = models.PositiveSmallIntegerField(_("place"))
    words = models.CharField(_("words"), max_length=LONGEST)

    objects = NeutralTextQuerySet.as_manager()

    class Meta:
        ordering = ["slot"]
        constraints = [
            models.CheckConstraint(name="three_texts", condition=models.Q(slot__in=SLOTS)),
            models.UniqueConstraint(
                fields=["slot"], condition=models.Q(valid_to=None), name="one_text_a_place"
            ),
            days_in_order("neutral_text_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.words


class MessageOptIn(OfSurvivor):
    """She agreed, in a conversation, to one neutral text over the channel of her safe contact.

    It is worth as much as that contact: when the contact ends or expires (90 days), so does this.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "channel", "text", "contact", "told"),
        staff=("recorded_by", "ended_by"),
        none=("ended_at",),
    )

    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    text = models.ForeignKey(NeutralText, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("casework.SafeContact", on_delete=models.PROTECT, related_name="+")
    told = models.CharField(_("how she told"), max_length=12, choices=Told.choices)
    recorded_by = models.UUIDField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "channel"], condition=models.Q(ended_at=None),
                name="one_choice_a_channel",
            ),
            models.CheckConstraint(
                name="written_channels",
                condition=models.Q(channel__in=[Channel.SMS, Channel.WHATSAPP, Channel.EMAIL]),
            ),
        ]  # fmt: skip


class CallerWords(OfSurvivor):
    """Words by which the team knows her voice on the telephone. Never asked back as a riddle."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "words"),
        staff=("recorded_by",),
        none=("ended_at",),
    )

    words = EncryptedTextField(_("agreed words"))
    recorded_by = models.UUIDField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor"], condition=models.Q(ended_at=None), name="one_caller_words"
            )
        ]


class Message(OfSurvivor):
    """One neutral text on its way to her. It lives for one window of her hours, then dies."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "opt_in", "centre", "address", "state", "dies_at", "taken_at",
                 "ended_at", "why"),
        staff=("asked_by",),
        none=("tries",),
    )  # fmt: skip

    opt_in = models.ForeignKey(MessageOptIn, on_delete=models.PROTECT, related_name="messages")
    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    address = EncryptedTextField(_("number or address"))
    state = models.CharField(
        max_length=8, choices=MessageState.choices, default=MessageState.WAITING
    )
    dies_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.SlugField(max_length=24, blank=True, default="", db_index=False)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opt_in"], condition=models.Q(state__in=OPEN), name="one_message_at_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=models.Q(state__in=OPEN), name="message_open"
            )
        ]


class MessagePause(Record):
    """Nothing is sent: in one centre, or in the whole country when `centre` is empty."""

    privacy = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.LOG,
        staff=("begun_by", "ended_by"),
        none=("centre", "ended_at"),
    )

    centre = models.ForeignKey(
        "casework.Centre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    begun_by = models.UUIDField(editable=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre"], condition=models.Q(ended_at=None), nulls_distinct=False,
                name="one_pause_a_centre",
            )
        ]  # fmt: skip
