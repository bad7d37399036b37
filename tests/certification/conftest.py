"""A worker, who teaches her, and the certificate she gets."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.identity.lookup import run_digest
from casework.identity.run import Run
from portal.certification.actions import issue
from portal.certification.award import Award, Mode
from portal.certification.models import IssuedCertificate
from tests import people
from tests.database import as_system

RUN = Run.parse("12.345.678-5")
Issue = Callable[..., IssuedCertificate]


def award(**changed: Any) -> Award:
    """A course of forty hours, marked, that counts for two years."""
    facts: dict[str, Any] = {
        "code": "VCM-1", "name": "Curso de prueba", "version": "3", "topics": frozenset("acd"),
        "mode": Mode.ONLINE, "hours": 40, "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 4, 3), "teacher": "Elena Docente", "body": "Escuela de prueba",
        "grade": Decimal("6.2"), "minimum": Decimal("4.0"), "attendance": 92,
        "resolution": "Res. Ex. 12/2026",
    }  # fmt: skip
    return Award(**{**facts, **changed})


@pytest.fixture
def recorded(settings: Any, db: None) -> None:
    """An installation where certificates count, as in production."""
    settings.COMPETENCE_STAND_IN = False


@pytest.fixture
def worker(recorded: None) -> people.Person:
    someone = people.own_centre_worker()
    with as_system():
        someone.operator.run_digest = run_digest(RUN)
        someone.operator.save(update_fields=["run_digest"])
    return someone


@pytest.fixture
def admin(recorded: None) -> people.Person:
    """An administrator: certified herself."""
    return certified(people.administrator(), "N2")


@pytest.fixture
def issued(worker: people.Person, admin: people.Person) -> Issue:
    """Give the worker a certificate, by the administrator."""

    def give(**changed: Any) -> IssuedCertificate:
        at = changed.pop("at", None) or timezone.now()
        to = changed.pop("to", worker)
        run = changed.pop("run", RUN if to is worker else None)
        by, post = changed.pop("by", admin), changed.pop("post", "")
        with acting(by.staff.context):
            return issue(
                operator=to.operator, award=award(**changed), by=by.staff, at=at, run=run, post=post
            )

    return give


def certified(someone: people.Person, level: str) -> people.Person:
    """Give somebody a certificate for a level, as it was recorded on paper."""
    from casework.access.certificate_models import Certificate

    with as_system():
        Certificate.objects.create(
            operator=someone.operator, level=level, course="x", issuer="x", reference="x",
            issued_on=date(2024, 1, 1),
        )  # fmt: skip
    return someone
