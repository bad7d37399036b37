"""The tab "Riesgo": her results beside the episodes, and the form of a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import Refused, reads_cases, staff_may
from casework.access.levels import Right
from casework.attachments.models import Attachment
from casework.drafts.keeping import let_go, open_form
from casework.survivors import timeline_queries
from casework.survivors.models import Survivor
from casework.survivors.versions import general_of
from casework.survivors.views.getters import changeable, file_of, page, staff_of

from . import actions, drawing, queries
from .forms import ResultForm, SlipForm

TAB = "risk:history"
FORM, SLIP = "risk-result", "risk-slip"


@reads_cases
@require_GET
def history(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Where she stands, what is proposed, and how it went over time."""
    survivor, by, at = file_of(request, survivor_id), staff_of(request), timezone.now()
    lines = queries.history(survivor, by=by, at=at)
    episodes = timeline_queries.episodes_of(survivor)
    context = page(
        request,
        survivor,
        TAB,
        lines=lines,
        hers=general_of(line.result for line in lines),
        offer=queries.offer_of(lines[0].result, at) if lines else None,
        drawing=drawing.draw([line.result for line in lines], episodes, at),
        episodes=episodes,
    )
    return render(request, "risk/history.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Write a result down."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    documents = Attachment.objects.visible_to(by).filter(survivor=survivor).order_by("-filed_at")
    now = timezone.localtime()
    form = open_form(
        request, ResultForm, name=FORM, about=survivor.pk, documents=documents,
        initial={"on": now.date(), "hour": now.time().replace(second=0, microsecond=0)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _recorded(request, form, survivor):
        let_go(request, name=FORM, about=survivor.pk)
        messages.success(request, _("The result is in her file, and its clock runs."))
        return redirect(TAB, survivor_id)
    context = page(request, survivor, TAB, form=form)
    return render(request, "risk/record.html", context, status=422 if form.is_bound else 200)


def _recorded(request: HttpRequest, form: ResultForm, survivor: Survivor) -> bool:
    try:
        actions.record_result(
            survivor=survivor, finding=form.finding(), by=staff_of(request), at=timezone.now()
        )
    except actions.NotTaken as refused:
        form.add_error(refused.problem.field, str(refused.problem.words))
        return False
    return True


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, survivor_id: UUID, result_id: UUID) -> HttpResponse:
    """Take back a result that one's own centre wrote by mistake."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    result = queries.result_of(survivor, result_id, by=by)
    if result is None:
        raise Http404
    form = open_form(request, SlipForm, name=SLIP, about=result.pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back(
                result=result, reason=form.cleaned_data["reason"], by=by, at=timezone.now()
            )
        except actions.NotTaken as refused:
            form.add_error("reason", str(refused.problem.words))
        except actions.TakenBack:
            raise Refused(_("Somebody took this result back already."), "state") from None
        else:
            let_go(request, name=SLIP, about=result.pk)
            messages.success(request, _("The result was taken back."))
            return redirect(TAB, survivor_id)
    context = page(request, survivor, TAB, form=form, result=result)
    return render(request, "risk/take_back.html", context, status=422 if form.is_bound else 200)
