"""Reads of consent: what she decided, what waits for her, what she signed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from casework.sharing.reserve import offered
from casework.survivors.models import Survivor

from .record_models import ConsentDecision, ConsentRecord, Kind, Lack
from .rules import Decided, in_force
from .text_models import ConsentText, Stage

FIRST_LANGUAGE = "es"


def decisions_of(survivor_id: UUID, *, until: datetime) -> Iterator[Decided]:
    """Give her decisions up to a moment, oldest first."""
    rows = ConsentDecision.objects.filter(survivor_id=survivor_id, at__lte=until)
    rows = rows.select_related("record").prefetch_related("record__confirmations")
    for row in rows.order_by("at", "id"):
        lacks = row.record.lacks()
        yield Decided(
            purpose=row.purpose_id,
            recipient=row.recipient_id,
            given=row.given,
            at=row.at,
            awaits_confirmation=Lack.PRIVATE in lacks,
            lacks_proof=bool({Lack.SCAN, Lack.PROOF} & set(lacks)),
        )


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


def waiting_for(survivor: Survivor) -> Iterator[ConsentText]:
    """Give the texts she has not answered in the version in force."""
    answered = set(
        ConsentRecord.objects.filter(survivor=survivor, kind=Kind.DECISION).values_list(
            "text__code", "text__version"
        )
    )
    for text in required_texts():
        asked = (text.code, text.version) not in answered
        items = text.items.select_related("purpose") if asked else ()
        if offered(items, survivor, timezone.localdate()):
            yield text


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
    now = in_force(decisions_of(record.survivor_id, until=timezone.now()))
    given = record.decisions.filter(given=True).select_related("purpose", "recipient")
    latest = {pair for pair, decided in now.items() if decided.given and decided.at == record.at}
    return [row for row in given if (row.purpose_id, row.recipient_id) in latest]
