"""Pages about nobody in particular: the queue and its switch, the three texts, what to say."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import Refused, any_staff, staff_may
from casework.access.levels import Right
from casework.audit.log import record
from casework.audit.verbs import Verb
from casework.survivors.views.getters import staff_of

from .. import queries, stops, text_actions
from ..forms import TextForm
from ..models import SLOTS
from ..scripts import SCRIPTS


@staff_may(Right.OPEN_CASES, Right.EDIT_RULES)
@require_GET
def centre(request: HttpRequest) -> HttpResponse:
    """The latest messages of one's centres, and the switch that stops all of them."""
    by = staff_of(request)
    if by.case_centres:
        record(Verb.READ_LIST, by=by.actor, at=timezone.now())
    context = {
        "lines": queries.lines(by) if by.case_centres else [],
        "switches": queries.switches(by),
        "edits": by.may(Right.EDIT_RULES),
    }
    return render(request, "messages/centre.html", context)


@staff_may(Right.REPORT_TEAM, Right.EDIT_RULES)
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Stop or allow all messages of a centre, or of the country: by head or administrator."""
    asked = request.POST.get("centre", "")
    centre_id = int(asked) if asked.isdigit() else None
    act = stops.resume if "resume" in request.POST else stops.pause
    try:
        act(centre_id=centre_id, by=staff_of(request), at=timezone.now())
    except stops.NotYours:
        raise Refused(_("Only its head, or an administrator, decides this."), "not-yours") from None
    messages.success(request, _("Done. It counts from now on."))
    return redirect("messages:centre")


@staff_may(Right.EDIT_RULES)
@require_GET
def texts(request: HttpRequest) -> HttpResponse:
    """The three texts in force."""
    return render(request, "messages/texts.html", {"texts": queries.texts()})


@staff_may(Right.EDIT_RULES)
@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, slot: int) -> HttpResponse:
    """Publish other words in one of the three places."""
    if slot not in SLOTS:
        raise Http404
    now = next((one.words for one in queries.texts() if one.slot == slot), "")
    form = TextForm(request.POST or None, initial={"words": now})
    if request.method == "POST" and form.is_valid():
        text_actions.publish_text(
            slot=slot, words=form.cleaned_data["words"], by=staff_of(request), at=timezone.now()
        )
        messages.success(request, _("Published."))
        return redirect("messages:texts")
    status = 422 if form.is_bound else 200
    return render(request, "messages/text.html", {"form": form, "slot": slot}, status=status)


@any_staff
@require_GET
def scripts(request: HttpRequest) -> HttpResponse:
    """What to say in the moments that put a woman in danger."""
    return render(request, "messages/scripts.html", {"scripts": SCRIPTS.values()})


@any_staff
@require_GET
def script(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them, to read while talking and to print."""
    if slug not in SCRIPTS:
        raise Http404
    return render(request, "messages/script.html", {"script": SCRIPTS[slug]})
