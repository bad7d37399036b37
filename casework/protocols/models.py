"""Steps of the protocols in force, as the work needs them; the texts live in the portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import Record
from casework.territory.validity import Dated


class ProtocolVersion(Dated, Record):
    """A published version of a protocol. Cases pin the one they were opened under.

    Once a case or a task uses it, the database keeps it as it is (`sql.KEEP_AS_USED`): only its
    last day may still be set, by the version that follows.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("code", "version", "title", "owner", "example", "url", "valid_from", "valid_to"),
    )

    code = models.SlugField(max_length=40, db_index=False)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("title"), max_length=160)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    example = models.BooleanField(_("an example, not in force anywhere"), default=False)
    url = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="protocol_version_once")
        ]

    def __str__(self) -> str:
        return self.title


class ProtocolStep(Record):
    """A step: what has to be done, by whom, by when, and what starts its clock."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("protocol", "number", "title", "guidance", "trigger", "role", "deadline", "unit",
              "task_kind", "source", "stays"),
    )  # fmt: skip

    class Unit(models.TextChoices):
        """What the deadline counts."""

        HOURS = "hours", _("hours")
        WORKING_DAYS = "working_days", _("working days")
        DAYS = "days", _("calendar days")

    class Role(models.TextChoices):
        """Whose it is. Empty means the worker in charge of the case."""

        TEAM = "N6", _("Intervention team")
        HEAD = "N5", _("Head of centre")

    protocol = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="steps")
    number = models.CharField(max_length=8)
    title = models.CharField(_("what to do"), max_length=160)
    guidance = models.TextField(_("how"), blank=True)
    trigger = models.SlugField(_("stage or event that starts it"), max_length=40)
    role = models.CharField(_("who"), max_length=40, blank=True)
    deadline = models.PositiveSmallIntegerField(default=0)
    unit = models.CharField(max_length=12, choices=Unit.choices, default=Unit.DAYS)
    task_kind = models.SlugField(max_length=40, blank=True, db_index=False)
    source = models.SlugField(_("legal source"), max_length=40, blank=True, db_index=False)
    stays = models.BooleanField(_("outlives the stage that started it"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["protocol", "number"], name="protocol_step_once")
        ]

    def __str__(self) -> str:
        return self.title
