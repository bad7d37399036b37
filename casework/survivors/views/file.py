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
from casework.audit.queries import ledger_of
from casework.drafts.keeping import let_go, open_form

from .. import actions, queries, rules, tabs
from ..forms import ContactForm, IdentityForm, RelatedForm
from .getters import changeable, file_of, page, staff_of


@reads_cases
@require_GET
def file(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """The first tab: identification, with what is missing on top."""
    survivor = file_of(request, survivor_id)
    contact, door = queries.contact_of(survivor), queries.door_of(survivor)
    state = queries.state_of(survivor, contact=contact, door=door)
    context = page(
        request,
        survivor,
        "survivors:file",
        missing=list(rules.missing(state, timezone.localdate())),
        pending=tabs.pending_of(survivor),
        related=queries.related_to(survivor),
        contact=contact,
        door=door,
    )
    return render(request, "survivors/file.html", context)


@reads_cases
@require_GET
def trajectory(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Where she has been attended, and who has opened her file."""
    survivor = file_of(request, survivor_id)
    context = page(
        request,
        survivor,
        "survivors:trajectory",
        attentions=queries.attentions_of(survivor),
        ledger=ledger_of(survivor.pk, limit=100),
    )
    return render(request, "survivors/trajectory.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Correct who she is; the form comes filled with what is known."""
    survivor = changeable(request, survivor_id)
    form = open_form(
        request,
        IdentityForm,
        name="identity",
        about=survivor.pk,
        initial=IdentityForm.initial_of(survivor),
        version=str(survivor.updated_at),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_identity(
                survivor=survivor,
                identity=form.identity(),
                by=staff_of(request),
                at=timezone.now(),
            )
        except actions.AlreadyRegistered:
            words = _("Another record has this document. Ask whether they are the same person.")
            form.add_error("run" if form.cleaned_data["run"] else "document_value", words)
        else:
            return _saved(request, survivor_id, "identity")
    status = 422 if form.is_bound else 200
    context = page(request, survivor, "survivors:file", form=form)
    return render(request, "survivors/identity.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Agree on the safe way to reach her; the earlier one ends."""
    survivor = changeable(request, survivor_id)
    known = queries.contact_of(survivor)
    names = ContactForm.base_fields
    initial = {name: getattr(known, name) for name in names} if known else None
    form = open_form(
        request,
        ContactForm,
        name="contact",
        about=survivor.pk,
        initial=initial,
        version=str(known.pk) if known else "",
    )
    if request.method == "POST" and form.is_valid():
        actions.agree_contact(
            survivor=survivor, contact=form.contact(), by=staff_of(request), at=timezone.now()
        )
        return _saved(request, survivor_id, "contact")
    status = 422 if form.is_bound else 200
    context = page(request, survivor, "survivors:file", form=form)
    return render(request, "survivors/contact.html", context, status=status)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def related(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Add somebody close to her."""
    survivor = changeable(request, survivor_id)
    form = open_form(request, RelatedForm, name="related", about=survivor.pk)
    if request.method == "POST" and form.is_valid():
        actions.add_related(
            survivor=survivor, by=staff_of(request), at=timezone.now(), **form.cleaned_data
        )
        return _saved(request, survivor_id, "related")
    status = 422 if form.is_bound else 200
    context = page(request, survivor, "survivors:file", form=form)
    return render(request, "survivors/related.html", context, status=status)


def _saved(request: HttpRequest, survivor_id: UUID, name: str) -> HttpResponse:
    let_go(request, name=name, about=survivor_id)
    messages.success(request, _("Saved."))
    return redirect("survivors:file", survivor_id)
