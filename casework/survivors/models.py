"""The woman's record: who she is, how to reach her safely, who is close to her, what opened it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.documents import DocumentType
from casework.identity.fields import EncryptedDateField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import PersonRecord

from .choices import Channel, EntryRoute, Mode, Relation
from .querysets import FileQuerySet, SurvivorQuerySet


class Survivor(PersonRecord):
    """One woman, once in the whole country. A working name is enough to begin.

    Every identifying value is encrypted with her own key; digests and tokens only find her.
    """

    whose = "id"  # for casework.identity.veil; rows of her file have `survivor_id`

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=(
            "working_name",
            "given_names",
            "first_surname",
            "second_surname",
            "social_name",
            "run",
            "run_digest",
            "document_type",
            "document_country",
            "document_value",
            "document_digest",
            "birth_date",
            "birth_year",
            "comuna",
            "name_tokens",
            "entry_route",
            "merged_into",
        ),
        staff=("registered_by",),
        none=("updated_at",),
    )

    working_name = EncryptedTextField(_("name she goes by here"))
    given_names = EncryptedTextField(_("given names"), blank=True, default="")
    first_surname = EncryptedTextField(_("first surname"), blank=True, default="")
    second_surname = EncryptedTextField(_("second surname"), blank=True, default="")
    social_name = EncryptedTextField(_("social name"), blank=True, default="")
    run = EncryptedTextField(_("RUN"), blank=True, default="")
    run_digest = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    document_type = models.CharField(
        _("document"), max_length=24, choices=DocumentType.choices, default=DocumentType.NONE
    )
    document_country = models.CharField(_("issuing country"), max_length=2, blank=True)
    document_value = EncryptedTextField(_("document number"), blank=True, default="")
    document_digest = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    birth_date = EncryptedDateField(_("date of birth"), null=True, blank=True)
    birth_year = models.SmallIntegerField(_("year of birth"), null=True, blank=True)
    comuna = models.ForeignKey(
        "casework.Comuna", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name_tokens = ArrayField(models.IntegerField(), default=list, editable=False)
    entry_route = models.CharField(
        _("how she came"), max_length=16, choices=EntryRoute.choices, blank=True
    )
    registered_by = models.UUIDField(null=True, editable=False)
    # Two records of one woman: this one was joined to that one, and is read through it.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = SurvivorQuerySet.as_manager()

    class Meta:
        verbose_name = _("survivor")
        verbose_name_plural = _("survivors")


class OfSurvivor(PersonRecord):
    """A row of her file. The database copies her centres onto it."""

    survivor = models.ForeignKey(Survivor, on_delete=models.PROTECT, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        abstract = True


class SafeContact(OfSurvivor):
    """The one way she may be reached now, and the words for it. Expires (safety.md 1: 90 days)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=(
            "survivor",
            "channel",
            "value",
            "from_hour",
            "to_hour",
            "weekdays",
            "note",
            "words_to_say",
            "words_to_avoid",
            "voicemail",
            "value_digest",
        ),
        staff=("recorded_by",),
        none=("valid_until", "ended_at", "chosen_in"),
    )

    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    value = EncryptedTextField(_("number or address"), blank=True, default="")
    value_digest = models.BinaryField(max_length=32, null=True, editable=False)
    from_hour = models.TimeField(_("from"), null=True, blank=True)
    to_hour = models.TimeField(_("until"), null=True, blank=True)
    # 1 is Monday (ISO 8601); none means any day.
    weekdays = ArrayField(models.SmallIntegerField(), verbose_name=_("days"), default=list,
                          blank=True)  # fmt: skip
    note = EncryptedTextField(_("what else she said of days and hours"), null=True, blank=True)
    words_to_say = EncryptedTextField(_("how to introduce oneself"), blank=True, default="")
    words_to_avoid = EncryptedTextField(_("what must not be said"), blank=True, default="")
    voicemail = models.BooleanField(_("a voice message may be left"), default=False)
    recorded_by = models.UUIDField(editable=False)
    valid_until = models.DateField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    # Two records were joined and both had one: chosen then (`duplicates.choosing`).
    chosen_in = models.ForeignKey("casework.Merge", on_delete=models.PROTECT, null=True,
                                  editable=False, related_name="+")  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survivor"], condition=models.Q(ended_at=None), name="one_safe_contact"
            ),
            models.CheckConstraint(
                name="contact_on_days_of_the_week",
                condition=models.Q(weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7]),
            ),
        ]


class RelatedPerson(OfSurvivor):
    """Somebody close to her, with the least data (law DP-29). An aggressor never signs (DP-44)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor",),
        third_party=("name", "relation", "birth_year", "in_her_care", "lives_with_her",
                     "is_aggressor"),
        staff=("recorded_by",),
        none=("ended_at",),
    )  # fmt: skip

    relation = models.CharField(_("relation"), max_length=16, choices=Relation.choices)
    name = EncryptedTextField(_("name or how she calls them"), blank=True, default="")
    birth_year = models.SmallIntegerField(_("year of birth"), null=True, blank=True)
    in_her_care = models.BooleanField(_("in her care"), default=False)
    lives_with_her = models.BooleanField(_("lives with her"), null=True, blank=True)
    is_aggressor = models.BooleanField(_("named as aggressor or accused"), default=False)
    recorded_by = models.UUIDField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)


class Attention(OfSurvivor):
    """A contact that opened or continued her file in a centre (domain.md 2.4, S0 and S1)."""

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "centre", "at", "kind", "purpose"),
        staff=("operator_id",),
    )

    class Kind(models.TextChoices):
        """What happened."""

        REGISTERED = "registered", _("First registered")
        OPENED = "opened", _("Attention opened in another centre")
        CONTACT = "contact", _("Contact")

    centre = models.ForeignKey("casework.Centre", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    purpose = EncryptedTextField(blank=True, default="")
    operator_id = models.UUIDField()


class Door(OfSurvivor):
    """How her own space opens: mode, second key, duress key, freeze (design 4.3).

    Keys are kept as Argon2id hashes only. Tries slow down and never lock for good. unkeyed_at:
    somebody came in with her ClaveUnica and not with her number, and she wanted her team to know.
    changed_by: who changed it last; none once she closed it herself.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=(
            "survivor",
            "mode",
            "key_hash",
            "duress_hash",
            "key_given_at",
            "failures",
            "next_try_at",
            "frozen_at",
            "warn_team",
            "duress_at",
            "unkeyed_at",
        ),
        staff=("changed_by",),
    )

    survivor = models.OneToOneField(Survivor, on_delete=models.PROTECT, related_name="door")
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.CLOSED)
    key_hash = models.CharField(max_length=160, blank=True)
    duress_hash = models.CharField(max_length=160, blank=True)
    key_given_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    warn_team = models.BooleanField(_("tell the team about entries without the key"), default=False)
    duress_at = models.DateTimeField(null=True)
    unkeyed_at = models.DateTimeField(null=True)
    changed_by = models.UUIDField(null=True)
