"""Where editors write consent texts: drafts are edited, everything else is only read."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from . import text_views
from .editing_form import ConsentTextForm
from .legibility import hard_parts
from .text_actions import note_saved
from .text_models import LEGAL_FIELDS, NOTICE_FIELDS, ConsentText, Stage

STAGE = Column("get_stage_display", label=gettext_lazy("State"), sort_key="stage")
APPROVED = DateColumn("approved_at", label=gettext_lazy("Approved on"), sort_key="approved_at")
HELP = {
    "introduction": gettext_lazy("Two or three sentences: what this is, and that she decides."),
    "notice_purpose": gettext_lazy("Name each use and each institution. One idea a sentence."),
    "notice_consequences": gettext_lazy("What each answer helps with; what it does not change."),
    "notice_rights": gettext_lazy("See, correct, delete, oppose, take away, dispute: and where."),
    "notice_truth": gettext_lazy("Ask for what is true without blaming; she may leave things out."),
    "notice_secrecy": gettext_lazy("Only authorised people, only for what is written here."),
    "words_on_refusing": gettext_lazy(
        "Required by law: the attention goes on, and she may bring her papers herself."
    ),
    "words_on_withdrawing": gettext_lazy(
        "Required by law: whenever she wants, from then on, without giving a reason."
    ),
    "statement": gettext_lazy("In the first person: “I have read, I understood, I decide”."),
}


def _panel(name: str) -> FieldPanel:
    return FieldPanel(name, help_text=HELP.get(name, ""))


def _group(names: tuple[str, ...], heading: str | Promise) -> MultiFieldPanel:
    return MultiFieldPanel([_panel(name) for name in names], heading=heading)


QUESTION = ("purpose", "recipient", "question", "detail")
PANELS = [
    _group(("title", "code", "language", "required"), gettext_lazy("What it is")),
    _group(("introduction",), gettext_lazy("Opening")),
    _group(NOTICE_FIELDS, gettext_lazy("What she must be told (a to e)")),
    _group(LEGAL_FIELDS, gettext_lazy("Her freedom to say no")),
    InlinePanel(
        "items",
        panels=[FieldPanel(name) for name in QUESTION],
        heading=gettext_lazy("Questions: one use and one recipient each"),
        label=gettext_lazy("Question"),
        min_num=1,
    ),
    _group(("statement",), gettext_lazy("Before the signature")),
]


class TextPolicy(ModelPermissionPolicy):
    """Groups decide who writes; the stage decides what; nobody deletes: versions stay readable."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Never "delete"."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Only drafts may be changed."""
        frozen = action == "change" and instance.stage != Stage.DRAFT
        return not frozen and self.user_has_permission(user, action)


class _Saved:
    """After saving: a line in the log, the reading of each part, and the page as she sees it."""

    request: HttpRequest

    def save_instance(self) -> ConsentText:
        """Save, log, and say which parts are hard to read."""
        text: ConsentText = super().save_instance()  # type: ignore[misc]
        note_saved(text=text, by=self.request.user, at=timezone.now())  # type: ignore[arg-type]
        hard = ", ".join(str(part.label) for part in hard_parts(text))
        if hard:
            words = _("Hard to read, below 65: %(parts)s. It cannot be approved like this.")
            messages.warning(self.request, words % {"parts": hard})
        return text


class TextCreateView(_Saved, snippets.CreateView):
    """Begin a text; whoever begins it is its author."""

    def get_initial_form_instance(self) -> ConsentText:
        """Give a draft of hers."""
        return ConsentText(author=self.request.user)


class TextEditView(_Saved, snippets.EditView):
    """Write on a draft. Anything else is shown instead."""

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Lead to the reading page when the text is past writing."""
        if self.object.stage != Stage.DRAFT:
            messages.info(request, _("Only drafts are written on. Begin a new version instead."))
            return redirect(text_views.READ, self.object.pk)
        answer: HttpResponse = super().dispatch(request, *args, **options)
        return answer


class TextIndexView(snippets.IndexView):
    """All versions, each leading to the page that can do something with it."""

    @cached_property
    def columns(self) -> list[Any]:
        """Leave out the boxes for acts on many texts at once: there are none."""
        return list(super().columns[1:])

    def get_edit_url(self, instance: ConsentText) -> str:
        """Lead to the reading page, where the next step is."""
        return reverse(text_views.READ, args=[instance.pk])


class ConsentTextViewSet(snippets.SnippetViewSet):
    """Consent texts in the menu of the workplace."""

    model = ConsentText
    icon = "form"
    menu_label = gettext_lazy("Consents")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["title", "code", "language", "version", STAGE, APPROVED]
    list_filter = ["stage", "language"]
    ordering = ["code", "language", "-version"]
    edit_handler = ObjectList(PANELS, base_form_class=ConsentTextForm)
    index_view_class = TextIndexView
    add_view_class = TextCreateView
    edit_view_class = TextEditView

    @property
    def permission_policy(self) -> TextPolicy:
        """Say who may do what."""
        return TextPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ConsentText]":
        """Give every version."""
        return ConsentText.objects.all()

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add reading and the moves from one stage to the next."""
        return [
            *super().get_urlpatterns(),
            path("leer/<int:pk>/", text_views.read, name="read"),
            path("paso/<int:pk>/", text_views.move, name="move"),
            path("legibilidad/", text_views.legibility, name="legibility"),
        ]
