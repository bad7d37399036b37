"""An administrator announces editions, changes them and cancels them."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.territory.validity import chilean_day

from .. import editions as actions
from .. import queries, undoing
from ..edition_models import Edition
from ..forms import EditionForm, NewEditionForm
from ..places import places
from ..refusals import NotNow
from .getters import managed_edition, tried

A_PAGE = 20


@staff_may(Right.MANAGE_OPERATORS)
@require_GET
def editions(request: HttpRequest) -> HttpResponse:
    """List the editions, the latest first, with their places."""
    rows = queries.managed_by(principal_of(request))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("pagina"))
    counts = places([one.pk for one in page])
    context = {
        "page": page, "rows": [(one, counts[one.pk]) for one in page],
        "day": chilean_day(timezone.now()), "courses": queries.latest_versions(),
    }  # fmt: skip
    return render(request, "portal/training/editions.html", context)


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Announce an edition of the newest version of a course."""
    versions = queries.latest_versions()
    form = NewEditionForm(request.POST or None, versions=versions)
    if not form.looks and form.is_valid():
        made = actions.announce(
            version=form.cleaned_data["version"], facts=form.facts(),
            teachers=form.cleaned_data["people"], by=principal_of(request), at=timezone.now(),
        )  # fmt: skip
        return redirect("training:edition", made.pk)
    return _form(request, form, None)


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, edition: UUID) -> HttpResponse:
    """Change when, where and for how many."""
    found = managed_edition(request, edition)
    before = {name: getattr(found, name) for name in actions.Facts.__dataclass_fields__}
    form = EditionForm(request.POST or None, initial=before)
    if not form.looks and form.is_valid():
        named: dict[str, Any] = {"by": principal_of(request), "at": timezone.now()}
        try:
            actions.change(
                edition=found, facts=form.facts(), teachers=form.cleaned_data["people"], **named
            )
        except NotNow as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("training:edition", edition)
    return _form(request, form, found)


def _form(request: HttpRequest, form: EditionForm, edition: Edition | None) -> HttpResponse:
    status = 422 if request.method == "POST" and not form.looks else 200
    context = {
        "form": form, "edition": edition,
        "teachers": edition.teachers.select_related("user") if edition else [],
        "keeps": list(undoing.reasons(edition, timezone.now())) if edition else [],
    }  # fmt: skip
    return render(request, "portal/training/edition_form.html", context, status=status)


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def cancel(request: HttpRequest, edition: UUID) -> HttpResponse:
    """Cancel an edition."""
    found, by = managed_edition(request, edition), principal_of(request)
    tried(
        request, lambda: actions.cancel(edition=found, by=by, at=timezone.now()),
        _("The edition was cancelled. Its people see it."),
    )  # fmt: skip
    return redirect("training:edition", edition)


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def delete(request: HttpRequest, edition: UUID) -> HttpResponse:
    """Delete an edition nothing rests on; else say why not, where it can be cancelled."""
    found, by = managed_edition(request, edition), principal_of(request)
    gone = tried(
        request, lambda: undoing.delete(edition=found, by=by, at=timezone.now()),
        _("The edition was deleted."),
    )  # fmt: skip
    return redirect("training:editions") if gone else redirect("training:change-edition", edition)
