"""Writes on one's own account: coming in and going out, factors, codes, password."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django_otp import devices_for_user
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb

from . import sessions
from .models import LiveSession, Operator

CODES = 10
ANONYMOUS = Actor(kind="anonymous")


class LastFactor(ValueError):
    """The last second factor stays: without one there is no way in."""


def _target(operator: Operator | None) -> Target | None:
    return Target("operator", str(operator.pk)) if operator else None


@transaction.atomic
def note_failure(verb: Verb, *, operator: Operator | None, at: datetime, step: str) -> None:
    """Write that somebody failed at the door. Nothing she typed is kept."""
    record(verb, by=ANONYMOUS, at=at, target=_target(operator), detail={"step": step})


@transaction.atomic
def note_entry(operator: Operator, *, at: datetime, factor: str) -> None:
    """Write that an operator came in with both factors."""
    record(
        Verb.SIGN_IN,
        by=Actor(kind="staff", id=operator.pk),
        at=at,
        target=_target(operator),
        detail={"factor": factor},
    )


@transaction.atomic
def note_exit(operator: Operator, *, at: datetime, why: str) -> None:
    """Write that her session ended: she left, or a clock ran out."""
    record(
        Verb.SIGN_OUT,
        by=Actor(kind="staff", id=operator.pk),
        at=at,
        target=_target(operator),
        detail={"why": why},
    )


def factors(user: AbstractBaseUser) -> list[Device]:
    """Give her confirmed second factors; recovery codes are not one."""
    return [found for found in devices_for_user(user) if not isinstance(found, StaticDevice)]


@transaction.atomic
def note_factor(operator: Operator, device: Device, *, at: datetime) -> None:
    """Write that a second factor was added."""
    record(
        Verb.FACTOR_ADDED,
        by=Actor(kind="staff", id=operator.pk),
        at=at,
        target=_target(operator),
        detail={"kind": type(device).__name__.lower()},
    )


@transaction.atomic
def remove_factor(operator: Operator, device: Device, *, at: datetime) -> None:
    """Take a second factor away. Raises LastFactor when it is the only one."""
    if [found.persistent_id for found in factors(operator.user)] == [device.persistent_id]:
        raise LastFactor
    record(
        Verb.FACTOR_REMOVED,
        by=Actor(kind="staff", id=operator.pk),
        at=at,
        target=_target(operator),
        detail={"kind": type(device).__name__.lower()},
    )
    device.delete()


@transaction.atomic
def make_codes(operator: Operator, *, at: datetime) -> list[str]:
    """Replace her recovery codes and give the new ones, to be shown once."""
    device, _ = StaticDevice.objects.get_or_create(user=operator.user, defaults={"name": "backup"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    record(
        Verb.FACTOR_ADDED,
        by=Actor(kind="staff", id=operator.pk),
        at=at,
        target=_target(operator),
        detail={"kind": "codes"},
    )
    return codes


def codes_left(user: AbstractBaseUser) -> int:
    """Say how many recovery codes are unused."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def change_password(
    operator: Operator, password: str, *, keep: LiveSession | None, at: datetime
) -> None:
    """Set a password only she knows and end her other sessions."""
    actor = Actor(kind="staff", id=operator.pk)
    operator.user.set_password(password)
    operator.user.save(update_fields=["password"])
    operator.temporary_until = None
    operator.save(update_fields=["temporary_until"])
    sessions.end_all(operator.pk, by=actor, at=at, why="password", keep=keep)
    record(Verb.PASSWORD_CHANGED, by=actor, at=at, target=_target(operator), detail={"kind": "own"})
