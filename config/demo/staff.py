"""Makes the accounts that `people` declares, with their second factor already enrolled."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_totp.models import TOTPDevice

from casework.access import undertaking_text
from casework.access.models import Assignment, Operator, Undertaking
from casework.identity.lookup import run_digest
from casework.identity.run import Run
from casework.territory.models import Centre, Executor
from casework.territory.validity import chilean_day

from .people import OPERATORS, PASSWORD, DemoOperator


def build(centres: dict[str, Centre], at: datetime) -> dict[str, Operator]:
    """Make every demo operator. Gives operators by user name."""
    hashed = make_password(PASSWORD)
    return {person.username: _operator(person, hashed, centres, at) for person in OPERATORS}


def _operator(
    person: DemoOperator, hashed: str, centres: dict[str, Centre], at: datetime
) -> Operator:
    given, _, surnames = person.name.partition(" ")
    user = User.objects.create(
        username=person.username, password=hashed, first_name=given, last_name=surnames
    )
    operator = Operator.objects.create(user=user, **_register_entry(person))
    TOTPDevice.objects.create(user=user, name="default", key=person.totp_secret, confirmed=True)
    text = undertaking_text.in_force()
    Undertaking.objects.create(
        operator=operator, version=text.version, text_sha256=text.sha256, signed_at=at
    )
    if person.level:
        Assignment.objects.create(
            operator=operator,
            level=person.level,
            starts_on=date(chilean_day(at).year, 1, 1),
            **_scope(person, centres),
        )
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    return operator


def _register_entry(person: DemoOperator) -> dict[str, Any]:
    """What lets the operator come in with ClaveUnica as her first factor."""
    if not person.run:
        return {}
    run = Run.parse(person.run)
    return {"run_digest": run_digest(run), "run_masked": run.masked}


def _scope(person: DemoOperator, centres: dict[str, Centre]) -> dict[str, Any]:
    if person.level in {"N5", "N6"}:
        return {"centre": centres[person.scope]}
    if person.level == "N4":
        return {"executor": Executor.objects.get(name=person.scope)}
    return {"region_id": person.scope} if person.scope else {}
