"""One way to open a form of the workplace, so that nothing typed is ever lost.

form = open_form(request, EpisodeForm, name="episode", about=survivor.pk, initial=known,
                 version=str(episode.updated_at))
if request.method == "POST" and form.is_valid():
    ...
    let_go(request, name="episode", about=survivor.pk)

Template: `{% error_summary form %}`, then `<form method="post" novalidate{% keeps form %}>`.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.access.gates import principal_of
from casework.identity import vault

from . import actions, conflicts, merging, queries
from .merging import OVERWRITE
from .tickets import FIELD, BadTicket, Ticket, read

Kept = TypeVar("Kept", bound=forms.BaseForm)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the page prints beside a form that is kept (config/components/keeping.py).

    ticket: the hidden field's value. recovered: when the text that came back was written.
    """

    form_id: str
    ticket: str
    save: str
    discard: str
    recovered: datetime | None = None
    conflict: conflicts.Conflict | None = None
    fields: Mapping[str, list[str]] = field(default_factory=dict)


def open_form(
    request: HttpRequest,
    form_class: type[Kept],
    *,
    name: str,
    about: UUID | None,
    initial: dict[str, Any] | None = None,
    version: str = "",
    survivor: UUID | None = None,
    **options: Any,
) -> Kept:
    """Give the form: bound when it was sent, else filled with the kept draft over `initial`.

    name: code of the form. about: the record it is about. version: changes whenever somebody
    saves that record; a form sent with an older one is told, and nobody's words are lost.
    initial: what is there now, when sent too. survivor: whose file it belongs to, where the
    address does not say so.
    """
    ticket = _ticket(request, name, about, version, survivor)
    if request.method == "POST":
        form = form_class(request.POST, request.FILES or None, initial=initial, **options)
        _receive(request, form, ticket)
    else:
        form = form_class(initial=initial, **options)
        _recover(request, form, ticket)
    return form


def keep_all(
    request: HttpRequest, made: Mapping[str, forms.BaseForm], *, about: UUID,
    survivor: UUID, path: str,
) -> None:  # fmt: skip
    """Keep several forms of one page, by draft name: one query brings all their drafts back.

    For forms that add something (no version): each is made already, the sent one bound. path:
    the page they stand on, which is not where they are sent.
    """
    by = principal_of(request)
    waiting = [name for name, form in made.items() if not form.is_bound]
    drafts = queries.kept_of(waiting, about=about, by=by)
    for name, form in made.items():
        ticket = replace(_ticket(request, name, about, "", survivor), path=path)
        if name in drafts:
            _put_back(form, ticket, drafts[name])
        else:
            _show(form, ticket)


def begin(request: HttpRequest, form: forms.BaseForm, *, name: str, about: UUID | None) -> None:
    """Keep an unsent form from now on, without bringing back what was left before.

    For a form that comes with words of its own, which an older draft may not touch: it could be
    about another woman.
    """
    _show(form, _ticket(request, name, about, "", None))


def beside(form: Any, other: forms.BaseForm) -> None:
    """Fill a second, unsent form of the same page from the draft that came back with the first."""
    if form.keeping.fields and not other.is_bound:
        merging.put_back(other, form.keeping.fields)


def let_go(request: HttpRequest, *, name: str, about: UUID | None) -> None:
    """Forget the draft: what it held was saved."""
    by, at = principal_of(request), timezone.now()
    actions.let_go(name=name, about=about, by=by, at=at)
    for ticket, conflict in getattr(request, "replaced_words", ()):
        if ticket.name == name and conflict.owner:
            actions.keep_replaced(
                ticket=ticket,
                rows=[(label, theirs) for label, theirs, _mine in conflict.rows],
                heading=str(request.POST.get(merging.HEADING, "")),
                owner=conflict.owner,
                by=by,
                at=at,
            )


def _ticket(
    request: HttpRequest, name: str, about: UUID | None, version: str, survivor: UUID | None
) -> Ticket:
    match = request.resolver_match
    hers = survivor or (match.kwargs.get("survivor_id") if match else None)
    return Ticket(
        operator=str(principal_of(request).operator_id),
        name=name,
        about=str(about or ""),
        survivor=str(hers or ""),
        version=version,
        path=request.path,
        opened=time.time(),
    )


def _recover(request: HttpRequest, form: forms.BaseForm, ticket: Ticket) -> None:
    """Put back what she had typed; it keeps the version it was begun with."""
    about = ticket.about_id
    draft = queries.kept(name=ticket.name, about=about, by=principal_of(request))
    if draft is None:
        _show(form, ticket)
        return
    _put_back(form, ticket, draft)


def _put_back(form: forms.BaseForm, ticket: Ticket, draft: queries.Kept) -> None:
    merging.put_back(form, draft.body["fields"])
    _show(form, ticket.as_of(draft.version), recovered=draft.at, fields=draft.body["fields"])


def _receive(request: HttpRequest, form: forms.BaseForm, ticket: Ticket) -> None:
    """Compare the version a sent form was begun with; say so when somebody saved meanwhile."""
    try:
        sent = read(request.POST.get(FIELD, ""), operator_id=principal_of(request).operator_id)
    except BadTicket:
        _show(form, ticket)  # begun before it was kept, or by somebody else in this browser
        return
    overtaken = sent.name == ticket.name and sent.version != ticket.version
    rows = merging.differences(form) if overtaken else []
    if not rows:
        _show(form, ticket)
        return
    by = principal_of(request)
    conflict = conflicts.found(rows, ticket=sent, version=ticket.version, by=by)
    if request.POST.get(OVERWRITE) == ticket.version:
        replaced = getattr(request, "replaced_words", [])
        request.replaced_words = [*replaced, (ticket, conflict)]  # type: ignore[attr-defined]
        _show(form, ticket)
        return
    _keep(request, form, sent)
    form.add_error(None, _("Somebody else saved this form while you were writing."))
    _show(form, sent, conflict=conflict)


def _keep(request: HttpRequest, form: forms.BaseForm, ticket: Ticket) -> None:
    """Keep the words of whoever came second, whatever she chooses."""
    fields = merging.keepable(form, request.POST)
    heading = str(request.POST.get(merging.HEADING, ""))
    by, at = principal_of(request), timezone.now()
    try:
        actions.keep(ticket=ticket.anew(), fields=fields, heading=heading, by=by, at=at)
    except (actions.TooLarge, vault.KeyUnavailable, vault.KeyDestroyed):
        return  # it is still on the page


def _show(form: Any, ticket: Ticket, **more: Any) -> None:
    form.keeping = Keeping(
        form_id=f"kept-{ticket.name}",
        ticket=ticket.seal(),
        save=reverse("drafts:save"),
        discard=reverse("drafts:discard"),
        **more,
    )
