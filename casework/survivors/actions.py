"""Writes on her record: register, correct, agree a safe contact, name who is close, attend."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection, transaction

from casework.access.models import Operator
from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.lookup import document_digest, name_tokens, phone_digest, run_digest
from casework.identity.run import Run
from casework.territory.validity import chilean_day

from . import arrivals, contact_hooks, timeline
from .choices import Channel
from .doings import Doing, done
from .duplicates.actions import suspect
from .household.actions import add_related
from .models import Attention, Door, SafeContact, Survivor
from .registry.actions import HERSELF, Told, note_identity
from .registry.identification import FIELDS, value_of
from .rules import contact_valid_until

__all__ = [
    "AlreadyRegistered",
    "Contact",
    "Identity",
    "NotHere",
    "NotYourCentre",
    "WorksHere",
    "add_related",
    "agree_contact",
    "correct_identity",
    "known",
    "open_attention",
    "register",
]


class NotHere(Exception):
    """She cannot be registered by this worker; why is nobody's to read on the screen (DP-44)."""


class AlreadyRegistered(NotHere):
    """Somebody holds this RUN or document already; register nothing twice."""


class WorksHere(NotHere):
    """The RUN is that of an operator."""


class NotYourCentre(Exception):
    """The operator has no open assignment in that centre."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who she is, as far as she says. Only `working_name` is needed."""

    working_name: str
    given_names: str = ""
    first_surname: str = ""
    second_surname: str = ""
    social_name: str = ""
    run: Run | None = None
    document: IdentityDocument | None = None
    birth_date: date | None = None
    comuna_code: str = ""
    entry_route: str = ""

    def fields(self) -> dict[str, object]:
        """Give the values of her record's columns."""
        document = self.document
        return {
            "working_name": self.working_name,
            "given_names": self.given_names,
            "first_surname": self.first_surname,
            "second_surname": self.second_surname,
            "social_name": self.social_name,
            "run": str(self.run or ""),
            "run_digest": run_digest(self.run) if self.run else None,
            "document_type": self._document_type(),
            "document_country": document.country if document else "",
            "document_value": document.value if document else "",
            "document_digest": document_digest(document) if document else None,
            "birth_date": self.birth_date,
            "birth_year": self.birth_date.year if self.birth_date else None,
            "comuna_id": self.comuna_code or None,
            "entry_route": self.entry_route,
            "name_tokens": name_tokens(
                self.working_name,
                self.given_names,
                self.first_surname,
                self.second_surname,
                self.social_name,
            ),
        }

    def _document_type(self) -> str:
        if self.run:
            return DocumentType.RUN
        return self.document.type if self.document else DocumentType.NONE


@dataclass(frozen=True, slots=True)
class Contact:
    """A safe way of reaching her, in her words."""

    channel: str
    value: str = ""
    from_hour: time | None = None
    to_hour: time | None = None
    weekdays: tuple[int, ...] = ()
    note: str = ""
    words_to_say: str = ""
    words_to_avoid: str = ""
    voicemail: bool = False


@transaction.atomic
def register(
    *, identity: Identity, contact: Contact | None, centre_id: int, by: Staff, at: datetime,
    told: Told = HERSELF,
) -> Survivor:  # fmt: skip
    """Open her record in one centre, with its key, its door (closed) and its first attention.

    Raises NotYourCentre, AlreadyRegistered when the RUN or document is known anywhere in the
    country: the answer then is to open an attention, not a second record; WorksHere when it is
    that of an operator, whom only a head of centre registers.
    """
    if centre_id not in by.case_centres:
        raise NotYourCentre
    if known(identity):
        raise AlreadyRegistered
    if centre_id not in by.heads and works_here(identity):
        raise WorksHere
    survivor = Survivor(
        **identity.fields(), centre_ids=[centre_id], registered_by=by.operator_id, created_at=at
    )
    survivor.key_id = vault.new_key(
        owner=vault.KeyOwner.SURVIVOR, survivor_id=survivor.id, centre_ids=[centre_id]
    )
    survivor.save(force_insert=True)
    Door.objects.create(survivor=survivor, key_id=survivor.key_id, changed_by=by.operator_id)
    _attend(survivor, centre_id, Attention.Kind.REGISTERED, by=by, at=at)
    note_identity(
        survivor=survivor, codes=set(FIELDS), by=by, at=at, told=told, centre_id=centre_id
    )
    if contact:
        agree_contact(survivor=survivor, contact=contact, by=by, at=at)
    suspect(survivor=survivor, at=at)
    _log(Verb.REGISTERED, survivor, by, at)
    return survivor


def works_here(identity: Identity) -> bool:
    """Say whether the RUN is that of an operator: her colleagues do not open her file."""
    if identity.run is None:
        return False
    digest = run_digest(identity.run)
    return bool(Operator.objects.filter(run_digest=digest, active=True).exists())


def known(identity: Identity) -> bool:
    """Say whether the RUN or document is registered anywhere, and nothing more."""
    digests = [
        run_digest(identity.run) if identity.run else None,
        document_digest(identity.document) if identity.document else None,
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_is_registered(%s, %s)", digests)
        row = cursor.fetchone()
    return bool(row and row[0])


@transaction.atomic
def correct_identity(
    *, survivor: Survivor, identity: Identity, by: Staff, at: datetime, told: Told = HERSELF
) -> Survivor:
    """Write her identification anew, with where what changed comes from.

    Raises AlreadyRegistered as `register` does.
    """
    before = {code: value_of(survivor, code) for code in FIELDS}
    values = identity.fields()
    changed = {
        name for name in ("run_digest", "document_digest") if values[name] != _bytes(survivor, name)
    }
    if changed and known(_only_changed(identity, changed)):
        raise AlreadyRegistered
    for name, value in values.items():
        setattr(survivor, name, value)
    survivor.save()
    written = {code for code in FIELDS if value_of(survivor, code) != before[code]}
    note_identity(survivor=survivor, codes=written, by=by, at=at, told=told)
    if written:
        suspect(survivor=survivor, at=at)
    _log(Verb.CHANGED, survivor, by, at)
    done(survivor, Doing.IDENTITY, by=by, at=at)
    return survivor


def _bytes(survivor: Survivor, name: str) -> bytes | None:
    value = getattr(survivor, name)
    return None if value is None else bytes(value)


def _only_changed(identity: Identity, changed: set[str]) -> Identity:
    return Identity(
        working_name=identity.working_name,
        run=identity.run if "run_digest" in changed else None,
        document=identity.document if "document_digest" in changed else None,
    )


@transaction.atomic
def agree_contact(*, survivor: Survivor, contact: Contact, by: Staff, at: datetime) -> SafeContact:
    """Write the safe contact she agreed to; the earlier one ends. Valid for 90 days."""
    SafeContact.objects.filter(survivor=survivor, ended_at=None).update(ended_at=at)
    fields = {name: getattr(contact, name) for name in Contact.__slots__}
    fields["weekdays"] = sorted(contact.weekdays)
    if contact.channel in {Channel.IN_PERSON, Channel.NOBODY}:
        fields["value"] = ""
    agreed = SafeContact.objects.create(
        survivor=survivor,
        key_id=survivor.key_id,
        recorded_by=by.operator_id,
        created_at=at,
        valid_until=contact_valid_until(chilean_day(at)),
        value_digest=phone_digest(contact.value) if fields["value"] else None,
        **fields,
    )
    _log(Verb.CONTACT_AGREED, survivor, by, at)
    contact_hooks.tell_agreed(agreed, by, at)
    return agreed


@transaction.atomic
def open_attention(
    *, survivor_id: UUID, centre_id: int, purpose: str, by: Staff, at: datetime
) -> Survivor:
    """Begin attending, in one's own centre, a woman registered elsewhere (design 4.2).

    The database adds the centre to her record and refuses any centre that is not the asker's.
    Raises NotYourCentre.
    """
    if centre_id not in by.case_centres:
        raise NotYourCentre
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_attend(%s, %s)", [survivor_id, centre_id])
    survivor: Survivor = Survivor.objects.get(pk=survivor_id)
    _attend(survivor, centre_id, Attention.Kind.OPENED, purpose=purpose, by=by, at=at)
    _log(Verb.ATTENTION_OPENED, survivor, by, at)
    return survivor


def _attend(
    survivor: Survivor, centre_id: int, kind: str, *, by: Staff, at: datetime, purpose: str = ""
) -> None:
    attention = Attention.objects.create(
        survivor=survivor,
        key_id=survivor.key_id,
        centre_id=centre_id,
        at=at,
        kind=kind,
        purpose=purpose,
        operator_id=by.operator_id,
    )
    timeline.note(
        survivor, timeline.Kind.CONTACT, kind, target=("attention", attention.pk), by=by, at=at,
        centre_id=centre_id,
    )  # fmt: skip
    arrivals.arrived(survivor, centre_id, by=by, at=at)


def _log(verb: Verb, survivor: Survivor, by: Staff, at: datetime) -> None:
    target = Target("survivor", str(survivor.pk))
    record(verb, by=by.actor, at=at, target=target, subject=survivor.pk)
