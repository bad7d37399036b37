"""Pages of protocols and technical guidelines (design 10, domain.md 7)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, Revision

from casework.access.principals import ANONYMOUS
from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.models import Institution
from portal.approval.rules import Asking
from portal.pages import SUMMARY, BodyPage

from . import publishing, queries, reading, showing
from .fields import AnnexesField, CentreKindsField, LevelsField, NormsField, StepsField
from .kinds import Audience, Kind
from .page_form import LibraryForm
from .panels import EffectPanel
from .shelves import PUBLIC

TEMPLATE = "portal/protocols/page.html"
EDITORS = ("Redacción", "Aprobación")
FIELDS = Privacy(
    purpose=Purpose.CONTENT,
    retention=Retention.CATALOGUE,
    staff=("responsible",),
    none=("summary", "body", "code", "institution", "number", "year", "valid_from", "valid_to",
          "levels", "centre_kinds", "audience", "example", "annexes", "norms", "review_on"),
)  # fmt: skip


class LibraryPage(BodyPage):
    """A document that rules or guides the work. Each publication is kept as a version."""

    kind: Kind

    code = models.SlugField(
        _("code"), max_length=40, unique=True,
        help_text=_("Short and without spaces. It is the address, and never changes."),
    )  # fmt: skip
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("owner institution"),
    )  # fmt: skip
    number = models.CharField(
        _("number"), max_length=40, blank=True,
        help_text=_("Of the resolution that approved it, if there is one."),
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    valid_from = models.DateField(
        _("valid from"),
        help_text=_("A new version starts on a later day than the one before it."),
    )
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    levels = LevelsField(
        verbose_name=_("levels that must follow it"), help_text=_("None ticked: all of them.")
    )
    centre_kinds = CentreKindsField(
        verbose_name=_("kinds of centre that must follow it"),
        help_text=_("None ticked: all of them."),
    )
    audience = models.CharField(
        _("who may read it"), max_length=6, choices=Audience.choices, default=Audience.PUBLIC
    )
    example = models.BooleanField(
        _("an example, not in force anywhere"), default=False,
        help_text=_("It is marked so wherever it is read."),
    )  # fmt: skip
    annexes = AnnexesField(verbose_name=_("annexes"))
    norms = NormsField(verbose_name=_("related norms"))
    review_on = models.DateField(
        _("to be reviewed by"), null=True, blank=True,
        help_text=_("After this day the list of overdue reviews names it."),
    )  # fmt: skip
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name=_("who answers for it"),
        limit_choices_to={"groups__name__in": EDITORS},
    )  # fmt: skip

    base_form_class = LibraryForm
    subpage_types: list[str] = []
    # Its address is its code, and it says by itself what search engines need.
    promote_panels: list[Any] = []

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **more: Any) -> None:
        """Stand at the address its code names."""
        if self.code:
            self.slug = self.code
        super().full_clean(*args, **more)

    def clean(self) -> None:
        """Keep the code once cases or readers may know it, and the days in order."""
        super().clean()
        problem = publishing.code_problem(self)
        if problem:
            raise ValidationError({"code": problem})
        if isinstance(self.valid_from, date) and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("It ends before it begins.")})

    def why_not(self, revision: Revision, by: Asking) -> list[str]:
        """Add what a document needs, and what its steps need, to the second person."""
        return [*super().why_not(revision, by), *publishing.problems(self.kind, revision)]

    def publish(self, revision: Revision, *args: Any, **more: Any) -> None:
        """Publish page, version and steps together, or none of them."""
        with transaction.atomic():
            super().publish(revision, *args, **more)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what it says, and the versions there have been; a draft is none yet."""
        rows = queries.visible_to(ANONYMOUS)
        versions = queries.versions_of(rows, self.code) if self.live else []
        shown = showing.context_of(PUBLIC, versions, versions[0]) if versions else {}
        doc = reading.of_page(self)
        return {**super().get_context(request, *args, **kwargs), **shown, "doc": doc}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer the page; what is for staff only is not there (staff read it in their zone)."""
        if self.audience != Audience.PUBLIC:
            raise Http404
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response


HEAD_PANELS = [
    *Page.content_panels,
    SUMMARY,
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("year")]),
            FieldPanel("institution"),
            FieldPanel("number"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("example"),
        ],
        heading=_("Which document it is"),
    ),
    MultiFieldPanel(
        [FieldPanel("levels"), FieldPanel("centre_kinds"), FieldPanel("audience")],
        heading=_("Who must follow it, and who reads it"),
    ),
    FieldPanel("body"),
]
TAIL_PANELS = [
    FieldPanel("annexes"),
    FieldPanel("norms"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("review_on"), FieldPanel("responsible")])],
        heading=_("Review"),
    ),
]


class ProtocolPage(LibraryPage):
    """A protocol: its steps become the tasks of the cases opened under it."""

    privacy = Privacy(
        FIELDS.purpose, FIELDS.retention, staff=FIELDS.staff, none=(*FIELDS.none, "steps")
    )
    template = TEMPLATE
    kind = Kind.PROTOCOL

    steps = StepsField(verbose_name=_("steps"))

    content_panels = [
        *HEAD_PANELS,
        FieldPanel("steps"),
        *TAIL_PANELS,
        EffectPanel(heading=_("What publishing it will do")),
    ]
    parent_page_types = ["portal.ProtocolIndexPage"]

    class Meta:
        verbose_name = _("protocol")


class GuidelinePage(LibraryPage):
    """A technical guideline: read, not turned into tasks."""

    privacy = FIELDS
    template = TEMPLATE
    kind = Kind.GUIDELINE

    content_panels = [*HEAD_PANELS, *TAIL_PANELS]
    parent_page_types = ["portal.GuidelineIndexPage"]

    class Meta:
        verbose_name = _("technical guideline")
