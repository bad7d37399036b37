"""Legal work of the demo world: processes, measures near their end or past it, duties that run."""

from datetime import date, datetime, time, timedelta
from typing import Any

from casework.access.context import acting
from casework.access.principals import Staff
from casework.legal import actions, duty_actions, measure_actions
from casework.legal.actions import HearingFacts, ProcessFacts
from casework.legal.choices import DutyState, MeasureState, ProcessState
from casework.legal.duty_actions import Decision
from casework.legal.duty_models import ReportingDuty
from casework.legal.measure_actions import BreachFacts, MeasureFacts
from casework.legal.measure_models import ProtectiveMeasure
from casework.legal.models import LegalProcess
from casework.survivors.day_fields import moment
from casework.survivors.models import Survivor
from casework.territory.models import Centre
from casework.territory.validity import chilean_day

from .women import World

KINDS = ("no_contact", "offender_leaves", "police_rounds", "priority_phone", "weapons_ban")
CONDITIONS = "No acercarse a menos de 200 metros de ella ni de sus hijas."


def build(world: World, women: list[Survivor]) -> None:
    """Give the first women what every screen needs, and every third of the others something."""
    valparaiso = world.centres["D-VALPO"]
    by = world.worker_of(valparaiso)
    close_old_duties(world, women)
    with acting(by.context):
        _full_life(world, women[0], by)
        _expired(world, women[1], by)
        _reserved(world, women[2], by)
    for number, survivor in enumerate(women[3:]):
        if number % 3 == 0:
            _ordinary(world, survivor, number)


def _day(world: World, days: int) -> date:
    return chilean_day(world.at) + timedelta(days=days)


def _measure(
    world: World,
    survivor: Survivor,
    by: Staff,
    kind: str,
    *,
    since: int,
    until: int,
    **more: Any,
) -> ProtectiveMeasure:
    facts = MeasureFacts(
        kind_id=kind, court_kind_id="family", starts_on=_day(world, since),
        ends_on=_day(world, until), **more,
    )  # fmt: skip
    at = world.at + timedelta(days=min(since, 0))
    return measure_actions.save_measure(survivor=survivor, facts=facts, by=by, at=at)


def _process(
    world: World, survivor: Survivor, by: Staff, *, since: int, **more: Any
) -> LegalProcess:
    facts: dict[str, Any] = {"matter_id": "vif_family", "court_kind_id": "family", **more}
    told = ProcessFacts(started_on=_day(world, since), **facts)
    at = world.at + timedelta(days=since)
    return actions.save_process(survivor=survivor, facts=told, by=by, at=at)


def _full_life(world: World, survivor: Survivor, by: Staff) -> None:
    """Twenty years: an old sentence, a process that goes on, a measure renewed and broken."""
    at = world.at
    old = _process(world, survivor, by, since=-3650, role="plaintiff")
    actions.move_process(process=old, to=ProcessState.ENDED, by=by, at=at,
                         ended_on=_day(world, -3400), outcome="in_favour")  # fmt: skip
    now = _process(world, survivor, by, since=-200, matter_id="criminal",
                   court_kind_id="guarantee", court="Juzgado de Garantía de Valparaíso",
                   rit="O-1234-2026", ruc="2600123456-7", represented=True,
                   lawyer=by.operator_id, power="granted")  # fmt: skip
    for days, kind, result in ((-150, "charges", "held"), (12, "preparatory", "")):
        when = moment(_day(world, days), time(10, 30))
        facts = HearingFacts(at=when, kind=kind, result=result,
                             attendance="protected", court="Sala 2")  # fmt: skip
        actions.save_hearing(process=now, facts=facts, by=by, at=min(at, facts.at))
    contact = _measure(world, survivor, by, "no_contact", since=-400, until=-30, process_id=now.pk,
                       supervisor="carabineros", check_every=30, beneficiaries=3,
                       last_check_on=_day(world, -40), telematic=True,
                       conditions=CONDITIONS)  # fmt: skip
    measure_actions.renew(measure=contact, decided_on=_day(world, -45), until=_day(world, 160),
                          by=by, at=at - timedelta(days=45))  # fmt: skip
    measure_actions.save_breach(
        measure=contact, by=by, at=at - timedelta(days=6),
        facts=BreachFacts(at=at - timedelta(days=7), what="La esperó a la salida de su trabajo.",
                          reported_to="carabineros", reported_on=_day(world, -6),
                          number="4471"),
    )  # fmt: skip
    _measure(world, survivor, by, "police_rounds", since=-175, until=9)
    _run_duty(world, survivor, by, hours=19)


def _run_duty(world: World, survivor: Survivor, by: Staff, *, hours: int) -> None:
    """Start a clock that ends soon; she was told and has not decided."""
    known = world.at - timedelta(hours=hours)
    duty = duty_actions.start_duty(survivor=survivor, facts="threats", known_at=known, by=by,
                                   at=known)  # fmt: skip
    duty_actions.inform_her(duty=duty, her_view="undecided", by=by, at=world.at,
                            her_words="Quiere pensarlo con su hermana.")  # fmt: skip


def _expired(world: World, survivor: Survivor, by: Staff) -> None:
    """A measure that ended and nobody renewed: she may not know it."""
    _measure(world, survivor, by, "offender_leaves", since=-200, until=-11)
    ended = _measure(world, survivor, by, "personal_alarm", since=-600, until=-300)
    measure_actions.close_measure(
        measure=ended, to=MeasureState.ENDED, on=_day(world, -298), by=by,
        at=world.at - timedelta(days=298), reason="Se mudó de comuna y ya no la necesitó.",
    )  # fmt: skip


def _reserved(world: World, survivor: Survivor, by: Staff) -> None:
    """A court ordered to keep her identity secret."""
    facts = MeasureFacts(kind_id="reserved_identity", court_kind_id="guarantee",
                         starts_on=_day(world, -90), ends_on=None, beneficiaries=2)  # fmt: skip
    at = world.at - timedelta(days=90)
    measure_actions.save_measure(survivor=survivor, facts=facts, by=by, at=at)
    _process(world, survivor, by, since=-95, matter_id="criminal", court_kind_id="oral",
             role="victim")  # fmt: skip


def _ordinary(world: World, survivor: Survivor, number: int) -> None:
    centre = Centre.objects.get(pk=survivor.centre_ids[0])
    by, chance = world.worker_of(centre), world.chance
    with acting(by.context):
        since = -chance.randint(20, 150)
        _process(world, survivor, by, since=since, role="complainant")
        kind = KINDS[number % len(KINDS)]
        _measure(world, survivor, by, kind, since=since, until=since + chance.randint(190, 360))


def close_old_duties(world: World, women: list[Survivor]) -> None:
    """Decide the duties that the episodes told had started, as it was done in their day.

    Every twelfth is left open, so that the list of a centre is worth opening.
    """
    left = {survivor.pk for survivor in women[5::12]}
    for centre in world.centres.values():
        by = world.worker_of(centre)
        with acting(by.context):
            found = ReportingDuty.objects.filter(state=DutyState.OPEN).exclude(survivor__in=left)
            for duty in found.select_related("survivor"):
                _report(duty, by, world.at)


def _report(duty: ReportingDuty, by: Staff, at: datetime) -> None:
    duty_actions.inform_her(duty=duty, her_view="wants", her_words="", by=by, at=at)
    if duty.information_due:
        duty_actions.give_information(duty=duty, on=chilean_day(at), by=by, at=at)
    where = Decision(DutyState.REPORTED, reported_to="prosecutor", reported_at=at)
    duty_actions.decide(duty=duty, decision=where, by=by, at=at)
