"""Reads of the waiting list: the order of a centre, her place, and what the head must see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from casework.access.principals import Principal, Staff
from casework.cases.act_models import ContactTry
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.work.day_queries import level_now
from casework.survivors.queries import display_name
from casework.territory.validity import chilean_day

from .models import WaitingEntry, WaitingRule
from .rules import Candidate, Place, Weights, is_unseen, order, waits_too_long

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A woman in the list, as the team sees it."""

    place: Place
    entry: WaitingEntry
    name: str
    unseen: bool
    alert: bool


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The order of a centre on a day, whole, in codes; and the rule it was made by."""

    places: list[Place]
    rule: dict[str, Any] | None
    review_by: dict[UUID, date]
    on: date

    @property
    def unseen(self) -> list[UUID]:
        """Those whose review is overdue, in order."""
        return [one.id for one in self.places if is_unseen(self.review_by[one.id], self.on)]

    @property
    def alerts(self) -> list[UUID]:
        """Those who wait over 30 days with medium risk or more (A14), in order."""
        return [one.id for one in self.places if waits_too_long(one.candidate, self.on)]

    def place_of(self, entry_id: UUID) -> Place | None:
        """Give one woman's place."""
        return next((one for one in self.places if one.id == entry_id), None)


def rule_on(day: date) -> dict[str, Any] | None:
    """Give the rule in force on a day: the newest of those that cover it."""
    return _rules(day).values_list("shown", flat=True).first()


def _rules(day: date) -> QuerySet[Any]:
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    not_over = Q(valid_to=None) | Q(valid_to__gte=day)
    shown = JSONObject(
        version=F("version"), title=F("title"), proposal=F("proposal"), weights=F("weights")
    )
    return WaitingRule.objects.filter(begun & not_over).annotate(shown=shown).order_by("-version")


def list_of(by: Principal, centre_id: int, at: datetime) -> WaitingList:
    """Give the order of a centre, in one query whatever its length. Reads codes only."""
    on = chilean_day(at)
    rows = WaitingEntry.objects.visible_to(by).filter(centre_id=centre_id, left_at=None)
    ruled = Subquery(_rules(on).values("shown")[:1], output_field=JSONField())
    found = list(rows.annotate(level=level_now(), rule=ruled).values_list(
        "pk", "level", "entered_at", "factors", "raised_at", "review_by", "rule"
    ))  # fmt: skip
    rule = found[0][-1] if found else rule_on(on)
    candidates, review_by = [], {}
    for pk, level, entered_at, factors, raised_at, review, _rule in found:
        since = chilean_day(entered_at)
        candidates.append(Candidate(pk, level or "", since, factors, raised_at is not None))
        review_by[pk] = review
    weights = Weights.of(rule["weights"]) if rule else NO_WEIGHTS
    return WaitingList(order(candidates, weights, on), rule, review_by, on)


# Without a rule only the time waited counts; the screens say that no rule is in force.
NO_WEIGHTS = Weights(
    dict.fromkeys(("NO_EVALUADO", "BAJO", "MEDIO", "ALTO", "VITAL"), 0), 1, 10_000, 0, {}
)


def entries_for(ids: Collection[UUID]) -> dict[UUID, WaitingEntry]:
    """Give the rows of a page with their women, in one query."""
    rows = WaitingEntry.objects.filter(pk__in=ids).select_related("survivor", "case")
    return {row.pk: row for row in rows}


def row_of(place: Place, entry: WaitingEntry, on: date) -> Row:
    """Give a line of the list; her key is unlocked already."""
    unseen = is_unseen(entry.review_by, on)
    return Row(
        place, entry, display_name(entry.survivor), unseen, waits_too_long(place.candidate, on)
    )


def entry_for(entry_id: UUID, by: Staff) -> WaitingEntry:
    """Give a place that the asker may change. Raises WaitingEntry.DoesNotExist for others.

    With `tried`: the results of the tries to reach her since she waits, newest first.
    """
    rows = WaitingEntry.objects.changeable_by(by).select_related("survivor", "case", "centre")
    found: WaitingEntry = rows.annotate(tried=_tried()).get(pk=entry_id)
    return found


def _tried() -> ArraySubquery:
    tries = ContactTry.objects.filter(
        case=OuterRef("case"), withdrawn_at=None, at__gte=OuterRef("entered_at")
    )
    said = tries.order_by("-at").values(one=JSONObject(at=F("at"), result=F("result")))
    return ArraySubquery(said, output_field=ArrayField(JSONField()))


def tries_of(entry: Any) -> list[tuple[datetime, str]]:
    """Give when it was tried to reach her and what came of it, newest first."""
    results = dict(ContactTry.Result.choices)
    return [(datetime.fromisoformat(one["at"]), str(results[one["result"]])) for one in entry.tried]


def without_place(by: Principal, centre_ids: Collection[int]) -> list[Case]:
    """Give the cases in stage S2 that hold no open place: nobody waits unseen."""
    placed = WaitingEntry.objects.filter(left_at=None).values("case_id")
    rows = Case.objects.visible_to(by).filter(centre_id__in=centre_ids, stage=Stage.WAITING)
    return list(rows.exclude(pk__in=placed).order_by("stage_since")[:20])
