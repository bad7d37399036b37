"""A woman attended here, and the results somebody may reach about her."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from casework.access.context import acting
from casework.risk.actions import Finding, record_result
from casework.risk.models import Instrument, RiskResult
from casework.survivors.models import Survivor
from casework.territory.models import Institution
from tests import people, women
from tests.people import Person

WHY = "Aumentaron las amenazas esta semana"
Assess = Callable[..., RiskResult]


@pytest.fixture
def worker(db: None) -> Person:
    return people.own_centre_worker()


@pytest.fixture
def her(worker: Person) -> Survivor:
    return women.registered(worker)


@pytest.fixture
def assess(worker: Person, her: Survivor) -> Assess:
    """Record a result as the worker, or as somebody else."""

    def make(
        band: str, instrument: str = "JUICIO", *, on: datetime | None = None,
        by: Person | None = None, reason: str = WHY, institution: str = "MP", **more: Any,
    ) -> RiskResult:  # fmt: skip
        staff, at = (by or worker).staff, timezone.now()
        finding = Finding(
            band=band, assessed_at=on or at, reason=reason,
            instrument=Instrument.objects.get(pk=instrument),
            institution=Institution.objects.filter(pk=institution).first(), **more,
        )  # fmt: skip
        with acting(staff.context):
            return record_result(survivor=her, finding=finding, by=staff, at=at)

    return make
