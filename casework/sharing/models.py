"""Code lists of sharing: for what, and with whom. Data, not code: they change by agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention


class SharingCode(models.Model):
    """An entry of a code list with the dates it is in force."""

    wagtail_reference_index_ignore = True

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(_("name"), max_length=160)
    explanation = models.TextField(_("in her words"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class SharingPurpose(SharingCode):
    """For what her data may be used or shared (report II.7 a; law VG-02 gives three families)."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("code", "name", "explanation", "order", "valid_from", "valid_to", "identifies"),
    )

    # Whether what goes out says who she is; figures do not (law DP-45).
    identifies = models.BooleanField(default=True)


class RecipientClass(SharingCode):
    """With whom (report II.7 a)."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("code", "name", "explanation", "order", "valid_from", "valid_to"),
    )
