"""Writes on operators: who works here, at which level, from when to when, what she promised."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.lookup import run_digest
from casework.identity.run import Run
from casework.territory.models import Agreement, Centre, Executor, Region

from . import passwords, recovery, rules, sessions, undertaking_text
from .levels import Level
from .models import Assignment, Operator, Undertaking

TEMPORARY_FOR = timedelta(hours=72)


class WrongScope(ValueError):
    """The level and the scope do not fit together; the message says why, in words."""


class OwnAssignment(PermissionError):
    """Nobody gives or takes her own access."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an assignment holds: one place at most; none means the whole country."""

    region: Region | None = None
    executor: Executor | None = None
    centre: Centre | None = None

    @property
    def given(self) -> frozenset[str]:
        """Give the names of what is filled in."""
        named = {"region": self.region, "executor": self.executor, "centre": self.centre}
        return frozenset(name for name, value in named.items() if value is not None)


@dataclass(frozen=True, slots=True)
class NewOperator:
    """An operator and the password she is told once. Never logged, never stored in clear."""

    operator: Operator
    temporary_password: str

    def __repr__(self) -> str:
        return f"NewOperator({self.operator.pk})"


def _target(operator_id: object) -> Target:
    return Target("operator", str(operator_id))


def run_problem(run: Run | None) -> str:
    """Say that somebody in the register has this RUN already; empty when nobody has."""
    if run is None or not Operator.objects.filter(run_digest=run_digest(run)).exists():
        return ""
    return _("Somebody in the register has this RUN already.")


@transaction.atomic
def create_operator(
    *,
    username: str,
    given_names: str,
    surnames: str,
    run: Run | None,
    by: Actor,
    at: datetime,
) -> NewOperator:
    """Enter a person in the register, with a password that lasts 72 hours and must be changed."""
    password = passwords.temporary()
    user = get_user_model().objects.create_user(
        username=username, password=password, first_name=given_names, last_name=surnames
    )
    operator = Operator.objects.create(
        user=user,
        run_digest=run_digest(run) if run else None,
        run_masked=run.masked if run else "",
        temporary_until=at + TEMPORARY_FOR,
    )
    record(Verb.OPERATOR_CREATED, by=by, at=at, target=_target(operator.pk))
    return NewOperator(operator, password)


@transaction.atomic
def renew_password(operator: Operator, *, by: Actor, at: datetime) -> NewOperator:
    """Give a new temporary password and end her sessions. Her second factors stay.

    Raises OwnAssignment, or recovery.SamePerson: factors and password are two persons' acts.
    """
    _not_own(operator, by)
    recovery.refuse_same_for_password(operator, by)
    password = passwords.temporary()
    operator.user.set_password(password)
    operator.user.save(update_fields=["password"])
    operator.temporary_until = at + TEMPORARY_FOR
    operator.save(update_fields=["temporary_until"])
    sessions.end_all(operator.pk, by=by, at=at, why="password")
    record(
        Verb.PASSWORD_CHANGED,
        by=by,
        at=at,
        target=_target(operator.pk),
        detail={"kind": "temporary"},
    )
    return NewOperator(operator, password)


def forget_factors(operator: Operator, *, by: Actor, at: datetime) -> None:
    """Let her register a new second factor. Raises OwnAssignment or recovery.SamePerson."""
    _not_own(operator, by)
    recovery.forget_factors(operator, by=by, at=at)


@transaction.atomic
def assign(
    operator: Operator,
    *,
    level: Level,
    scope: Scope,
    starts_on: date,
    ends_on: date | None,
    agreement: Agreement | None,
    by: Actor,
    at: datetime,
) -> Assignment:
    """Give a level over a scope. Raises WrongScope or OwnAssignment (design 4.1)."""
    _not_own(operator, by)
    if problem := rules.scope_problem(level, scope.given):
        raise WrongScope(problem)
    made = Assignment.objects.create(
        operator=operator, level=level, region=scope.region, executor=scope.executor,
        centre=scope.centre, starts_on=starts_on, ends_on=ends_on, agreement=agreement,
    )  # fmt: skip
    record(
        Verb.ASSIGNMENT_OPENED,
        by=by,
        at=at,
        target=_target(operator.pk),
        detail={
            "assignment": str(made.pk),
            "level": level.value,
            "centre": scope.centre.pk if scope.centre else None,
        },
    )
    return made


@transaction.atomic
def end_assignment(assignment: Assignment, *, by: Actor, at: datetime, why: str = "ended") -> None:
    """Close an assignment now. Doing it twice changes nothing."""
    _not_own(assignment.operator, by)
    closed = Assignment.objects.filter(pk=assignment.pk, ended_at=None).update(ended_at=at)
    if closed:
        record(
            Verb.ASSIGNMENT_ENDED,
            by=by,
            at=at,
            target=_target(assignment.operator_id),
            detail={"assignment": str(assignment.pk), "level": assignment.level, "why": why},
        )


@transaction.atomic
def end_operator(operator: Operator, *, by: Actor, at: datetime) -> None:
    """Close the door for somebody who leaves: sessions, assignments and account at once (AB33)."""
    _not_own(operator, by)
    for assignment in operator.assignments.filter(ended_at=None):
        end_assignment(assignment, by=by, at=at, why="left")
    sessions.end_all(operator.pk, by=by, at=at, why="left")
    operator.active, operator.ended_at = False, at
    operator.save(update_fields=["active", "ended_at"])
    operator.user.is_active = False
    operator.user.save(update_fields=["is_active"])
    record(Verb.OPERATOR_DISABLED, by=by, at=at, target=_target(operator.pk))


@transaction.atomic
def sign_undertaking(operator: Operator, *, by: Actor, at: datetime) -> Undertaking:
    """Keep that she signed the text in force. Signing twice changes nothing (VG-07).

    Raises OwnAssignment when somebody signs for somebody else.
    """
    if by.id != operator.pk:
        raise OwnAssignment("Only she herself signs.")
    text = undertaking_text.in_force()
    signed, fresh = Undertaking.objects.get_or_create(
        operator=operator,
        version=text.version,
        defaults={"text_sha256": text.sha256, "signed_at": at},
    )
    if fresh:
        record(
            Verb.UNDERTAKING_SIGNED,
            by=by,
            at=at,
            target=_target(operator.pk),
            detail={"version": text.version, "sha256": text.sha256.hex()},
        )
    return signed


def _not_own(operator: Operator, by: Actor) -> None:
    if by.id == operator.pk:
        raise OwnAssignment("Nobody changes her own access.")
