"""The privacy page: twelve things the law wants said, none of which may be left out (law DP-50)."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Revision
from wagtail.search import index

from casework.identity.privacy import Privacy, Purpose, Retention

from .approval.rules import Asking
from .approval.second_person import SecondPersonPage
from .blocks import TEXT_FEATURES
from .languages import OneLanguage
from .notice.models import NoticeLanguage
from .notice.publishing import in_force, why_not
from .notice.twelve import TWELVE, plain

# Other pages, forms and the footer lead to these addresses.
SLUGS = {NoticeLanguage.SPANISH: "privacidad", NoticeLanguage.ENGLISH: "english"}


def _twelfth(heading: str | Promise) -> RichTextField:
    """A text that may be missing in a draft, never in a published page."""
    return RichTextField(heading, features=[*TEXT_FEATURES, "ul"])


class PrivacyPage(OneLanguage, SecondPersonPage):
    """Public, permanent information on personal data: one page for each language."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("language", "summary", "version", "dated_on", *(name for name, _heading in TWELVE)),
    )

    language = models.CharField(
        _("language"), max_length=2, choices=NoticeLanguage.choices, default=NoticeLanguage.SPANISH
    )
    summary = models.CharField(_("summary"), max_length=200)
    version = models.CharField(_("version"), max_length=20)
    dated_on = models.DateField(_("date of this version"))
    policy = _twelfth(TWELVE[0][1])
    controller = _twelfth(TWELVE[1][1])
    contact = _twelfth(TWELVE[2][1])
    data = _twelfth(TWELVE[3][1])
    security = _twelfth(TWELVE[4][1])
    rights = _twelfth(TWELVE[5][1])
    agency = _twelfth(TWELVE[6][1])
    transfers = _twelfth(TWELVE[7][1])
    retention = _twelfth(TWELVE[8][1])
    sources = _twelfth(TWELVE[9][1])
    withdrawal = _twelfth(TWELVE[10][1])
    automation = _twelfth(TWELVE[11][1])

    # The two come with the site: `first_notice` plants the second.
    max_count = len(SLUGS)
    parent_page_types = ["portal.HomePage", "portal.PrivacyPage"]
    subpage_types = ["portal.PrivacyPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("version"), FieldPanel("dated_on")], heading=_("version")),
        *(FieldPanel(name) for name, _heading in TWELVE),
    ]
    # Never published by a clock: a person does it, by name.
    settings_panels: list[Any] = []
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name, _heading in TWELVE),
    ]

    class Meta:
        verbose_name = _("privacy page")

    def clean(self) -> None:
        """Keep the address that forms and the footer lead to."""
        super().clean()
        if self.slug != SLUGS[NoticeLanguage(self.language)]:
            raise ValidationError({"slug": _("The address of this page stays as it is.")})

    def why_not(self, revision: Revision, by: Asking) -> list[str]:
        """Give the reasons against publishing a draft: the law's twelve, and a second person."""
        return why_not(revision, by)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the version in force."""
        return {**super().get_context(request, *args, **kwargs), "kept": in_force(self.language)}

    @property
    def sections(self) -> Iterator[tuple[str, str | Promise, str]]:
        """Give (anchor, heading, text) of each of the twelve."""
        return ((name, heading, getattr(self, name)) for name, heading in TWELVE)

    @property
    def plain_text(self) -> str:
        """Everything the page says, a line for each piece."""
        pieces = (plain(text) for _name, _heading, text in self.sections)
        return "\n".join([self.title, self.summary, *pieces])
