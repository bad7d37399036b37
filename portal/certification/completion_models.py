"""What somebody asks for when her certificate was signed without her RUN: the completed one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.access.models import Operator
from casework.identity.fields import EncryptedTextField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .models import IssuedCertificate


class Completion(Record):
    """She asks for it with her RUN; it is kept sealed until the completed one (`made`) has it."""

    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    certificate = models.OneToOneField(
        IssuedCertificate, on_delete=models.PROTECT, related_name="completion"
    )
    key_id = models.UUIDField(editable=False)
    run = EncryptedTextField(_("RUN"), null=True)
    made = models.OneToOneField(
        IssuedCertificate, on_delete=models.PROTECT, null=True, related_name="+"
    )

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.STAFF,
        staff=("operator", "certificate", "run", "made"),
        none=("key_id",),
    )

    class Meta:
        verbose_name = _("certificate to complete")
        verbose_name_plural = _("certificates to complete")
        constraints = [
            models.CheckConstraint(
                condition=Q(made=None) | Q(run__isnull=True), name="completion_keeps_no_run"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
