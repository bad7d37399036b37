"""Filing a request: one way for every channel, from every visit, about every RUN (law 1.1, 1.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from casework.access.principals import Anonymous, Principal, Staff
from casework.documents import store
from casework.documents.models import SealedDocument
from casework.documents.uploads import CleanFile
from casework.identity.documents import IdentityDocument
from casework.identity.lookup import document_digest, run_digest
from casework.identity.records import new_id
from casework.identity.run import Run

from . import events, port, rules
from .choices import Delivery, Filer, IdentityLevel, What
from .keys import filing_with, new_key
from .models import RequestFile, RightsRequest
from .numbers import new_number
from .queries import earlier, earlier_seen
from .receipts import seal_receipt

TRIES = 5


@dataclass(frozen=True, slots=True)
class Proxy:
    """Somebody who asks for her: name and document as shown, what they are to her."""

    name: str
    document: str = ""
    relation: str = ""
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """What is asked, by whom, about whom.

    run or document: of the person the data are about; survivor_id instead, by her team or herself.
    wanted: what a fulfiller needs (codes), sealed. files: (kind of paper, cleaned file).
    about_contact: it changes how she is reached. alone: a worker spoke with her alone.
    first_filed_at: when another institution received it; the clock never begins anew (DP-08).
    insists: she knows that she asked for the same and wants it twice. apart: it is about something
    else than what she asked before (another datum), and has its own clock.
    """

    right: str
    name: str
    run: Run | None = None
    document: IdentityDocument | None = None
    survivor_id: UUID | None = None
    wording: str = ""
    wanted: Mapping[str, object] = field(default_factory=dict)
    delivery: str = Delivery.IN_PERSON
    answer_address: str = ""
    filer: str = Filer.HERSELF
    proxy: Proxy | None = None
    files: Sequence[tuple[str, CleanFile]] = ()
    about_contact: bool = False
    alone: bool = False
    insists: bool = False
    apart: bool = False
    first_filed_at: datetime | None = None
    language: str = "es"


@dataclass(frozen=True, slots=True)
class Filed:
    """What whoever files is told. number and due_at: of the request, or of the earlier same one.

    again: the same was asked before and is being answered; nothing new was opened. receipt: the
    sealed paper, None while it waits for the seal (or with `again`); paper: its PDF, to be handed
    over now: whoever files cannot open it afterwards.
    """

    number: str
    due_at: datetime
    again: bool = False
    receipt: SealedDocument | None = None
    request_id: UUID | None = None
    paper: bytes = b""


@transaction.atomic
def file(
    *, intake: Intake, channel: str, identity: str, by: Principal, at: datetime,
    centre_id: int | None = None,
) -> Filed:  # fmt: skip
    """File a request and give its number, its deadline and its sealed receipt (law DP-01 to DP-04).

    by: who types: nobody (a visit that is not open), herself, or a worker; centre_id: where the
    worker received it. The regime is fixed here by `REGIMEN_21719_DESDE`. The database finds whose
    the RUN is and tells nobody: the same steps and answer for all (AB06, AB31).
    """
    before = None if _never_same(intake, identity, by) else earlier(intake, by)
    if before is not None:
        return Filed(before.number, before.due_at, again=True)
    request = RightsRequest(
        id=new_id(), key_id=new_key(), number=new_number(), channel=channel,
        filed_at=intake.first_filed_at or at,
        identity_level=identity, received_centre_id=centre_id, neutral=isinstance(by, Anonymous),
        received_by=by.operator_id if isinstance(by, Staff) else None,
    )  # fmt: skip
    _describe(request, intake)
    _name(request, intake)
    if intake.insists:
        request.insists_on = earlier_seen(intake, by)
    with filing_with(request.key_id, request.pk):
        _save(request)
        events.note(request, What.FILED, by=by, at=at)
        _keep_papers(request, intake.files, by, at)
        port.tell(port.Change(request, "", request.state, by, at))
        receipt = seal_receipt(request, by=by.actor, at=at)
        paper = store.open(receipt.stored).getvalue() if receipt else b""
    return Filed(request.number, request.due_at, False, receipt, request.pk, paper)


def _never_same(intake: Intake, identity: str, by: Principal) -> bool:
    """Say whether what was asked before makes no difference.

    To somebody a worker cannot tell from anybody else, by telephone, nothing is said of it.
    """
    unknown = isinstance(by, Staff) and identity == IdentityLevel.NONE
    return intake.insists or intake.apart or unknown


def _describe(request: RightsRequest, intake: Intake) -> None:
    """Write down what is asked and, from it, its law, its clock and where it begins."""
    at = request.filed_at
    case = rules.Circumstances(
        intake.right, intake.filer, request.identity_level, intake.about_contact, intake.alone
    )
    request.right, request.filer, request.language = intake.right, intake.filer, intake.language
    request.about_contact, request.alone = intake.about_contact, intake.alone
    request.delivery, request.lacks = intake.delivery, list(rules.missing(_facts(intake)))
    request.regime = rules.regime_at(at, settings.REGIMEN_21719_DESDE)
    request.due_at = rules.due_at(request.right, request.regime, at)
    request.route_by, request.state = rules.route_by(at), rules.first_state(case)
    if rules.must_be_held(case):
        request.hold_until = rules.hold_until(at, request.due_at)


def _name(request: RightsRequest, intake: Intake) -> None:
    """Write down who it is about and who asks: sealed, with digests to match them by."""
    request.survivor_id = intake.survivor_id
    request.run_digest = run_digest(intake.run) if intake.run else None
    request.document_digest = document_digest(intake.document) if intake.document else None
    request.asker_name = intake.name
    request.asker_document = _shown(intake)
    request.wording, request.wanted = intake.wording, dict(intake.wanted)
    request.answer_address = intake.answer_address
    proxy = intake.proxy
    if proxy is not None:
        request.proxy_name, request.proxy_document = proxy.name, proxy.document
        request.proxy_relation = proxy.relation
        request.proxy_digest = run_digest(proxy.run) if proxy.run else None


def _shown(intake: Intake) -> str:
    if intake.run is not None:
        return str(intake.run)
    return intake.document.value if intake.document else ""


def _facts(intake: Intake) -> rules.Facts:
    power = any(kind == "power" for kind, _file in intake.files)
    return rules.Facts(intake.right, intake.filer, intake.wording, power)


def _save(request: RightsRequest) -> None:
    """Save under a number nobody has; whoever files cannot look, so it tries."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                request.save(force_insert=True)
            return
        except IntegrityError:
            if not left:
                raise
            request.number = new_number()


def _keep_papers(
    request: RightsRequest, files: Sequence[tuple[str, CleanFile]], by: Principal, at: datetime
) -> None:
    """Keep what came with it, sealed with the request's own key."""
    for kind, clean in files:
        stored = store.put(
            clean.data, key_id=request.key_id, name=clean.name, content_type=clean.content_type,
            scanned=clean.scanned, follows=False,
        )  # fmt: skip
        RequestFile(
            request=request, kind=kind, stored_file=stored, at=at,
            added_by=by.operator_id if isinstance(by, Staff) else None,
        ).save(force_insert=True)  # fmt: skip
