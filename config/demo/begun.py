"""What the trainee of the demo has begun in the training copy: so that one sees how it goes on."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.access.slips import Pass, holder
from casework.identity.run import Run
from casework.practice import invented, runs
from casework.survivors.actions import Contact, Identity, register

from .people import OPERATORS, TRAINEE

EXERCISE = "recibir"
AGO = timedelta(hours=3)


def begin(place: UUID, at: datetime) -> runs.Run:
    """Let her have come in some hours ago, for her place in an edition, and done three steps.

    She registered the woman of the story, with who she is and how to reach her; how she came, the
    risk and the session are still to be written down.
    """
    then = at - AGO
    name = next(one.name for one in OPERATORS if one.username == TRAINEE)
    given = Pass(holder(place, EXERCISE), name, EXERCISE, Level.N6, place=str(place))
    operator = runs.enter(given, at=then)
    found = runs.run_of(operator, EXERCISE)
    assert found is not None
    here = found.centre.pk
    staff = Staff(operator.pk, operator.user_id, str(operator), (Held(Level.N6, centre_id=here),))
    with acting(staff.context):
        register(
            identity=_marta(here), contact=_safe(here), centre_id=here, by=staff,
            at=then + timedelta(minutes=20),
        )  # fmt: skip
    return found


def _marta(centre_id: int) -> Identity:
    return Identity(
        working_name="Marta", given_names="Marta Elena", first_surname="Quilodrán",
        second_surname="Soto", run=Run.parse(str(invented.run_for(centre_id))),
        birth_date=date(1991, 3, 14), comuna_code="05101",
    )  # fmt: skip


def _safe(centre_id: int) -> Contact:
    return Contact(
        channel="whatsapp", value=invented.phone_for(centre_id), from_hour=time(10),
        to_hour=time(12), words_to_say="Soy Paty, de la biblioteca",
        words_to_avoid="centro, atención",
    )  # fmt: skip
