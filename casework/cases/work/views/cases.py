"""The case list: filtered by codes, saved filters, and several cases given to somebody at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from casework.access.gates import Refused, staff_may
from casework.access.levels import Level, Right
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.cases.models import Case
from casework.cases.refusals import CaseRefused
from casework.identity import vault
from casework.survivors.views.getters import staff_of
from casework.territory.validity import chilean_day

from .. import bulk_actions, case_queries, reviewing
from ..filters import Filter
from ..forms import FilterForm, SaveFilterForm, ToWhomForm
from ..names import team_of
from .day import page_number

UNDO = "work_given"  # the last bulk assignment of this session, by ids


@staff_may(Right.OPEN_CASES)
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """Show the cases of one's centres that fit, the most urgent first."""
    return _page(request, SaveFilterForm())


def _page(request: HttpRequest, save: SaveFilterForm, *, status: int = 200) -> HttpResponse:
    by, at = staff_of(request), timezone.now()
    asked = Filter.of(request.GET if request.method == "GET" else request.POST)
    team = team_of(by.case_centres, chilean_day(at))
    page = case_queries.page_of(asked, by, at, page_number(request))
    vault.unlock({case.survivor.key_id for case in page.cases})
    record(Verb.READ_LIST, by=by.actor, at=at)
    context: dict[str, Any] = {
        "asked": asked,
        "codes": asked.codes(),
        "form": FilterForm(asked.codes(), team=team),
        "page": page,
        "query": f"{asked.address}&" if asked.address else "",
        "lines": [case_queries.line_of(case, team, at) for case in page.cases],
        "saved": [(one, Filter.of(one.query).address) for one in case_queries.saved_filters(by)],
        "save": save,
        "give": ToWhomForm(team=team) if is_head(request) else None,
        "given": len(request.session.get(UNDO, [])),
    }
    return render(request, "work/cases.html", context, status=status)


def is_head(request: HttpRequest) -> bool:
    """Say whether the asker heads a centre: who gives cases to others."""
    return any(held.level == Level.N5 for held in staff_of(request).assignments)


@staff_may(Right.OPEN_CASES)
@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep what is asked for under a name."""
    form = SaveFilterForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    asked = Filter.of(request.POST)
    bulk_actions.save_filter(
        name=form.cleaned_data["name"], query=asked.codes(), by=staff_of(request)
    )
    messages.success(request, _("The filter is saved."))
    return _back(asked)


@staff_may(Right.OPEN_CASES)
@require_POST
def forget_filter(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    """Remove a saved filter; somebody else's is not there and stays."""
    bulk_actions.forget_filter(filter_id=filter_id, by=staff_of(request))
    return redirect("work:cases")


@staff_may(Right.REPORT_TEAM)
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the ticked cases to somebody of the centre."""
    by, at = staff_of(request), timezone.now()
    asked = Filter.of(request.POST)
    form = ToWhomForm(request.POST, team=team_of(by.case_centres, chilean_day(at)))
    chosen = _ids(request.POST.getlist("case"))
    if not form.is_valid() or not chosen:
        messages.error(request, _("Tick the cases and choose to whom they go."))
        return _back(asked)
    return _give(request, chosen, form.operator_id, asked, at)


def _give(
    request: HttpRequest, chosen: list[UUID], to: UUID, asked: Filter, at: datetime
) -> HttpResponse:
    try:
        changed = bulk_actions.assign(case_ids=chosen, to=to, by=staff_of(request), at=at)
    except CaseRefused as refusal:
        raise Refused(str(refusal.words), "not-here") from None
    request.session[UNDO] = [[str(case), str(who or "")] for case, who in changed]
    words = ngettext("%(n)d case was given.", "%(n)d cases were given.", len(changed))
    messages.success(request, words % {"n": len(changed)})
    return _back(asked)


@staff_may(Right.REPORT_TEAM)
@require_POST
def give_back(request: HttpRequest) -> HttpResponse:
    """Undo the last assignment of this session."""
    kept = request.session.pop(UNDO, [])
    changed = [(UUID(case), UUID(who) if who else None) for case, who in kept]
    n = bulk_actions.give_back(changed=changed, by=staff_of(request), at=timezone.now())
    words = ngettext("%(n)d case went back.", "%(n)d cases went back.", n)
    messages.success(request, words % {"n": n})
    return redirect("work:cases")


def _ids(given: list[str]) -> list[UUID]:
    found = []
    for text in given:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _back(asked: Filter) -> HttpResponse:
    return redirect(f"{reverse('work:cases')}?{asked.address}".rstrip("?"))


@staff_may(Right.OPEN_CASES)
@require_POST
def review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for a case of hers to be looked at by the protocol in force."""
    by, at = staff_of(request), timezone.now()
    found = Case.objects.changeable_by(by).select_related("survivor")
    case = get_object_or_404(found, pk=case_id)
    asked = reviewing.ask_again(case=case, by=by, at=at)
    if asked:
        messages.success(request, _("Asked. Whoever has the case in charge finds it in her day."))
        return redirect("work:task", asked[0].pk)
    messages.info(request, _("This case is worked by no protocol in force, or it is closed."))
    return redirect("cases:case", case.survivor_id, case.pk)
