"""Reads of consent: what she decided, what waits for her, what she signed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from casework.sharing.reserve import offered
from casework.survivors.models import Survivor
from casework.territory.listed import kept

from .record_models import ConsentConfirmation, ConsentDecision, ConsentRecord, Kind, Lack
from .rules import Decided, in_force
from .text_models import ConsentItem, ConsentText, Stage

FIRST_LANGUAGE = "es"


def decisions_of(survivor_id: UUID, *, until: datetime) -> Iterator[Decided]:
    """Give her decisions up to a moment, oldest first."""
    rows = ConsentDecision.objects.filter(survivor_id=survivor_id, at__lte=until)
    rows = rows.select_related("record").annotate(brought=brought_for("record"))
    for row in rows.order_by("at", "id"):
        lacks = row.record.lacks(row.brought)
        yield Decided(
            purpose=row.purpose_id,
            recipient=row.recipient_id,
            given=row.given,
            at=row.at,
            awaits_confirmation=Lack.PRIVATE in lacks,
            lacks_proof=bool({Lack.SCAN, Lack.PROOF} & set(lacks)),
        )


def brought_for(record: str) -> ArraySubquery:
    """Give the kinds of what a record lacked and was brought, as one value of another query."""
    return ArraySubquery(ConsentConfirmation.objects.filter(record=OuterRef(record)).values("what"))


def asked_pairs() -> dict[tuple[str, str], None]:
    """Give each purpose and recipient class that a text in force asks about, in order."""
    asked = ConsentItem.objects.filter(text__in=texts_in_force())
    return dict.fromkeys((item.purpose_id, item.recipient_id) for item in kept(asked))


def texts_in_force() -> QuerySet[ConsentText]:
    """Give the texts in force in the reader's language."""
    language = (get_language() or FIRST_LANGUAGE).split("-")[0]
    return ConsentText.objects.filter(stage=Stage.APPROVED, language=language)


def text_in_force(code: str) -> ConsentText | None:
    """Give one text in force: in the reader's language, else in Spanish, else none."""
    found = ConsentText.objects.filter(stage=Stage.APPROVED, code=code)
    return texts_in_force().filter(code=code).first() or found.filter(language="es").first()


def required_texts() -> QuerySet[ConsentText]:
    """Give the texts every woman attended is asked, by series, in Spanish."""
    texts = ConsentText.objects.filter(stage=Stage.APPROVED, required=True)
    return texts.filter(language=FIRST_LANGUAGE).order_by("code")


def waiting_for(
    survivor: Survivor, answered: Iterable[ConsentRecord] | None = None
) -> Iterator[ConsentText]:
    """Give the texts she has not answered in the version in force, as they were within a minute.

    answered: what she signed, where the reader has it.
    """
    signed = signed_by(survivor.pk) if answered is None else answered
    versions = {(one.text.code, one.text.version) for one in signed if one.kind == Kind.DECISION}
    texts = kept(required_texts().prefetch_related("items__purpose"))
    asked = [one for one in texts if (one.code, one.version) not in versions]
    items = [item for text in asked for item in text.items.all()]
    left = {item.pk for item in offered(items, survivor, timezone.localdate())}
    return (one for one in asked if any(item.pk in left for item in one.items.all()))


def signed_by(survivor_id: UUID) -> QuerySet[ConsentRecord]:
    """Give what she signed, newest first."""
    found: QuerySet[ConsentRecord] = (
        ConsentRecord.objects.filter(survivor_id=survivor_id)
        .select_related("text", "attachment")
        .order_by("-at")
    )
    return found


def said_already(
    survivor_id: UUID, text: ConsentText, answers: Mapping[int, bool | None]
) -> ConsentRecord | None:
    """Give her newest record when it says just this: the same text, the same answers."""
    newest = signed_by(survivor_id).first()
    if newest is None or newest.kind != Kind.DECISION or newest.text_id != text.pk:
        return None
    rows = newest.decisions.values_list("purpose_id", "recipient_id", "given")
    items = [item for item in text.items.all() if item.pk in answers]
    wanted = {(item.purpose_id, item.recipient_id, answers[item.pk]) for item in items}
    return newest if set(rows) == wanted else None


def still_given(record: ConsentRecord) -> list[ConsentDecision]:
    """Give the decisions of one record that are still a yes: not taken back by a later one."""
    return still_among(record, list(decisions_in(record)))


def decisions_in(record: ConsentRecord) -> QuerySet[ConsentDecision]:
    """Give the decisions of one record, in the order they were asked."""
    rows: QuerySet[ConsentDecision] = record.decisions.select_related("purpose", "recipient")
    return rows.order_by("purpose__order", "recipient__order")


def still_among(record: ConsentRecord, rows: Iterable[ConsentDecision]) -> list[ConsentDecision]:
    """Give those of a record's decisions that are still a yes."""
    now = in_force(decisions_of(record.survivor_id, until=timezone.now()))
    latest = {pair for pair, decided in now.items() if decided.given and decided.at == record.at}
    return [row for row in rows if row.given and (row.purpose_id, row.recipient_id) in latest]
