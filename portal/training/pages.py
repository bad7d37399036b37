"""Pages of courses: the catalogue, and below each course its modules and lessons (design 10)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents.models import Document
from wagtail.models import Page, PagePermissionTester, Revision

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.models import Institution
from portal.approval.rules import Asking
from portal.pages import CONTENT_FIELDS, SUMMARY, BodyPage, ContentPage
from portal.protocols.fields import AnnexesField, LevelsField

from . import catalogue, lesson_rules, publishing
from .fields import ExerciseChoice, QuestionsField, TopicsField
from .models import CourseFacts


class WholeRights(PagePermissionTester):
    """A course with its modules and lessons is one work: who may delete it deletes them with it.

    Wagtail asks a right of its own for pages that have pages below; given for these alone it would
    reach the catalogue too. What is published is still deleted only by who may publish.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Ask the same of all of them as of one page."""
        return bool(super().can_delete(ignore_bulk=True))


class CourseIndexPage(BodyPage):
    """The catalogue."""

    privacy = CONTENT_FIELDS
    template = "portal/training/index.html"

    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.CoursePage", "portal.ContentPage"]

    class Meta:
        verbose_name = _("catalogue of courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the courses, narrowed by level and topic."""
        return {**super().get_context(request, *args, **kwargs), **catalogue.listed(request.GET)}

    def below(self) -> QuerySet[Page]:
        """Give the other pages below it: courses stand in a list of their own."""
        return super().below().type(ContentPage)


class CoursePage(CourseFacts, BodyPage):
    """A course. Each publication keeps a version of it with its lessons as they stand."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=(
            "summary", "body", "code", "institution", "topics", "levels", "mode", "hours",
            "hour_kind", "minimum_grade", "minimum_attendance", "months", "practice", "example",
        ),
    )  # fmt: skip
    template = "portal/training/course.html"

    code = models.SlugField(
        _("code"), max_length=40, unique=True,
        help_text=_("Short and without spaces. It is the address, and never changes."),
    )  # fmt: skip
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who issues its certificates"),
    )  # fmt: skip
    topics = TopicsField(verbose_name=_("topics"))
    levels = LevelsField(
        verbose_name=_("levels it serves"), help_text=_("None ticked: all of them.")
    )

    content_panels = [
        *BodyPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("institution")]),
                FieldPanel("mode"),
                FieldRowPanel([FieldPanel("hours"), FieldPanel("hour_kind")]),
                FieldRowPanel([FieldPanel("minimum_grade"), FieldPanel("minimum_attendance")]),
                FieldPanel("practice", widget=ExerciseChoice),
                FieldRowPanel([FieldPanel("months"), FieldPanel("example")]),
            ],
            heading=_("Which course it is"),
        ),
        MultiFieldPanel([FieldPanel("topics"), FieldPanel("levels")], heading=_("For whom")),
    ]
    # Its address is its code, and it says by itself what search engines need.
    promote_panels: list[Any] = []
    parent_page_types = ["portal.CourseIndexPage"]
    subpage_types = ["portal.ModulePage"]

    class Meta:
        verbose_name = _("course")

    def permissions_for_user(self, user: Any) -> WholeRights:
        """Say what somebody may do with it."""
        return WholeRights(user, self)

    def full_clean(self, *args: Any, **more: Any) -> None:
        """Stand at the address its code names."""
        self.slug = self.code or self.slug  # type: ignore[has-type]
        super().full_clean(*args, **more)

    def clean(self) -> None:
        """Keep the code once editions or certificates may know it."""
        super().clean()
        problem = publishing.code_problem(self)
        if problem:
            raise ValidationError({"code": problem})

    def why_not(self, revision: Revision, by: Asking) -> list[str]:
        """Add what a course needs to be taught."""
        return [*super().why_not(revision, by), *publishing.problems(self, revision, by)]

    def publish(self, revision: Revision, *args: Any, **more: Any) -> None:
        """Publish page and version together, or none of them."""
        with transaction.atomic():
            super().publish(revision, *args, **more)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what it consists of, and its coming editions."""
        return {**super().get_context(request, *args, **kwargs), **catalogue.of_course(self)}

    def below(self) -> QuerySet[Page]:
        """Give nothing: its lessons are for those who take it."""
        return Page.objects.none()


class InsidePage(BodyPage):
    """A part of a course: read in an edition of it, never on the open site."""

    promote_panels: list[Any] = []
    # What lessons and banks say is found by nobody's search.
    search_fields = Page.search_fields

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer that it is not there. Raises Http404."""
        raise Http404


class ModulePage(InsidePage):
    """Lessons that belong together."""

    privacy = CONTENT_FIELDS
    template = "portal/training/module_preview.html"

    content_panels = [*Page.content_panels, SUMMARY]
    parent_page_types = ["portal.CoursePage"]
    subpage_types = ["portal.LessonPage"]

    class Meta:
        verbose_name = _("module of a course")

    def permissions_for_user(self, user: Any) -> WholeRights:
        """Say what somebody may do with it."""
        return WholeRights(user, self)


PER_CENT = [MinValueValidator(1), MaxValueValidator(100)]


class LessonPage(InsidePage):
    """A lesson: text, video, files, and a quiz drawn from its bank of questions."""

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        none=(
            "summary", "body", "video", "captions", "transcript", "files", "questions", "draw",
            "attempts", "minutes", "pass_percent",
        ),
    )  # fmt: skip
    template = "portal/training/lesson_preview.html"

    video = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("video"), help_text=_("An MP4 or WebM file."),
    )  # fmt: skip
    captions = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("captions"), help_text=_("A WebVTT file (.vtt) in Spanish."),
    )  # fmt: skip
    transcript = models.TextField(
        _("transcript"), blank=True,
        help_text=_("All that is said and shown. It is read when the video does not play."),
    )  # fmt: skip
    files = AnnexesField(verbose_name=_("files"))
    questions = QuestionsField(verbose_name=_("bank of questions"))
    draw = models.PositiveSmallIntegerField(
        _("questions drawn for each attempt"), default=0, help_text=_("0: all of them.")
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=3, help_text=_("0: as many as somebody wants.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes for each attempt"), default=0, help_text=_("0: no limit.")
    )
    pass_percent = models.PositiveSmallIntegerField(
        _("share of right answers that passes (%)"), default=60, validators=PER_CENT
    )

    content_panels = [
        *BodyPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("video"), FieldPanel("captions"), FieldPanel("transcript")],
            heading=_("Video"),
        ),
        FieldPanel("files"),
        FieldPanel("questions"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("draw"), FieldPanel("attempts")]),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("pass_percent")]),
            ],
            heading=_("Quiz"),
        ),
    ]
    parent_page_types = ["portal.ModulePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("lesson")

    def why_not(self, revision: Revision, by: Asking) -> list[str]:
        """Add what a lesson needs to be learnt from."""
        return [*super().why_not(revision, by), *lesson_rules.problems(revision.content)]
