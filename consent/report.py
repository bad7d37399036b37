"""Who has not answered, whose answer is incomplete, who close to her has not agreed (DP-28, DP-29).

Everything is asked of the database at once: one question for the counts, one for a page of the
list, however many women there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Principal
from casework.survivors.models import RelatedPerson, Survivor
from casework.survivors.queries import Line, lines

from .queries import required_texts
from .record_models import (
    ConsentConfirmation,
    ConsentRecord,
    Form,
    Kind,
    Lack,
    RelatedAnswer,
    Signer,
)
from .text_models import ConsentText

PAGE = 25
LABELS: Mapping[str, str | Promise] = {
    "missing": _("has not answered"),
    "outdated": _("answered an earlier version"),
    "no_scan": _("paper without its scan"),
    "no_proof": _("signed by somebody else, without proof"),
    "unconfirmed": _("to be confirmed in private"),
    "related": _("somebody close has not agreed"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A woman of the report, and what is pending with her."""

    line: Line
    problems: list[str | Promise]


def women(by: Principal, *, centre_id: int | None = None) -> "QuerySet[Survivor]":
    """Give the women the asker attends, each with a yes or no for every problem."""
    rows: QuerySet[Survivor] = Survivor.objects.changeable_by(by)
    if centre_id is not None:
        rows = rows.filter(centre_ids__contains=[centre_id])
    texts = list(required_texts())
    return rows.annotate(
        missing=_any([~_answered(text) for text in texts]),
        outdated=_any([_answered(text) & ~_answered_now(text) for text in texts]),
        no_scan=_lacking(Lack.SCAN, form=Form.PAPER, attachment=None),
        no_proof=_lacking(Lack.PROOF, signer=Signer.REPRESENTATIVE, power_proof=None),
        unconfirmed=_lacking(Lack.PRIVATE, awaits_confirmation=True),
        related=_related(),
    )


def counts(rows: "QuerySet[Survivor]") -> dict[str, int]:
    """Give how many women there are ("all"), and how many with each problem."""
    found = {f"with_{name}": Count("pk", filter=Q(**{name: True})) for name in LABELS}
    result: dict[str, int] = rows.aggregate(with_all=Count("pk"), **found)
    return {name.removeprefix("with_"): number for name, number in result.items()}


def page_of(rows: "QuerySet[Survivor]", *, problem: str, number: str) -> tuple[Page, list[Row]]:  # type: ignore[type-arg]
    """Give a page of the women with one problem, or with any; longest in the system first."""
    wanted = [problem] if problem in LABELS else list(LABELS)
    some = Q()
    for name in wanted:
        some |= Q(**{name: True})
    page = Paginator(rows.filter(some).order_by("created_at", "pk"), PAGE).get_page(number)
    survivors = list(page.object_list)
    return page, [
        Row(line, [label for name, label in LABELS.items() if getattr(survivor, name)])
        for survivor, line in zip(survivors, lines(survivors), strict=True)
    ]


def _any(conditions: Sequence[Q | Exists]) -> Q | Value:
    if not conditions:
        return Value(False, output_field=BooleanField())
    whole = Q()
    for condition in conditions:
        whole |= Q(condition)
    return whole


def _decisions(**more: object) -> "QuerySet[ConsentRecord]":
    mine: QuerySet[ConsentRecord] = ConsentRecord.objects.filter(
        survivor=OuterRef("pk"), kind=Kind.DECISION, **more
    )
    return mine


def _answered(text: ConsentText) -> Q:
    return Q(Exists(_decisions(text__code=text.code)))


def _answered_now(text: ConsentText) -> Q:
    return Q(Exists(_decisions(text__code=text.code, text__version=text.version)))


def _lacking(lack: Lack, **signed: object) -> Exists:
    """Say whether her last answer to some text still lacks this."""
    same = ConsentRecord.objects.filter(
        survivor=OuterRef("survivor"), kind=Kind.DECISION, text__code=OuterRef("text__code")
    )
    latest = same.order_by("-at", "-id").values("pk")[:1]
    brought = ConsentConfirmation.objects.filter(record=OuterRef("pk"), what=lack)
    return Exists(
        _decisions(**signed)
        .annotate(latest=Subquery(latest))
        .filter(pk=F("latest"))
        .exclude(Exists(brought))
    )


def _related() -> Exists:
    answers = RelatedAnswer.objects.filter(related=OuterRef("pk")).order_by("-at", "-id")
    people = RelatedPerson.objects.filter(
        survivor=OuterRef("pk"), ended_at=None, is_aggressor=False
    )
    said = people.annotate(agreed=Subquery(answers.values("given")[:1]))
    return Exists(said.filter(Q(agreed=None) | Q(agreed=False)))
