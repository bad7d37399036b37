"""Writes of drafts. They are no part of her file, so no line of the log is written for them:
what is saved in the end is logged by the action that saves it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from casework.access.principals import Staff
from casework.identity import vault
from casework.identity.models import DataKey, KeyOwner

from .models import Draft
from .tickets import Ticket

KEPT_FOR = timedelta(days=14)
LARGEST = 200_000  # characters of one form


class TooLarge(Exception):
    """More than a form holds."""


@transaction.atomic
def keep(
    *, ticket: Ticket, fields: Mapping[str, Iterable[str]], heading: str, by: Staff, at: datetime
) -> Draft | None:
    """Keep what was typed so far. Gives None for a page whose words were saved meanwhile.

    fields: each field's values, as sent. heading: what the page calls the form.
    Raises TooLarge; vault.KeyDestroyed or KeyUnavailable when her key cannot be used.
    """
    values = {name: list(sent) for name, sent in fields.items()}
    if sum(len(text) for sent in values.values() for text in sent) > LARGEST:
        raise TooLarge
    found = Draft.objects.visible_to(by).select_for_update().filter(kind=Draft.Kind.DRAFT)
    draft = found.filter(name=ticket.name, about=ticket.about_id).first()
    if draft and draft.body is None and draft.updated_at >= ticket.opened_at:
        return None
    draft = draft or Draft(
        operator_id=by.operator_id, name=ticket.name, about=ticket.about_id, key_id=_key(ticket)
    )
    draft.body = {"fields": values, "heading": heading[:120]}
    draft.version, draft.path, draft.updated_at = ticket.version, ticket.path, at
    draft.save()
    return draft


def _key(ticket: Ticket) -> UUID:
    """Her key where it speaks of her; else one of the institution's."""
    wanted = ticket.survivor_id or ticket.about_id
    if wanted:
        hers = DataKey.objects.filter(owner=KeyOwner.SURVIVOR, survivor_id=wanted).first()
        if hers:
            return hers.pk
    if ticket.survivor_id:
        raise vault.KeyUnavailable("No such key for who asks.")
    return vault.new_key(owner=KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])


def let_go(*, name: str, about: UUID | None, by: Staff, at: datetime) -> None:
    """Forget a draft: what it held was saved, or she does not want it."""
    kept = Draft.objects.visible_to(by).filter(kind=Draft.Kind.DRAFT, name=name, about=about)
    kept.update(body=None, updated_at=at)


@transaction.atomic
def keep_replaced(
    *,
    ticket: Ticket,
    rows: Iterable[tuple[str, str]],
    heading: str,
    owner: UUID,
    by: Staff,
    at: datetime,
) -> None:
    """Keep for `owner` the words of hers that `by` has just replaced. rows: label and text."""
    Draft.objects.bulk_create(  # no RETURNING: who gives it may not read it
        [
            Draft(
                operator_id=owner,
                kind=Draft.Kind.REPLACED,
                name=ticket.name,
                about=ticket.about_id,
                key_id=_key(ticket),
                body={"rows": [list(row) for row in rows], "heading": heading},
                path=ticket.path,
                given_by=by.operator_id,
                updated_at=at,
            )
        ]
    )


@transaction.atomic
def dismiss(*, draft_id: UUID, by: Staff, at: datetime) -> None:
    """Forget one kept text, from the list."""
    Draft.objects.visible_to(by).filter(pk=draft_id).update(body=None, updated_at=at)


def expire(*, at: datetime) -> int:
    """Remove what was left for two weeks; give how many. For the unattended command."""
    gone: Any = Draft.objects.filter(updated_at__lt=at - KEPT_FOR)
    return int(gone.delete()[0])
