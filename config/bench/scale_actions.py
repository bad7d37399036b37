"""Writing invented women fast: a block in a few statements, with one event for it.

Every row is what a real registration leaves: sealed by the model's own fields with the woman's
own key, found by the same digests and tokens, given her centres by the same triggers. Only the
statements are fewer. Nothing here is for real people: their acts are logged one by one.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from casework.audit.actors import SYSTEM
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.identity.key_ports import KEY_BYTES, key_port
from casework.identity.models import DataKey, KeyOwner
from casework.identity.records import new_id
from casework.survivors.models import Attention, Door, SafeContact, Survivor
from casework.survivors.rules import contact_valid_until
from casework.territory.validity import chilean_day
from consent.record_models import ConsentDecision, ConsentRecord, Form

from .bulk import copy
from .lives import write_lives
from .places import Ground, Place
from .women import Woman, when


@transaction.atomic
def write_block(women: Sequence[Woman], *, block: int, ground: Ground, at: datetime) -> None:
    """Write a block of women and all that belongs to them, and log it. Needs the system role."""
    survivors = [_survivor(woman, ground, at) for woman in women]
    copy([_key(survivor) for survivor in survivors])
    vault.unlock(survivor.key_id for survivor in survivors)
    copy(survivors)
    pairs = list(zip(women, survivors, strict=True))
    copy(Door(survivor=her, key_id=her.key_id, mode=woman.mode) for woman, her in pairs)
    copy(row for woman, her in pairs for row in _attentions(woman, her, ground))
    copy(_contact(woman, her, at) for woman, her in pairs if woman.contact)
    records = [(woman, _record(woman, her, ground)) for woman, her in pairs if woman.decided]
    copy(kept for _woman, kept in records)
    copy(row for woman, kept in records for row in _decisions(woman, kept, ground))
    write_lives(pairs, ground, at)
    target, detail = Target("synthetic_block", str(block)), {"women": len(women)}
    record(Verb.REGISTERED, by=SYSTEM, at=at, target=target, detail=detail)


def _survivor(woman: Woman, ground: Ground, at: datetime) -> Survivor:
    numbers = [woman.centre] + [n for n in (woman.second_centre,) if n is not None]
    made: Survivor = Survivor(
        **woman.identity.fields(),
        key_id=new_id(),
        centre_ids=[ground.places[number].centre_id for number in numbers],
        registered_by=_place(woman, ground).operator_id,
        created_at=when(woman, at),
    )
    return made


def _key(survivor: Survivor) -> DataKey:
    """Make her own key, wrapped as `vault.new_key` does."""
    port = key_port()
    kek_id, owner = port.current(), KeyOwner.SURVIVOR
    wrapped = port.wrap(
        secrets.token_bytes(KEY_BYTES),
        kek_id=kek_id,
        context=vault.wrapping_context(survivor.key_id, owner),
    )
    return DataKey(
        id=survivor.key_id,
        owner=owner,
        survivor_id=survivor.pk,
        centre_ids=survivor.centre_ids,
        kek_id=kek_id,
        wrapped=wrapped,
    )


def _attentions(woman: Woman, survivor: Survivor, ground: Ground) -> Iterable[Attention]:
    visits = [(woman.centre, Attention.Kind.REGISTERED)]
    if woman.second_centre is not None:
        visits.append((woman.second_centre, Attention.Kind.OPENED))
    for number, kind in visits:
        place = ground.places[number]
        yield Attention(
            survivor=survivor,
            key_id=survivor.key_id,
            centre_id=place.centre_id,
            at=survivor.created_at,
            kind=kind,
            purpose="attention",
            operator_id=place.operator_id,
        )


def _contact(woman: Woman, survivor: Survivor, at: datetime) -> SafeContact:
    contact, recorded_by = woman.contact, survivor.registered_by
    assert contact is not None and recorded_by is not None
    return SafeContact(
        survivor=survivor,
        key_id=survivor.key_id,
        recorded_by=recorded_by,
        valid_until=contact_valid_until(chilean_day(at)),
        **{name: getattr(contact, name) for name in type(contact).__slots__},
    )


def _record(woman: Woman, survivor: Survivor, ground: Ground) -> ConsentRecord:
    """Her answers with a worker at her side. No sealed copy: it would be 60 kB for each woman."""
    identity = woman.identity
    name = f"{identity.given_names} {identity.first_surname} {identity.second_surname}"
    return ConsentRecord(
        survivor=survivor,
        key_id=survivor.key_id,
        text_id=ground.text_id,
        form=Form.BUTTON,
        signer_name=name,
        signer_document=str(identity.run or ""),
        signed_on=chilean_day(survivor.created_at),
        at=survivor.created_at,
        assisted_by=survivor.registered_by,
    )


def _decisions(woman: Woman, kept: ConsentRecord, ground: Ground) -> Iterable[ConsentDecision]:
    for purpose, recipient in ground.items:
        yield ConsentDecision(
            survivor_id=kept.survivor_id,
            key_id=kept.key_id,
            record=kept,
            purpose_id=purpose,
            recipient_id=recipient,
            given=woman.chance.random() < 0.7,
            at=kept.at,
        )


def _place(woman: Woman, ground: Ground) -> Place:
    return ground.places[woman.centre]
