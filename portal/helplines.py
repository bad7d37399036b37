"""Helplines: numbers that answer, with hours somebody has checked."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from casework.identity.privacy import Privacy, Purpose, Retention


class Helpline(models.Model):
    """A number to call. Its hours are shown only when somebody has checked them on a date.

    Sources disagree on the hours of the 1455 (domain.md 5), and a woman who calls outside them
    loses time: hence the date, and silence in place of a guess.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=(
            "number",
            "name",
            "name_english",
            "hours",
            "checked_on",
            "is_verified",
            "is_shown",
            "position",
        ),
    )
    wagtail_reference_index_ignore = True

    number = models.CharField(
        _("number"),
        max_length=20,
        unique=True,
        validators=[
            RegexValidator(r"^\+?[0-9 ]{3,19}$", _("Only figures, spaces and a leading +."))
        ],
    )
    name = models.CharField(_("what it is for, in few words"), max_length=80)
    name_english = models.CharField(_("the same in English"), max_length=80, blank=True)
    hours = models.CharField(_("hours"), max_length=80, blank=True)
    checked_on = models.DateField(_("hours checked on"), null=True, blank=True)
    is_verified = models.BooleanField(_("hours verified"), default=False)
    is_shown = models.BooleanField(_("shown on the site"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("number"),
        FieldPanel("name"),
        FieldPanel("name_english"),
        FieldPanel("hours"),
        FieldPanel("checked_on"),
        FieldPanel("is_verified"),
        FieldPanel("is_shown"),
        FieldPanel("position"),
    ]

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["position", "number"]
        constraints = [
            models.CheckConstraint(
                name="verified_hours_have_a_date",
                condition=models.Q(is_verified=False)
                | (models.Q(checked_on__isnull=False) & ~models.Q(hours="")),
                violation_error_message=_("Write the hours and the day they were checked."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def address(self) -> str:
        """What a telephone dials."""
        return "tel:" + self.number.replace(" ", "")
