"""Rows of the matrix for legal processes, measures and duties."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from casework.legal.actions import HearingFacts, ProcessFacts, save_hearing, save_process
from casework.legal.duty_actions import keep_draft, start_duty
from casework.legal.measure_actions import BreachFacts, MeasureFacts, save_breach, save_measure
from casework.legal.measure_models import ProtectiveMeasure
from casework.legal.models import LegalProcess
from casework.survivors.models import Survivor
from tests.access.matrix import Row, World, staff
from tests.access.matrix_files import BOTH, reading, writing


def a_process(world: World, survivor: Survivor) -> LegalProcess:
    today = timezone.localdate()
    facts = ProcessFacts(matter_id="criminal", court_kind_id="guarantee", started_on=today)
    by = world.staff["n6"].staff
    return save_process(survivor=survivor, facts=facts, by=by, at=timezone.now())


def process(world: World, survivor: Survivor) -> list[Any]:
    return [a_process(world, survivor).pk]


def hearing(world: World, survivor: Survivor) -> list[Any]:
    at = timezone.now()
    facts = HearingFacts(at=at + timedelta(days=9), kind="trial")
    made = save_hearing(
        process=a_process(world, survivor), facts=facts, by=world.staff["n6"].staff, at=at
    )
    return [made.pk]


def a_measure(world: World, survivor: Survivor) -> ProtectiveMeasure:
    today = timezone.localdate()
    facts = MeasureFacts(kind_id="no_contact", court_kind_id="family", starts_on=today,
                         ends_on=today + timedelta(days=200))  # fmt: skip
    by = world.staff["n6"].staff
    return save_measure(survivor=survivor, facts=facts, by=by, at=timezone.now())


def measure(world: World, survivor: Survivor) -> list[Any]:
    return [a_measure(world, survivor).pk]


def breach(world: World, survivor: Survivor) -> list[Any]:
    at = timezone.now()
    made = save_breach(measure=a_measure(world, survivor), facts=BreachFacts(at=at),
                       by=world.staff["n6"].staff, at=at)  # fmt: skip
    return [made.pk]


def duty(world: World, survivor: Survivor) -> list[Any]:
    at = timezone.now()
    made = start_duty(survivor=survivor, facts="vif", known_at=at, by=world.staff["n6"].staff,
                      at=at)  # fmt: skip
    return [made.pk]


def drafted(world: World, survivor: Survivor) -> list[Any]:
    from casework.legal.duty_models import ReportingDuty

    [duty_id] = duty(world, survivor)
    keep_draft(duty=ReportingDuty.objects.get(pk=duty_id), facts="", authors="", witnesses="",
               reserve_identity=True, service_address=True, by=world.staff["n6"].staff,
               at=timezone.now())  # fmt: skip
    return [duty_id]


def tied(world: World, survivor: Survivor) -> list[Any]:
    return ["process", a_process(world, survivor).pk]


ROWS: tuple[Row, ...] = (
    staff("duties:open", **BOTH),
    reading("legal:list"),
    reading("legal:new-process"),
    reading("legal:process", process),
    reading("legal:edit-process", process),
    reading("legal:move-process", process),
    reading("legal:new-hearing", process),
    reading("legal:hearing", hearing),
    reading("legal:new-measure"),
    reading("legal:measure", measure),
    reading("legal:edit-measure", measure),
    reading("legal:renew-measure", measure),
    reading("legal:check-measure", measure),
    reading("legal:close-measure", measure),
    reading("legal:new-breach", measure),
    reading("legal:breach", breach),
    reading("legal:tie", tied),
    reading("legal:new-duty"),
    reading("legal:duty", duty),
    reading("legal:inform", duty),
    writing("legal:information", duty, on="2026-01-05"),
    reading("legal:decide", duty),
    reading("legal:draft", duty),
    reading("legal:sheet", drafted),
)
