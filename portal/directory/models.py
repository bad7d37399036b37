"""What the directory says of a centre beyond its name, and the needs a woman may choose from."""

import logging
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.models import Centre
from casework.territory.validity import Dated, DatedQuerySet, days_in_order
from portal.approval.second_person import SecondPersonRecord
from portal.helplines import PUBLICATION

from .fields import NeedsField

log = logging.getLogger(__name__)
SAID = ("centre", "offers", "phone", "hours", "hours_english", "checked_on", "is_verified",
        "arrival", "arrival_english", "step_free", "is_shown")  # fmt: skip


class NeedQuerySet(DatedQuerySet["Need"]):
    """Queries over needs."""


class Need(Dated):
    """Something a woman looks for, in her words.

    is_roof: a safe place to sleep. No centre is ever listed for it: those addresses are secret,
    and the way there is a call (domain.md 2.1).
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT, retention=Retention.CATALOGUE,
        none=("code", "name", "name_english", "is_roof", "position", "valid_from", "valid_to"),
    )  # fmt: skip

    code = models.SlugField(max_length=12, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    name_english = models.CharField(_("the same in English"), max_length=80)
    is_roof = models.BooleanField(_("a safe roof"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["position"]
        constraints = [days_in_order("need_days_in_order")]

    def __str__(self) -> str:
        return self.name

    def said_in(self, language: str) -> str:
        """Give its name in a language."""
        return self.name_english if language == "en" else self.name


class Listing(SecondPersonRecord):
    """What the directory says of a centre. One person writes it, another publishes it (AB22).

    Hours are shown only with the day somebody checked them, as those of the helplines are. The
    database refuses one for a centre whose kind is secret (`sql.NO_SECRETS`).
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT, retention=Retention.CATALOGUE, none=(*SAID, *PUBLICATION)
    )
    wagtail_reference_index_ignore = True

    centre = models.OneToOneField(
        Centre, on_delete=models.PROTECT, related_name="listing", verbose_name=_("centre"),
        limit_choices_to={"kind__secret": False},
    )  # fmt: skip
    offers = NeedsField(verbose_name=_("what it offers"))
    phone = models.CharField(
        _("telephone"), max_length=20, blank=True,
        validators=[
            RegexValidator(r"^\+?[0-9 ]{3,19}$", _("Only figures, spaces and a leading +."))
        ],
    )  # fmt: skip
    hours = models.CharField(
        pgettext_lazy("when a number answers", "hours"), max_length=120, blank=True
    )
    hours_english = models.CharField(_("hours, in English"), max_length=120, blank=True)
    checked_on = models.DateField(_("hours checked on"), null=True, blank=True)
    is_verified = models.BooleanField(_("hours verified"), default=False)
    arrival = models.CharField(
        _("how to come safely"), max_length=300, blank=True,
        help_text=_("The door, the bus, whom to ask for: never the name of anybody."),
    )  # fmt: skip
    arrival_english = models.CharField(_("the same in English"), max_length=300, blank=True)
    step_free = models.BooleanField(_("no steps at the entrance"), default=False)
    is_shown = models.BooleanField(_("shown on the site"), default=True)

    panels = [FieldPanel(name) for name in SAID]

    revisions = GenericRelation("wagtailcore.Revision", content_type_field="content_type",
                                object_id_field="object_id", for_concrete_model=False)  # fmt: skip
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type",
        object_id_field="object_id", for_concrete_model=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("centre in the directory")
        verbose_name_plural = _("centres in the directory")
        constraints = [
            models.CheckConstraint(
                name="verified_hours_of_a_centre_have_a_date",
                condition=models.Q(is_verified=False)
                | (models.Q(checked_on__isnull=False) & ~models.Q(hours="")),
                violation_error_message=_("Write the hours and the day they were checked."),
            )
        ]

    def __str__(self) -> str:
        return self.centre.name

    def clean(self) -> None:
        """Refuse a centre whose address is secret, in words; the database refuses it too."""
        super().clean()
        if self.centre_id and self.centre.kind.secret:
            raise ValidationError({"centre": _("The directory never shows a centre of this kind.")})

    @property
    def dial(self) -> str:
        """Give what a telephone dials."""
        return "tel:" + self.phone.replace(" ", "")

    @property
    def is_as_published(self) -> bool:
        """Say whether it reads as two persons published it; if not, the log says so (AB22)."""
        published = self.live_revision.content if self.live_revision else {}
        same = all(_as_text(self, name) == _written(published.get(name)) for name in SAID)
        if not same:
            log.error("A centre of the directory differs from what was published; it is not shown.")
        return same


def _as_text(listing: models.Model, name: str) -> str:
    field: Any = listing._meta.get_field(name)
    return str(field.value_to_string(listing))


def _written(value: object) -> str:
    return "" if value is None else str(value)
