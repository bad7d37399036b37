"""What the ministry may set without the installer: name, notice, where "Leave quickly" leads."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from casework.identity.privacy import Privacy, Purpose, Retention
from portal.approval.second_person import SecondPersonRecord
from portal.helplines import PUBLICATION

ONLY = 1


def allowed_targets() -> list[tuple[str, str | Promise]]:
    """Give what may be chosen: as installed, or one of the list."""
    return [("", _("as installed")), *((target, target) for target in settings.EXIT_TARGETS)]


class MinistrySettings(SecondPersonRecord):
    """One row. What is left empty stays as the installation says.

    Exit targets come from a list the installation allows (`EXIT_TARGETS`, safety.md AB22): a page
    that says nothing about her and runs nothing.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("name", "owner", "logo", "logo_words", "exit_target", "notice_title",
              "notice_text", "notice_until", *PUBLICATION),
    )  # fmt: skip
    wagtail_reference_index_ignore = True

    name = models.CharField(
        _("name of the site"), max_length=60, blank=True,
        help_text=_("Not shown in the women's own space, whose pages stay neutral."),
    )  # fmt: skip
    owner = models.CharField(_("institution, at the foot of each page"), max_length=120, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("logo"), help_text=_("Drawn 40 points high. Not in the women's own space."),
    )  # fmt: skip
    logo_words = models.CharField(
        _("what the logo says"), max_length=80, blank=True,
        help_text=_("For whoever does not see it: usually the institution's name."),
    )  # fmt: skip
    exit_target = models.CharField(_("where “Leave quickly” leads"), max_length=200, blank=True)
    notice_title = models.CharField(_("title of the notice"), max_length=80, blank=True)
    notice_text = models.CharField(_("notice on the first page"), max_length=300, blank=True)
    notice_until = models.DateField(_("last day of the notice"), null=True, blank=True)

    revisions = GenericRelation("wagtailcore.Revision", content_type_field="content_type",
                                object_id_field="object_id", for_concrete_model=False)  # fmt: skip
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type",
        object_id_field="object_id", for_concrete_model=False,
    )  # fmt: skip

    panels = [
        FieldPanel("name"),
        FieldPanel("owner"),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("logo_words")], heading=_("Logo")),
        FieldPanel("exit_target", widget=Select(choices=lazy(allowed_targets, list)())),
        MultiFieldPanel(
            [FieldPanel("notice_title"), FieldPanel("notice_text"), FieldPanel("notice_until")],
            heading=_("Notice"),
        ),
    ]

    class Meta:
        verbose_name = _("settings of the ministry")
        verbose_name_plural = _("settings of the ministry")
        constraints = [
            models.CheckConstraint(name="one_row_of_settings", condition=models.Q(pk=ONLY)),
            models.CheckConstraint(
                name="a_logo_has_its_words",
                condition=models.Q(logo=None) | ~models.Q(logo_words=""),
                violation_error_message=_("Write what the logo says."),
            ),
            models.CheckConstraint(
                name="a_notice_has_its_words_and_its_end",
                condition=models.Q(notice_text="", notice_title="")
                | ~models.Q(notice_text="") & ~models.Q(notice_title="")
                & models.Q(notice_until__isnull=False),
                violation_error_message=_("Give the notice a title, a text and its last day."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return capfirst(str(self._meta.verbose_name))

    def clean(self) -> None:
        """Take only the exit targets the installation allows."""
        super().clean()
        if self.exit_target and self.exit_target not in settings.EXIT_TARGETS:
            allowed = ", ".join(settings.EXIT_TARGETS)
            said = _("Choose one of these: %(allowed)s") % {"allowed": allowed}
            raise ValidationError({"exit_target": said})
