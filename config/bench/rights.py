"""Requests on data: from filing to receipt, the copy of a long life, and what her key costs."""

import resource
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.access.levels import Held, Level
from casework.access.principals import ANONYMOUS, Staff
from casework.cases.act_actions import add_session
from casework.cases.models import Case
from casework.identity.run import Run
from casework.survivors import actions as survivors
from casework.survivors import keys
from casework.survivors.models import Survivor
from casework.survivors.timeline_models import TrajectoryEvent
from complaints.fulfilment import copies, copy_actions
from complaints.fulfilment.copy_models import DataCopy
from complaints.rights import actions, answer_actions
from complaints.rights.choices import Asked, Channel, IdentityLevel, Outcome
from complaints.rights.filing import Intake, file
from complaints.rights.models import RightsRequest

from . import people
from .observed import worker_of
from .table import Row
from .timing import Times
from .weight import UNKNOWN

EVENTS = 500
NOTE = "Vino a la hora. Conversamos de cómo va en su trabajo nuevo y de lo que quiere hacer."


def request_rows(account: people.Account, *, quick: bool) -> Iterator[Row]:
    """Measure them. Nothing is left in the registry."""
    yield _filing(1 if quick else 20)
    yield from _copy(worker_of(account), 5 if quick else EVENTS)
    yield _key(1 if quick else 10)


def _filing(turns: int) -> Row:
    """From what was sent to a sealed receipt, of a RUN that nobody here has."""
    taken, sealed = Times(), 0
    for turn in range(turns + 1):
        intake = Intake(right=Asked.ACCESS, name="María Ficticia", run=Run(UNKNOWN - 1 - turn))
        with transaction.atomic():
            with acting(NOBODY), taken.one():
                filed = file(
                    intake=intake, channel=Channel.ONLINE, identity=IdentityLevel.CLAVE_UNICA,
                    by=ANONYMOUS, at=timezone.now(),
                )  # fmt: skip
            sealed += filed.receipt is not None
            transaction.set_rollback(True)
    del taken.taken[0]  # fonts and keys are opened once
    return Row("A request, filing to receipt", str(taken), reference=f"sealed {sealed}/{turns + 1}")


def _key(turns: int) -> Row:
    """One try of the number a woman types: two hashes, whoever tries (AB06)."""
    stored, taken = keys.digest(keys.new_key()), Times()
    for _turn in range(turns):
        with taken.one():
            keys.matches("9 1234 5678 anexo 123 4567", stored)
    return Row("Her key, one hash (Argon2id)", str(taken), reference="two hashes a try")


def _copy(by: Staff, events: int) -> Iterator[Row]:
    """Gathered, decided and packed, for a woman with a long life."""
    centre_id, at = min(by.case_centres), timezone.now()
    head = replace(by, operator_id=uuid4(), assignments=(Held(Level.N5, centre_id=centre_id),))
    steps: dict[str, float] = {}
    _forget_peak()
    before = _peak()
    with transaction.atomic():
        with acting(by.context):
            her = _long_life(by, centre_id, events, at)
            lines = TrajectoryEvent.objects.filter(survivor=her).count()
            request = _asked(her, by, centre_id)
        _forget_peak()
        before = _peak()
        steps["gathered"] = _taken(lambda: _read(request, by, head))
        steps["decided"] = _taken(lambda: _decided(request, by, head))
        steps["packed"] = _taken(lambda: _packed(request, by))
        transaction.set_rollback(True)
    told = ", ".join(f"{name} {seconds:.1f}" for name, seconds in steps.items())
    yield Row(
        "A copy of a long life", f"{sum(steps.values()):.1f} s", reference=f"{lines} events: {told}"
    )
    yield Row(
        "The copy's peak of memory",
        f"{_peak() - before:.0f} MB",
        reference=f"process {_peak():.0f} MB",
    )


def _long_life(by: Staff, centre_id: int, events: int, at: datetime) -> Survivor:
    identity = survivors.Identity(
        working_name="María", given_names="María", first_surname="Ficticia",
        run=Run(UNKNOWN - 1000),
    )  # fmt: skip
    her = survivors.register(identity=identity, contact=None, centre_id=centre_id, by=by, at=at)
    case = Case.objects.get(survivor=her)
    for _number in range(events):
        add_session(case=case, kind="individual", attendance="attended", note=NOTE, by=by,
                    at=timezone.now())  # fmt: skip
    return her


def _asked(her: Survivor, by: Staff, centre_id: int) -> RightsRequest:
    intake = Intake(right=Asked.ACCESS, name="María Ficticia", survivor_id=her.pk, alone=True)
    filed = file(
        intake=intake, channel=Channel.COUNTER, identity=IdentityLevel.PRESENT, by=by,
        at=timezone.now(), centre_id=centre_id,
    )  # fmt: skip
    request = RightsRequest.objects.get(number=filed.number)
    return actions.take(request=request, by=by, at=timezone.now())


def _read(request: RightsRequest, by: Staff, head: Staff) -> None:
    with acting(by.context):
        part = copy_actions.prepare(request=request, by=by, at=timezone.now())
    with acting(head.context):
        copy_actions.review(part=part, by=head, at=timezone.now())


def _decided(request: RightsRequest, by: Staff, head: Staff) -> None:
    answer = answer_actions.Answer(Outcome.GRANTED, "Reunimos sus datos.")
    with acting(by.context):
        answer_actions.prepare(request=request, answer=answer, by=by, at=timezone.now())
    with acting(head.context):
        answer_actions.decide(request=request, by=head, at=timezone.now())


def _packed(request: RightsRequest, by: Staff) -> None:
    with acting(by.context):
        copies.pack(copy=DataCopy.objects.get(request=request), by=by, at=timezone.now())


def _taken(work: Callable[[], None]) -> float:
    taken = Times()
    with taken.one():
        work()
    return taken.taken[0] / 1000


def _forget_peak() -> None:
    """Have the kernel begin the high-water mark of this process anew, where it lets us."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> float:
    """Give the high-water mark of memory, in MB."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
