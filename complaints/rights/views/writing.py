"""Writing a request down for somebody: at the counter, on paper, by telephone (DP-08, DP-10)."""

import base64
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.documents.neutral import download_name
from casework.documents.store import StoreFull
from casework.drafts.keeping import let_go, open_form
from casework.survivors.models import Survivor
from casework.survivors.queries import display_name
from casework.survivors.views.getters import changeable

from .. import heir_actions
from ..choices import IdentityLevel
from ..filing import Filed, Intake, file
from ..forms import IntakeForm, PersonForm, WishForm

NAME, PERSON = "rights-intake", "rights-person"


@staff_may(Right.OPEN_CASES, Right.ANSWER_REQUESTS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down a request about whoever holds a RUN or a passport, registered or not.

    The answer is the same for both: a number, a deadline and a receipt (AB05, AB31).
    """
    form = open_form(request, IntakeForm, name=NAME, about=None)
    person = open_form(request, PersonForm, name=PERSON, about=None)
    if request.method == "POST" and all([form.is_valid(), person.is_valid()]):
        data = person.cleaned_data
        intake = form.intake(name=data["name"], run=data["run"], document=person.document)
        filed = _filed(request, form, intake)
        if filed is not None:
            let_go(request, name=PERSON, about=None)
            return _receipt(request, filed)
    return _page(request, form, person=person, back=reverse("rights:queue"))


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new_for(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Write down a request of a woman attended here: nothing known is asked again."""
    survivor = changeable(request, survivor_id)
    form = open_form(request, IntakeForm, name=NAME, about=survivor.pk, age=_age(survivor))
    if request.method == "POST" and form.is_valid():
        filed = _filed(request, form, form.intake(
            name=_name(survivor), survivor_id=survivor.pk), about=survivor.pk)  # fmt: skip
        if filed is not None:
            return _receipt(request, filed)
    back = reverse("rights:hers", args=[survivor.pk])
    return _page(request, form, survivor=survivor, name=_name(survivor), back=back)


def _name(survivor: Survivor) -> str:
    """Give her name as papers have it; the one she goes by when she told no other."""
    parts = (survivor.given_names, survivor.first_surname, survivor.second_surname)
    return " ".join(part for part in parts if part) or display_name(survivor)


def _age(survivor: Survivor) -> int | None:
    born = survivor.birth_date
    if born is None:
        return None
    today = timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _filed(
    request: HttpRequest, form: IntakeForm, intake: Intake, *, about: UUID | None = None
) -> Filed | None:
    by = principal_of(request)
    try:
        filed = file(
            intake=intake, channel=form.cleaned_data["channel"],
            identity=form.cleaned_data["identity"] or IdentityLevel.NONE, by=by,
            at=timezone.now(), centre_id=_centre(by),
        )  # fmt: skip
    except StoreFull as full:
        form.add_error(None, str(full.words))
        return None
    if filed.again:
        form.add_error("insists", _(
            "The same was asked before and is being answered: number %(number)s. Tell her so. If "
            "she wants it twice, tick this.") % {"number": filed.number})  # fmt: skip
        return None
    let_go(request, name=NAME, about=about)
    return filed


def _centre(by: Staff) -> int | None:
    return min(by.case_centres, default=None)


def _receipt(request: HttpRequest, filed: Filed) -> HttpResponse:
    """Show the number and the receipt, to be handed over; for every RUN the same page."""
    packed = base64.b64encode(filed.paper).decode()
    context = {"filed": filed, "packed": packed, "file_name": download_name()}
    return render(request, "rights/filed.html", context)


def _page(request: HttpRequest, form: IntakeForm, **more: object) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "rights/new.html", {"form": form, **more}, status=status)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def wish(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Ask her once whether her heirs may ask; she changes it whenever she wants (law DP-12)."""
    survivor, by = changeable(request, survivor_id), principal_of(request)
    now = heir_actions.wish_of(survivor)
    known = {} if now is None else {"allowed": "yes" if now.allowed else "no"}
    form = open_form(request, WishForm, name="rights-wish", about=survivor.pk, initial=known)
    if request.method == "POST" and form.is_valid():
        allowed = form.cleaned_data["allowed"] == "yes"
        heir_actions.say(survivor=survivor, allowed=allowed, by=by, at=timezone.now())
        let_go(request, name="rights-wish", about=survivor.pk)
        messages.success(request, _("Saved. She can change it whenever she wants."))
        return redirect("rights:hers", survivor.pk)
    context = {"form": form, "survivor": survivor, "name": _name(survivor)}
    return render(request, "rights/wish.html", context, status=422 if form.is_bound else 200)
