"""The editors' workplace for rows that two persons change: saving writes a draft, not the row."""

from typing import Any
from uuid import UUID

from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from . import actions, kinds, queries
from .models import Amendment
from .states import State

READ = "complaints_change"
TO_CONFIRM = BooleanColumn("proposal", label=gettext_lazy("To be confirmed"))


class _Waits(Column):
    """Says in a word that a change of the row waits; else nothing."""

    def get_value(self, instance: Any) -> str:
        """Give the word."""
        return _("waits") if instance.change_waits else ""


WAITS = _Waits("change_waits", label=gettext_lazy("A change waits"))


class KeptPolicy(ModelPermissionPolicy):
    """Groups decide who writes; nobody deletes: an answer may rest on it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Never "delete"."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for each row."""
        return self.user_has_permission(user, action)


class WriteView(snippets.CreateView):
    """Write how a new row would be; saving keeps a draft and leads to it."""

    template_name = "amending/write.html"
    submit_button_label = gettext_lazy("Save as draft")
    success_message = gettext_lazy("Draft saved. Nothing changes until somebody else approves it.")
    error_message = gettext_lazy("The draft could not be saved: look at what is marked.")

    def get_template_names(self) -> list[str]:
        """Give ours, whatever the set of views proposes for its own."""
        return [WriteView.template_name]

    def save_instance(self) -> models.Model:
        """Keep what was typed; the row stays as it is."""
        row = self.form.save(commit=False)
        assert isinstance(self.request.user, User)
        self.change = self.keep(row, self.form.cleaned_data["reason"], self.request.user)
        return row

    def keep(self, row: models.Model, reason: str, by: User) -> Amendment:
        """Begin a draft."""
        return actions.begin(row=row, reason=reason, by=by, at=timezone.now())

    def get_success_url(self) -> str:
        """Lead to the draft, beside what is in force."""
        return reverse(READ, args=[self.change.pk])

    def get_success_message(self, instance: models.Model) -> str:
        """Say that nothing has changed yet."""
        return str(self.success_message)

    def get_success_buttons(self) -> list[Any]:
        """None: the draft is on the next page."""
        return []

    def run_after_hook(self) -> None:
        """Nothing was made: what acts on new rows has nothing to act on."""


class ChangeView(WriteView):
    """Write how a row would be that is in force."""

    permission_required = "change"

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Lead to her draft of the same row when she has one."""
        own = Amendment.objects.filter(
            kind=kinds.kind_of(self.model), row=str(self.row.pk),
            author_id=request.user.pk, state=State.DRAFT,
        )  # fmt: skip
        if request.method == "GET" and (found := own.first()):
            messages.info(request, _("You have a draft of this already: here it is."))
            return redirect(READ, found.pk)
        answer: HttpResponse = super().dispatch(request, *args, **options)
        return answer

    @cached_property
    def row(self) -> models.Model:
        """What is in force."""
        return get_object_or_404(self.model, pk=unquote(str(self.kwargs["pk"])))

    def get_initial_form_instance(self) -> models.Model:
        """Begin with what is in force."""
        return self.row

    def get_add_url(self) -> str:
        """Come back here."""
        return self.request.path

    def get_page_subtitle(self) -> str:
        """Name the row."""
        return str(self.row)

    def get_breadcrumbs_items(self) -> list[Any]:
        """Name it here too: it is not new."""
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": str(self.row)}]


class DraftView(ChangeView):
    """Write on a draft of one's own."""

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Let in only whoever began it, while it is a draft."""
        if self.draft.author_id != request.user.pk:
            raise PermissionDenied
        if self.draft.state != State.DRAFT:
            messages.info(request, _("It was sent: it is not written on any more."))
            return redirect(READ, self.draft.pk)
        answer: HttpResponse = super(ChangeView, self).dispatch(request, *args, **options)
        return answer

    @cached_property
    def draft(self) -> Amendment:
        """The draft."""
        change: UUID = self.kwargs["change"]
        found = Amendment.objects.filter(kind=kinds.kind_of(self.model))
        return get_object_or_404(found, pk=change)

    @cached_property
    def row(self) -> models.Model:
        """The row as the draft would leave it."""
        return kinds.filled(self.draft.kind, self.draft.row, self.draft.content)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the reason that was written."""
        return {**super().get_initial(), "reason": self.draft.reason}

    def keep(self, row: models.Model, reason: str, by: User) -> Amendment:
        """Write on it."""
        return actions.write(
            change=self.draft, row=row, reason=reason, by=by, at=timezone.now()
        )  # fmt: skip


class ListView(snippets.IndexView):
    """What is in force."""

    @cached_property
    def columns(self) -> list[Any]:
        """Leave out the boxes for acts on many rows at once: there are none."""
        return list(super().columns[1:])


class ChangingViewSet(snippets.SnippetViewSet):
    """Rows that two persons change: listed as they are in force, with whether a change waits."""

    copy_view_enabled = False
    index_view_class = ListView
    add_view_class = WriteView
    edit_view_class = ChangeView

    @property
    def permission_policy(self) -> KeptPolicy:
        """Say who may do what."""
        return KeptPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Give every row, marked."""
        return queries.marked(self.model._default_manager.all())

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the draft of a change."""
        draft = self.construct_view(DraftView, **self.get_add_view_kwargs())
        return [*super().get_urlpatterns(), path("borrador/<uuid:change>/", draft, name="draft")]


def draft_url(change: Amendment) -> str:
    """Give where a draft is written on."""
    name = f"wagtailsnippets_complaints_{change.kind}:draft"
    return reverse(name, args=[change.pk])
