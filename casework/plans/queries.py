"""Reads of plans: what a case has, one version with all its lines, two versions side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef

from casework.access.models import Assignment
from casework.access.principals import Principal
from casework.attachments.queries import names_of
from casework.cases.models import Case
from casework.identity import carried, vault
from casework.survivors import versions
from casework.survivors.models import Survivor
from casework.survivors.versions import Version

from . import facts, rules
from .choices import Area, Progress, Role
from .models import Plan, PlanActivity, PlanObjective, PlanReview, PlanSignature, SafetyPlan
from .states import IN_FORCE, State


@dataclass(frozen=True, slots=True)
class CasePlans:
    """The versions of one case, newest first."""

    case: Case
    versions: list[Plan]

    @property
    def in_force(self) -> Plan | None:
        """The version being worked."""
        return next((one for one in self.versions if one.state in IN_FORCE), None)

    @property
    def draft(self) -> Plan | None:
        """The version being written."""
        return next((one for one in self.versions if one.state == State.DRAFT), None)

    @property
    def older(self) -> list[Plan]:
        """What ended."""
        return [one for one in self.versions if one.state == State.CLOSED]


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity with who does it in words."""

    row: PlanActivity
    who: str
    late: bool

    @property
    def scale(self) -> list[tuple[int, str, bool]]:
        """The five answers: number, words, whether it is the present one."""
        return [(one.value, str(one.label), one == self.row.progress) for one in Progress]


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective with its activities."""

    row: PlanObjective
    area: str
    activities: list[ActivityLine]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review, who held it, and what she says of it."""

    row: PlanReview
    who: str
    versions: list[Version]
    say_at: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version, whole. hers: what she says of it, first what she says of all of them."""

    plan: Plan
    objectives: list[ObjectiveLine]
    signatures: list[tuple[PlanSignature, str]]
    reviews: list[ReviewLine]
    held: list[facts.Held]
    percent: int | None
    timing: rules.Timing | None
    hers: list[Version]

    @property
    def say_at(self) -> str:
        """Where what she says of it is written down."""
        return versions.address_of(self.plan.survivor_id, versions.PLAN, self.plan.pk)

    @property
    def waits_for_head(self) -> bool:
        """Whether the head of centre still has to sign."""
        signed = any(one.role == Role.HEAD for one, _name in self.signatures)
        return self.plan.head_required and self.plan.state in IN_FORCE and not signed

    @property
    def refused(self) -> bool:
        """Whether she chose not to sign it."""
        return any(one.role == Role.HERSELF and not one.signed for one, _name in self.signatures)


def plans_of(survivor: Survivor, *, by: Principal) -> list[CasePlans]:
    """Give her cases that the asker may see with their versions; two queries."""
    cases = Case.objects.visible_to(by).filter(survivor=survivor).select_related("centre")
    rows = Plan.objects.visible_to(by).filter(survivor=survivor).order_by("-number")
    versions = list(rows)
    return [
        CasePlans(case, [one for one in versions if one.case_id == case.pk])
        for case in cases.order_by("-opened_at")
    ]


def beside_of(plan: Plan, *, by: Principal) -> list[Plan]:
    """Give the other versions of its case, newest first."""
    rows = Plan.objects.visible_to(by).filter(survivor=plan.survivor_id, case=plan.case_id)
    return list(rows.exclude(pk=plan.pk).order_by("-number"))


def plan_of(survivor: Survivor, plan_id: UUID, *, by: Principal) -> Plan | None:
    """Give one version of her plans, or None when it is not there for the asker."""
    rows = Plan.objects.visible_to(by).filter(survivor=survivor, pk=plan_id)
    found: Plan | None = rows.select_related("case__centre", "survivor", "attachment").first()
    return found


def sheet(plan: Plan, *, today: date) -> Sheet:
    """Give a version with its objectives, signatures and reviews; two queries for any length."""
    held, signatures, reviews, hers = _whole(plan)
    activities = [row for one in held for row in one.kept]
    names = names_of(
        [*(row.responsible for row in activities), *(one.operator_id for one in signatures),
         *(one.reviewed_by for one in reviews)]
    )  # fmt: skip
    agreed = [row.progress for one in held if one.row.agreed for row in one.kept]
    return Sheet(
        plan, _lines(held, names, today),
        [(one, names.get(one.operator_id, "")) for one in signatures],
        [_review(one, names.get(one.reviewed_by, "")) for one in reviews],
        held, rules.average(agreed), _timing(plan, today), hers,
    )  # fmt: skip


def _review(row: PlanReview, who: str) -> ReviewLine:
    say_at = versions.address_of(row.survivor_id, versions.REVIEW, row.pk)
    return ReviewLine(row, who, versions.versions_of(row), say_at)


def _whole(
    plan: Plan,
) -> tuple[list[facts.Held], list[PlanSignature], list[PlanReview], list[Version]]:
    """Give its objectives, who signed, oldest first, the reviews, newest first, and her words.

    One query.
    """
    also = (versions.CARRIED,)
    signatures = PlanSignature.objects.filter(plan=OuterRef("pk")).order_by("at", "id")
    reviews = versions.with_versions(
        PlanReview.objects.filter(plan=OuterRef("pk")), versions.REVIEW, general=False
    ).order_by("-on", "-id")
    found = Plan.objects.filter(pk=plan.pk).values_list(
        *facts.below(), carried.rows(signatures), carried.rows(reviews, also=also),
        versions.beside(versions.PLAN),
    )  # fmt: skip
    objectives, activities, signed, reviewed, hers = found.get()
    return (
        facts.held(objectives, activities),
        [carried.made(PlanSignature, one) for one in signed],
        [carried.made(PlanReview, one, also) for one in reviewed],
        sorted(versions.read(hers), key=lambda one: not one.general),
    )


def _timing(plan: Plan, today: date) -> rules.Timing | None:
    if plan.state not in IN_FORCE or plan.next_review_on is None:
        return None
    return rules.timing(plan.next_review_on, today)


def _lines(
    held: Sequence[facts.Held], names: dict[UUID | None, str], today: date
) -> list[ObjectiveLine]:
    lines = [
        ObjectiveLine(
            one.row, str(Area(one.row.area).label),
            [_activity(row, names, today) for row in one.kept],
        )
        for one in held
    ]  # fmt: skip
    order = list(Area.values)
    return sorted(lines, key=lambda line: order.index(line.row.area))


def _activity(row: PlanActivity, names: dict[UUID | None, str], today: date) -> ActivityLine:
    late = row.due_on is not None and row.due_on < today and row.progress < Progress.DONE
    return ActivityLine(row, facts.activity_facts(row, names).who, late)


def side_by_side(before: Plan, after: Plan) -> list[rules.ObjectiveChange]:
    """Give what changed between two versions of a case."""
    vault.unlock([after.key_id])
    held = facts.objectives_of([before, after])
    names = names_of(row.responsible for one in held.values() for h in one for row in h.kept)
    old, new = (
        [facts.objective_facts(one, names) for one in held[plan.pk]] for plan in (before, after)
    )
    return rules.compare(old, new)


def activity_of(plan: Plan, activity_id: UUID, *, by: Principal) -> PlanActivity | None:
    """Give one activity of a version, or None."""
    rows = PlanActivity.objects.visible_to(by).filter(
        pk=activity_id, objective__plan=plan, removed_at=None
    )
    found: PlanActivity | None = rows.first()
    return found


def team_of(centre_id: int, *, today: date) -> list[tuple[UUID, str]]:
    """Give who works in a centre today: id and name, by name."""
    held = Assignment.objects.filter(centre_id=centre_id, starts_on__lte=today)
    held = held.exclude(ends_on__lt=today).select_related("operator__user")
    people = {one.operator_id: one.operator.user.get_full_name() for one in held}
    return sorted(people.items(), key=lambda pair: pair[1])


def safety_of(case: Case) -> SafetyPlan | None:
    """Give the safety plan in force of a case."""
    found: SafetyPlan | None = SafetyPlan.objects.filter(case=case, ended_at=None).first()
    return found
