"""What is invented about the woman of an exercise: the same until a trainee starts again."""

from datetime import datetime, time, timedelta

from casework.access.context import acting
from casework.access.principals import Staff
from casework.cases import actions as cases
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.task_actions import PLAIN, add_task
from casework.identity.run import INVENTED, Run
from casework.risk.actions import Finding, record_result
from casework.risk.models import Instrument
from casework.survivors.actions import Contact, Identity, register
from casework.survivors.levels import Level
from casework.survivors.models import Survivor

BEGUN_AGO = timedelta(days=21)
STAGES = (Stage.ORIENTATION, Stage.ENTRY, Stage.DIAGNOSIS, Stage.INTERVENTION)


def run_for(centre_id: int) -> Run:
    """Give the RUN of her woman: no two centres have the same, and nobody was ever given it."""
    return Run(INVENTED[centre_id % len(INVENTED)])


def phone_for(centre_id: int) -> str:
    """Give the telephone of her woman."""
    return f"+56 9 0000 {centre_id % 10_000:04d}"


def facts(centre_id: int) -> dict[str, str]:
    """Give what a story says of her."""
    return {"run": str(run_for(centre_id)), "phone": phone_for(centre_id)}


def begin_case(*, centre_id: int, by: Staff, at: datetime) -> Survivor:
    """Make the woman of a case that has begun, by the acts a worker would have done."""
    then = at - BEGUN_AGO
    with acting(by.context):
        her = register(
            identity=_rosa(centre_id), contact=_safe(centre_id), centre_id=centre_id, by=by, at=then
        )
        case = Case.objects.get(survivor=her)
        for day, stage in enumerate(STAGES):
            if case.stage != stage:
                case = cases.move(case=case, to=stage, by=by, at=then + timedelta(days=1 + day))
        found = Finding(
            band=Level.MEDIUM, assessed_at=then + timedelta(hours=1),
            reason="Amenazas por teléfono.", instrument=Instrument.objects.get(pk="JUICIO"),
        )  # fmt: skip
        record_result(survivor=her, finding=found, by=by, at=then + timedelta(hours=2))
        add_task(
            survivor=her, centre_id=centre_id, kind=PLAIN, due_at=at + timedelta(days=2), by=by,
            at=then + timedelta(days=5), case=case, assigned_to=by.operator_id,
            words="Preguntarle si quiere seguir viniendo los martes",
        )  # fmt: skip
    return her


def _rosa(centre_id: int) -> Identity:
    return Identity(
        working_name="Rosa", given_names="Rosa Amelia", first_surname="Painemal",
        second_surname="Ríos", run=run_for(centre_id), comuna_code="05101",
        entry_route="spontaneous",
    )  # fmt: skip


def _safe(centre_id: int) -> Contact:
    return Contact(
        channel="call", value=phone_for(centre_id), from_hour=time(15), to_hour=time(18),
        words_to_say="Llamo por la hora del dentista", words_to_avoid="centro, atención",
    )  # fmt: skip
