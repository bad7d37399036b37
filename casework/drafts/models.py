"""What somebody was writing and has not saved yet, and the words another one's saving replaced."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.fields import EncryptedJSONField
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record

from .querysets import DraftQuerySet


class Draft(Record):
    """A form as one operator left it. Only she sees it; whose words it replaces sees those too.

    body is sealed with the key of the woman it speaks of, so that erasing her erases it; with an
    institution's key where no file exists yet. Without body nothing is kept: the row waits to be
    used again, or for `actions.expire`.
    """

    privacy: ClassVar[Privacy] = Privacy(
        purpose=Purpose.OPERATION,
        retention=Retention.SESSION,
        subject=("about", "body"),
        staff=("operator_id", "given_by"),
        none=("kind", "name", "key_id", "version", "path", "updated_at"),
    )

    class Kind(models.TextChoices):
        """Why the words are kept."""

        DRAFT = "draft", _("Not saved yet")
        REPLACED = "replaced", _("Replaced by somebody else")

    operator_id = models.UUIDField(editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.DRAFT)
    name = models.SlugField(max_length=60, db_index=False)
    about = models.UUIDField(null=True)
    key_id = models.UUIDField(editable=False)
    body = EncryptedJSONField(null=True)
    version = models.CharField(max_length=80, blank=True, default="")
    path = models.CharField(max_length=300)
    given_by = models.UUIDField(null=True, editable=False)
    updated_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["operator_id", "name", "about"],
                condition=models.Q(kind="draft"),
                nulls_distinct=False,
                name="one_draft_of_a_form",
            )
        ]
        indexes = [models.Index(fields=["updated_at"], name="draft_by_age")]
