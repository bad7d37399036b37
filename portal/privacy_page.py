"""The privacy page: twelve things the law wants said, none of which may be left out (law DP-50)."""

from collections.abc import Iterator

from django.db import models
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from casework.identity.privacy import Privacy, Purpose, Retention

from .blocks import TEXT_FEATURES
from .preview import FramedPreview

# Field and heading, in the order of the law (art. 14 ter): the first one also dates the policy.
TWELVE: tuple[tuple[str, str | Promise], ...] = (
    ("policy", _("This policy")),
    ("controller", _("Who is responsible")),
    ("contact", _("How to write to us")),
    ("data", _("What we keep, what for and on what ground")),
    ("security", _("How we look after it")),
    ("rights", _("Your rights")),
    ("agency", _("If you do not agree with our answer")),
    ("transfers", _("Data that goes abroad")),
    ("retention", _("How long we keep it")),
    ("sources", _("Where the data comes from")),
    ("withdrawal", _("You can change your mind")),
    ("automation", _("What machines do not decide")),
)


def _twelfth(heading: str | Promise) -> RichTextField:
    """A text that may be missing in a draft, never in a published page."""
    return RichTextField(heading, features=TEXT_FEATURES)


class PrivacyPage(FramedPreview):
    """Public, permanent information on personal data."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=("summary", "version", "dated_on", *(name for name, _heading in TWELVE)),
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

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("version"), FieldPanel("dated_on")], heading=_("version")),
        *(FieldPanel(name) for name, _heading in TWELVE),
    ]
    search_fields = [
        *Page.search_fields,
        *(index.SearchField(name) for name, _heading in TWELVE),
    ]

    class Meta:
        verbose_name = _("privacy page")

    @property
    def sections(self) -> Iterator[tuple[str, str | Promise, str]]:
        """Give (anchor, heading, text) of each of the twelve."""
        return ((name, heading, getattr(self, name)) for name, heading in TWELVE)

    @property
    def plain_text(self) -> str:
        """Everything the page says, a line for each piece."""
        pieces = (strip_tags(text.replace("</p>", "\n")) for _name, _heading, text in self.sections)
        return "\n".join([self.title, self.summary, *pieces])
