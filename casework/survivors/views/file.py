"""Her file: who she is, what is missing, how to reach her, who is close, where she has been."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from casework.access.gates import reads_cases, staff_may
from casework.access.levels import Right
from casework.drafts.keeping import let_go, open_form

from .. import actions, masking, queries, rules
from ..duplicates.clashes import clashes_of
from ..forms import ContactForm
from ..reaching import when
from ..registry import queries as known
from ..registry.forms import CorrectionForm
from ..registry.identification import RESERVED
from .finding import not_here
from .getters import changeable, file_of, page, staff_of


@reads_cases
@require_GET
def file(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """The first tab: who she is, what is known of her life, who is close, what is missing."""
    survivor, today = file_of(request, survivor_id), timezone.localdate()
    door, glance = queries.door_of(survivor), known.glance(survivor)
    state = queries.state_of(survivor, contact_until=glance.contact_until, door=door)
    data, people = known.current_data(survivor), queries.household_of(survivor)
    if masking.hides(survivor.pk, staff_of(request)):
        data = {code: row for code, row in data.items() if code not in RESERVED}
    parts = known.parts(data, today)
    context = page(
        request, survivor, "survivors:file",
        missing=list(rules.missing(state, today)),
        related=[one for one in people if one.person.ended_at is None],
        taken_off=[one for one in people if one.person.ended_at is not None],
        identity=known.identity_shown(survivor, data, today), parts=parts,
        unasked=[one for part in parts for one in part.unasked if one.needed],
        age=rules.age_on(survivor.birth_date, today) if survivor.birth_date else None,
        glance=glance, door=door,
        clashes=clashes_of(survivor, staff_of(request), today) if glance.joined else [],
    )  # fmt: skip
    return render(request, "survivors/file.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Correct who she is; the form comes filled with what is known."""
    survivor = changeable(request, survivor_id)
    form = open_form(
        request, CorrectionForm, name="identity", about=survivor.pk,
        version=str(survivor.updated_at), initial=CorrectionForm.initial_of(survivor),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_identity(
                survivor=survivor,
                identity=form.identity(),
                by=staff_of(request),
                at=timezone.now(),
                told=form.told(),
            )
        except actions.NotHere:
            if wait := not_here(request, form):
                return wait
        else:
            let_go(request, name="identity", about=survivor.pk)
            return _saved(request, survivor_id)
    status = 422 if form.is_bound else 200
    context = page(request, survivor, "survivors:file", form=form)
    return render(request, "survivors/identity.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Agree on the safe way to reach her; the earlier one ends."""
    survivor = changeable(request, survivor_id)
    agreed = queries.contact_of(survivor)
    names = ContactForm.base_fields
    initial = {name: getattr(agreed, name) for name in names} if agreed else None
    form = open_form(
        request, ContactForm, name="contact", about=survivor.pk, initial=initial,
        version=str(agreed.pk if agreed else ""),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        actions.agree_contact(
            survivor=survivor, contact=form.contact(), by=staff_of(request), at=timezone.now()
        )
        let_go(request, name="contact", about=survivor.pk)
        return _saved(request, survivor_id)
    status = 422 if form.is_bound else 200
    context = page(
        request, survivor, "survivors:file", form=form,
        when=when(agreed, timezone.now()) if agreed else "",
    )  # fmt: skip
    return render(request, "survivors/contact.html", context, status=status)


def _saved(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("survivors:file", survivor_id)
