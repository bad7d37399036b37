"""A case and the protocol it is worked by, as the tests of the day's work need them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from casework.access.context import acting
from casework.cases.models import Case
from casework.protocols.actions import publish
from casework.protocols.models import ProtocolVersion
from casework.protocols.rules import StepDraft
from casework.survivors.actions import Identity, register
from casework.survivors.models import Survivor
from tests.database import as_system
from tests.people import Person

AT = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # a Monday morning in Chile
STEPS = (
    StepDraft("1", "Llamar para confirmar la primera hora", "S1", 5, "working_days",
              guidance="Use solo el contacto seguro."),
    StepDraft("2", "Revisar el ingreso con el equipo", "S3", 2, "days", role="N5"),
    StepDraft("3", "Entregar información de la red", "S1", 24, "hours", source="SE-10", stays=True),
)  # fmt: skip


def woman(worker: Person, name: str = "Ella", at: datetime = AT) -> Survivor:
    """Somebody attended in the worker's centre, with a working name only."""
    assert worker.centre is not None
    with acting(worker.staff.context):
        return register(
            identity=Identity(working_name=name), contact=None,
            centre_id=worker.centre.pk, by=worker.staff, at=at,
        )  # fmt: skip


def case_of(worker: Person, her: Survivor, stage: str = "S1", at: datetime = AT) -> Case:
    """Her open case in the worker's centre and charge, put in a stage without telling anybody."""
    assert worker.centre is not None
    with acting(worker.staff.context):
        case: Case = Case.objects.get(survivor=her, centre=worker.centre, closed_at=None)
        case.stage, case.stage_since, case.opened_at = stage, at, at
        case.save()
        return case


def published(by: Person, steps: Any = STEPS, day: date | None = None) -> ProtocolVersion:
    """A protocol in force since the start of the year."""
    with as_system():
        return publish(
            code="prueba", title="Protocolo de prueba", steps=steps, by=by.staff.actor, at=AT,
            valid_from=day or date(2026, 1, 1),
        )  # fmt: skip


def later(days: int) -> datetime:
    """The same hour, some days on."""
    return AT + timedelta(days=days)
