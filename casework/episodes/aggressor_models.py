"""Aggressors apart from the women, with the least data (design 5, law DP-29 and DP-60)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.documents import DocumentType
from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.survivors.models import OfSurvivor, RelatedPerson

from .choices import Standing, Teller


class Aggressor(OfSurvivor):
    """A person as one woman's file knows him: a name or how she calls him is enough.

    One row for each file, sealed with a key of its own, so that what was typed in one file is
    never read from another. The same person in two files is known only to the database, by the
    digest of his RUN or document, and told as a number (`siivbg_other_files`).
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor",),
        third_party=(
            "name", "run", "run_digest", "document_type", "document_country", "document_value",
            "document_digest", "birth_year", "told_by", "institution", "standing",
        ),
        staff=("recorded_by",),
        none=("updated_at", "withdrawn_at"),
    )  # fmt: skip

    name = EncryptedTextField(_("name or how she calls him"))
    run = EncryptedTextField(_("RUN"), blank=True, default="")
    run_digest = models.BinaryField(max_length=32, null=True, editable=False)
    document_type = models.CharField(
        _("document"), max_length=24, choices=DocumentType.choices, default=DocumentType.NONE
    )
    document_country = models.CharField(_("issuing country"), max_length=2, blank=True, default="")
    document_value = EncryptedTextField(_("document number"), blank=True, default="")
    document_digest = models.BinaryField(max_length=32, null=True, editable=False)
    birth_year = models.SmallIntegerField(_("year of birth"), null=True, blank=True)
    told_by = models.CharField(
        _("who says so"), max_length=12, choices=Teller.choices, default=Teller.HERSELF
    )
    institution = models.ForeignKey(
        "casework.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    standing = models.CharField(
        _("state of these data"),
        max_length=12,
        choices=Standing.choices,
        default=Standing.DECLARED,
    )
    recorded_by = models.UUIDField(editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("aggressor")
        verbose_name_plural = _("aggressors")
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "run_digest"],
                condition=Q(run_digest__isnull=False, withdrawn_at=None),
                name="aggressor_once_in_a_file",
            )
        ]
        indexes = [
            models.Index(fields=["survivor"], name="aggressors_of_a_file"),
            models.Index(
                fields=["run_digest"],
                condition=Q(run_digest__isnull=False),
                name="aggressor_by_run",
            ),
            models.Index(
                fields=["document_digest"],
                condition=Q(document_digest__isnull=False),
                name="aggressor_by_document",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AggressorLink(OfSurvivor):
    """What he is to her, during which time. A change is a new row; the earlier one ends.

    relation: a code of the list (domain.md 2.6); current and lives_with_her are fields of their
    own, because codes cannot say them. related: the same person among those close to her.
    """

    privacy = Privacy(
        purpose=Purpose.CARE,
        retention=Retention.CASE,
        subject=("survivor", "since", "until"),
        third_party=(
            "aggressor", "relation", "current", "lives_with_her", "related", "told_by", "standing",
        ),
        staff=("recorded_by",),
        none=("ended_at",),
    )  # fmt: skip

    aggressor = models.ForeignKey(Aggressor, on_delete=models.PROTECT, related_name="links")
    relation = models.SlugField(_("relation"), max_length=24, db_index=False)
    current = models.BooleanField(_("the relation goes on"), null=True)
    lives_with_her = models.BooleanField(_("lives with her"), null=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    related = models.ForeignKey(
        RelatedPerson, on_delete=models.PROTECT, null=True, related_name="+"
    )
    told_by = models.CharField(max_length=12, choices=Teller.choices, default=Teller.HERSELF)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.DECLARED)
    recorded_by = models.UUIDField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["aggressor"], condition=Q(ended_at=None), name="one_link_in_force"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="link_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["survivor"], name="links_of_a_file")]

    def __str__(self) -> str:
        return str(self.pk)
