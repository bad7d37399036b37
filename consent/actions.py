"""Writes of consent: decide, change her mind, file a paper. Each seals a record into her file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.access.principals import Staff, SurvivorPrincipal
from casework.attachments.actions import file_document
from casework.attachments.models import Attachment
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.documents import actions as documents
from casework.sharing.queries import Sent, sent
from casework.sharing.reserve import offered
from casework.survivors.barring import is_barred_as_written
from casework.survivors.doings import Doing, done
from casework.survivors.models import RelatedPerson, Survivor

from . import lines, paper
from .record_models import ConsentDecision, ConsentRecord, Form, Kind, Power, Signer
from .rules import NOT_HERS_TO_WAIVE, Answer, may_sign, unanswered
from .text_models import ConsentItem, ConsentText, Stage

Signatory = Staff | SurvivorPrincipal
Choices = Sequence[tuple[ConsentItem, bool]]


class ConsentRefused(Exception):
    """The act is not possible; `answer.reason` says why in words for the screen."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.reason))
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, how, and with what proof (report II.7, functions 2 to 5)."""

    form: str
    name: str
    document: str = ""
    signed_on: date | None = None
    representative: RelatedPerson | None = None
    power: str = ""
    power_proof: Attachment | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    awaits_confirmation: bool = False
    paper: Attachment | None = None
    paper_place: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of hers: about whom, signed how, done by whom, when."""

    survivor: Survivor
    text: ConsentText
    signature: Signature
    by: Signatory
    at: datetime

    @property
    def day(self) -> date:
        """The date of the signature."""
        return self.signature.signed_on or timezone.localdate(self.at)


@transaction.atomic
def decide(
    *,
    survivor: Survivor,
    text: ConsentText,
    answers: Mapping[int, bool | None],
    signature: Signature,
    by: Signatory,
    at: datetime,
) -> ConsentRecord:
    """Record her decisions on one text and file the sealed record (law DP-20 to DP-24).

    answers: item's key to yes or no; every item needs one. Raises ConsentRefused when the
    text is not in force, a question is open, or the signer may not sign. What was
    signed on paper is its own record: nothing is printed in its place.
    """
    act = Act(survivor, text, signature, by, at)
    items = offered(text.items.select_related("purpose", "recipient"), survivor, act.day)
    _check(act, items, answers)
    choices = [(item, bool(answers[item.pk])) for item in items]
    on_paper = signature.form == Form.PAPER
    attachment = signature.paper if on_paper else _seal_decision(act, choices)
    record_ = _keep(act, Kind.DECISION, attachment)
    _decide(act, record_, [(item.purpose_id, item.recipient_id, given) for item, given in choices])
    _log(_verb(signature, choices), record_, by)
    # Whatever she answered, it is done; alone with ClaveUnica only, once confirmed in private.
    if isinstance(by, Staff) or not signature.awaits_confirmation:
        done(survivor, Doing.CONSENT, by=by, at=at)
    return record_


@transaction.atomic
def withdraw(
    *,
    survivor: Survivor,
    record_: ConsentRecord,
    pairs: Sequence[tuple[str, str]],
    signature: Signature,
    by: Signatory,
    at: datetime,
) -> ConsentRecord:
    """Take back what she had agreed to, at once and without a reason (law DP-23, DP-26).

    pairs: (purpose code, recipient code) to stop. The earlier sealed record then answers
    "withdrawn"; the receipt tells where data had already gone.
    """
    act = Act(survivor, record_.text, signature, by, at)
    gone = [_gone(line) for line in sent(survivor.pk, pairs)]
    lines = [_line(record_.text, purpose, recipient) for purpose, recipient in pairs]
    page = paper.receipt_page(lines, gone, _signed(act), _proof(act))
    attachment = _file(act, page, paper.RECEIPT_TITLE, Attachment.Kind.WITHDRAWAL)
    change = _keep(act, Kind.WITHDRAWAL, attachment)
    _decide(act, change, [(purpose, recipient, False) for purpose, recipient in pairs])
    if record_.attachment and record_.attachment.sealed_document:
        documents.withdraw(document=record_.attachment.sealed_document, by=by.actor, at=at)
    _log(Verb.CONSENT_WITHDRAWN, change, by)
    return change


def _check(act: Act, items: Sequence[ConsentItem], answers: Mapping[int, bool | None]) -> None:
    if act.text.stage != Stage.APPROVED:
        raise ConsentRefused(Answer(False, _("This text is no longer in force. Read the new one.")))
    if unanswered([item.pk for item in items], answers):
        raise ConsentRefused(Answer(False, _("Answer every question with yes or no.")))
    if not items:
        raise ConsentRefused(NOT_HERS_TO_WAIVE)
    signer = act.signature.representative
    answer = may_sign(
        birth_date=act.survivor.birth_date,
        day=act.day,
        by_representative=signer is not None,
        power=act.signature.power,
        representative_is_aggressor=signer is not None and _is_aggressor(act, signer),
    )
    if not answer.allowed:
        raise ConsentRefused(answer)


def _is_aggressor(act: Act, signer: RelatedPerson) -> bool:
    """Named so among those close to her, or by the document written now (law DP-44)."""
    return signer.is_aggressor or is_barred_as_written(act.survivor.pk, act.signature.document)


def _seal_decision(act: Act, choices: Choices) -> Attachment:
    proof = {**_proof(act), _("Fingerprint of the text"): act.text.fingerprint}
    page = paper.record_page(act.text, choices, _signed(act), proof)
    return _file(act, page, paper.RECORD_TITLE, Attachment.Kind.SIGNED_RECORD)


def _file(act: Act, page: Mapping[str, object], title: str, kind: str) -> Attachment:
    survivor, by = act.survivor, act.by.actor
    document = documents.issue(
        template=paper.TEMPLATE,
        context=page,
        title=title,
        kind=kind,
        key_id=survivor.key_id,
        survivor_id=survivor.pk,
        centre_ids=survivor.centre_ids,
        language=act.text.language,
        by=by,
        at=act.at,
    )
    return file_document(
        survivor=survivor, stored=document.stored, sealed=document, kind=kind, by=by, at=act.at
    )


def _signed(act: Act) -> dict[str, str]:
    signature = act.signature
    lines = {
        _("Name"): signature.name,
        _("Document"): signature.document,
        _("Date"): f"{act.day:%d-%m-%Y}",
    }
    if signature.representative:
        lines[_("Signs on her behalf by")] = str(Power(signature.power).label)
    return {label: value for label, value in lines.items() if value}


def _proof(act: Act) -> dict[str, str]:
    return {
        _("How it was signed"): str(Form(act.signature.form).label),
        _("Time"): paper.moment(act.at),
        **act.signature.evidence,
    }


def _keep(act: Act, kind: str, attachment: Attachment | None) -> ConsentRecord:
    signature, represented = act.signature, act.signature.representative is not None
    kept: ConsentRecord = ConsentRecord.objects.create(
        survivor=act.survivor,
        key_id=act.survivor.key_id,
        text=act.text,
        kind=kind,
        form=signature.form,
        signer=Signer.REPRESENTATIVE if represented else Signer.HERSELF,
        representative=signature.representative,
        power=signature.power if represented else "",
        power_proof=signature.power_proof,
        signer_name=signature.name,
        signer_document=signature.document,
        signed_on=act.day,
        at=act.at,
        assisted_by=act.by.operator_id if isinstance(act.by, Staff) else None,
        paper_place=signature.paper_place,
        evidence={**signature.evidence, "text": act.text.fingerprint},
        awaits_confirmation=signature.awaits_confirmation,
        attachment=attachment,
    )
    return kept


def _decide(act: Act, record_: ConsentRecord, pairs: Sequence[tuple[str, str, bool]]) -> None:
    lines.write(
        record_, [given for *_, given in pairs], by=act.by if isinstance(act.by, Staff) else None
    )
    for purpose, recipient, given in pairs:
        ConsentDecision.objects.create(
            survivor=record_.survivor,
            key_id=record_.key_id,
            record=record_,
            purpose_id=purpose,
            recipient_id=recipient,
            given=given,
            at=record_.at,
        )


def _gone(line: Sent) -> str:
    return f"{line.institution}, {timezone.localtime(line.at):%d-%m-%Y}"


def _line(text: ConsentText, purpose: str, recipient: str) -> str:
    found = text.items.filter(purpose=purpose, recipient=recipient).first()
    return found.question if found else f"{purpose} · {recipient}"


def _verb(signature: Signature, choices: Choices) -> Verb:
    if signature.form == Form.PAPER:
        return Verb.CONSENT_ON_PAPER
    return Verb.CONSENT_GIVEN if any(given for _item, given in choices) else Verb.CONSENT_REFUSED


def _log(verb: Verb, record_: ConsentRecord, by: Signatory) -> None:
    detail = {"text": record_.text.code, "version": record_.text.version}
    target = Target("consent", str(record_.pk))
    subject: UUID = record_.survivor_id
    record(verb, by=by.actor, at=record_.at, target=target, subject=subject, detail=detail)
