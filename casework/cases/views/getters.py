"""Small getters: no case comes out unless this operator may see it, none changes elsewhere."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.access.gates import Refused
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.views.getters import file_of, page, staff_of

from .. import queries
from ..forms import CaseForm
from ..models import Case
from ..refusals import CaseRefused

TAB = "cases:history"


def case_page(
    request: HttpRequest, survivor_id: UUID, case_id: UUID, *, with_rows: bool = False
) -> tuple[Survivor, Case]:
    """Give her record and the case, to read. Raises Http404."""
    survivor = file_of(request, survivor_id)
    case = queries.case_of(survivor, case_id, by=staff_of(request), with_rows=with_rows)
    if case is None:
        raise Http404
    return survivor, case


def case_to_change(request: HttpRequest, survivor_id: UUID, case_id: UUID) -> Case:
    """Give the case, to write in it. Raises Http404; Refused where it is another centre's."""
    _survivor, case = case_page(request, survivor_id, case_id)
    if not mine(request, case):
        raise Refused(_("You may read this case, not write in it."), "read-only")
    return case


def mine(request: HttpRequest, case: Case) -> bool:
    """Say whether the case is of a centre the asker works in: a grant only lets read."""
    return case.centre_id in staff_of(request).case_centres


def asked(
    request: HttpRequest,
    case: Case,
    form_class: type[CaseForm],
    *,
    name: str,
    act: Callable[[dict[str, Any]], object],
    about: UUID | None = None,
    done: str | Promise = "",
    version: str = "",
    context: dict[str, Any] | None = None,
    **options: Any,
) -> HttpResponse:
    """Show a form of a case and do what it asks; what cannot be done is said beside it.

    name: code of the form, for its draft. act: takes the clean data; what it raises as
    CaseRefused is told in its words, and nothing typed is lost.
    """
    about = about or case.pk
    form = open_form(request, form_class, name=name, about=about, version=version, **options)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except CaseRefused as refused:
            form.add_error(None, str(refused.words))
        else:
            let_go(request, name=name, about=about)
            messages.success(request, str(done or _("Saved.")))
            return redirect("cases:case", case.survivor_id, case.pk)
    status = 422 if form.is_bound else 200
    shown = page(request, case.survivor, TAB, case=case, form=form, **(context or {}))
    return render(request, "cases/form.html", shown, status=status)
