"""Certificates of training as they were issued, and those of other bodies that wait for review."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.access.certificate_models import Certificate
from casework.access.models import Operator
from casework.documents.models import SealedDocument, StoredFile
from casework.identity.fields import EncryptedJSONField, EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .states import State


class IssuedCertificate(Record):
    """A certificate as it was issued: written once, never changed nor deleted (domain.md 6).

    `record` holds the fields of the hoja de vida as they were that day, sealed with a key of its
    own; `badge` the signed credential. Whether it counts is told by `certificate`, the row that
    the door asks. `holder`, the course and the days stand in clear for the public check, which
    names the holder only to who knows the last four signs of her RUN (`digits_digest`).
    """

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    key_id = models.UUIDField(editable=False)  # seals what is sealed here, and the paper
    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="issued")
    document = models.OneToOneField(SealedDocument, on_delete=models.PROTECT, related_name="+")
    renews = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="renewed_by"
    )
    # The one signed without her RUN that this one says again with it.
    completes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="completed_by"
    )
    folio = models.CharField(_("folio"), max_length=14, unique=True)
    number = models.PositiveIntegerField(unique=True)  # its place in the list of revoked badges
    holder = models.CharField(_("holder"), max_length=300)
    digits_digest = models.BinaryField(max_length=32, null=True)
    course_code = models.CharField(_("code of the course"), max_length=40)
    course = models.CharField(_("name of the course"), max_length=200)
    issued_on = models.DateField(_("issued on"))
    valid_to = models.DateField(_("valid until"), null=True)
    record = EncryptedJSONField()
    badge = EncryptedTextField()
    issued_by = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=(
            "operator", "certificate", "document", "renews", "completes", "folio", "number",
            "holder", "digits_digest", "course_code", "course", "issued_on", "valid_to", "record",
            "badge", "issued_by",
        ),
        none=("key_id",),
    )  # fmt: skip

    class Meta:
        verbose_name = _("certificate issued")
        verbose_name_plural = _("certificates issued")
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_by=None) | ~Q(issued_by=F("operator")),
                name="certificate_issued_by_other",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("issued_on")),
                name="issued_certificate_ends_after_issue",
            ),
        ]
        indexes = [models.Index(fields=["operator", "course_code"], name="issued_to")]

    def __str__(self) -> str:
        return self.folio

    @property
    def lacks_run(self) -> bool:
        """Whether it was signed without her RUN: nobody who checks it is told whose it is."""
        return self.digits_digest is None


class OutsideCertificate(Record):
    """A certificate of another body that she hands in; somebody else says what it is worth.

    Accepted, it counts as one of `course_code` until `counts_to`: `certificate` is that row.
    """

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    key_id = models.UUIDField(editable=False)  # seals what is sealed here, and the paper
    course = models.CharField(_("name of the course"), max_length=200)
    body = models.CharField(_("issued by"), max_length=200)
    reference = models.CharField(_("number or code"), max_length=100, blank=True)
    issued_on = models.DateField(_("issued on"))
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True)
    proof = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    course_code = models.CharField(_("code of the course"), max_length=40, blank=True)
    counts_to = models.DateField(_("counts until"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    reviewed_by = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, null=True, related_name="outside"
    )

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=(
            "operator", "course", "body", "reference", "issued_on", "valid_to", "hours", "proof",
            "state", "course_code", "counts_to", "reason", "reviewed_by", "reviewed_at",
            "certificate",
        ),
        none=("key_id",),
    )  # fmt: skip

    class Meta:
        verbose_name = _("certificate of another body")
        verbose_name_plural = _("certificates of other bodies")
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("operator")),
                name="outside_certificate_reviewed_by_other",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "withdrawn"], certificate=None, reviewed_by=None)
                | Q(state="refused", certificate=None, reviewed_by__isnull=False) & ~Q(reason="")
                | Q(state="accepted", certificate__isnull=False, reviewed_by__isnull=False),
                name="outside_certificate_reviewed_whole",
            ),
        ]
        indexes = [models.Index(fields=["operator", "state"], name="outside_of")]

    def __str__(self) -> str:
        return self.course
