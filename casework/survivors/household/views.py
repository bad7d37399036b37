"""Who lives with her and who is in her care: named, corrected, taken off, brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form

from ..models import RelatedPerson, Survivor
from ..views.getters import changeable, page, staff_of
from . import actions
from .forms import RelatedForm

NAME = "related"


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def related(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Add somebody close to her."""
    survivor = changeable(request, survivor_id)
    form = open_form(request, RelatedForm, name=NAME, about=survivor.pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_related(
                survivor=survivor, by=staff_of(request), at=timezone.now(), **form.person()
            )
        except actions.Impossible as problem:
            form.tell(problem)
        else:
            return _saved(request, survivor, survivor.pk)
    return _page(request, survivor, form, None)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, survivor_id: UUID, person_id: UUID) -> HttpResponse:
    """Correct what is known of somebody close to her."""
    survivor = changeable(request, survivor_id)
    who = _person(request, survivor, person_id)
    home = {True: "yes", False: "no", None: ""}[who.lives_with_her]
    form = open_form(
        request, RelatedForm, name=NAME, about=who.pk,
        initial={"relation": who.relation, "name": who.name, "birth_year": who.birth_year,
                 "in_her_care": who.in_her_care, "is_aggressor": who.is_aggressor,
                 "lives_with_her": home},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_related(
                person=who, by=staff_of(request), at=timezone.now(), **form.person()
            )
        except actions.Impossible as problem:
            form.tell(problem)
        else:
            return _saved(request, survivor, who.pk)
    return _page(request, survivor, form, who)


@staff_may(Right.OPEN_CASES)
@require_POST
def end(request: HttpRequest, survivor_id: UUID, person_id: UUID) -> HttpResponse:
    """Take somebody off the list; the message offers to undo it. `undo` brings back."""
    survivor = changeable(request, survivor_id)
    who, undo = _person(request, survivor, person_id), "undo" in request.POST
    act = actions.restore_related if undo else actions.end_related
    act(person=who, by=staff_of(request), at=timezone.now())
    words = _("Done. The person is on the list again.") if undo else _("Taken off the list.")
    messages.success(request, words)
    return redirect("survivors:file", survivor.pk)


def _person(request: HttpRequest, survivor: Survivor, person_id: UUID) -> RelatedPerson:
    mine = RelatedPerson.objects.changeable_by(staff_of(request)).filter(survivor=survivor)
    found: RelatedPerson | None = mine.select_related("survivor").filter(pk=person_id).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, survivor: Survivor, form: RelatedForm, who: RelatedPerson | None
) -> HttpResponse:
    context = page(request, survivor, "survivors:file", form=form, person=who)
    return render(request, "survivors/related.html", context, status=422 if form.is_bound else 200)


def _saved(request: HttpRequest, survivor: Survivor, about: UUID) -> HttpResponse:
    let_go(request, name=NAME, about=about)
    messages.success(request, _("Saved."))
    return redirect("survivors:file", survivor.pk)
