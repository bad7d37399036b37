"""Referrals of the demo world: answered, refused, and one nobody answered in time."""

from datetime import timedelta
from typing import Any

from casework.access.context import acting
from casework.access.principals import Staff
from casework.referrals import actions
from casework.referrals.actions import ReferralFacts
from casework.referrals.choices import Answer
from casework.referrals.models import Referral
from casework.survivors.models import Survivor
from casework.territory.models import Centre
from casework.territory.validity import chilean_day

from .women import World

WHERE = ("MINSAL", "MUNI", "MINVU", "CAJ", "SENDA", "MDSF")
WHAT_FOR = (
    "Atención de salud mental", "Subsidio de arriendo", "Hora con matrona",
    "Representación jurídica", "Registro Social de Hogares", "Sala cuna",
)  # fmt: skip


def build(world: World, women: list[Survivor]) -> None:
    """Give the first woman one of each, and every second of the others one."""
    by = world.worker_of(world.centres["D-VALPO"])
    with acting(by.context):
        _of_each(world, women[0], by)
    for number, survivor in enumerate(women[1:]):
        if number % 2 == 0:
            _one(world, survivor, number)


def _refer(world: World, survivor: Survivor, by: Staff, days: int, **more: Any) -> Referral:
    facts = ReferralFacts(
        on_day=chilean_day(world.at) - timedelta(days=days),
        **{"direction": "out", "urgency_id": "medium", **more},
    )  # fmt: skip
    centre_id = min(by.case_centres)
    return actions.make_referral(
        survivor=survivor, facts=facts, centre_id=centre_id, by=by,
        at=world.at - timedelta(days=days),
    )  # fmt: skip


def _of_each(world: World, survivor: Survivor, by: Staff) -> None:
    today = chilean_day(world.at)
    came = _refer(world, survivor, by, 400, direction="in", institution_id="CARAB",
                  urgency_id="high", reason="Llega por una denuncia")  # fmt: skip
    actions.answer_referral(referral=came, answer=Answer.ACCEPTED, on=came.on_day, text="", by=by,
                            at=world.at - timedelta(days=400))  # fmt: skip
    health = _refer(world, survivor, by, 90, institution_id="MINSAL", reason=WHAT_FOR[0],
                    contact="Asistente social, CESFAM Placeres")  # fmt: skip
    actions.answer_referral(
        referral=health, answer=Answer.ACCEPTED, on=today - timedelta(days=85), by=by,
        text="Hora con psicóloga el próximo mes.", at=world.at - timedelta(days=85),
    )  # fmt: skip
    home = _refer(world, survivor, by, 60, institution_id="MINVU", reason=WHAT_FOR[1])
    actions.answer_referral(referral=home, answer=Answer.REJECTED, on=today - timedelta(days=40),
                            text="Falta el informe social.", by=by,
                            at=world.at - timedelta(days=40))  # fmt: skip
    actions.close_referral(referral=home, ending="no_room", on=today - timedelta(days=30), by=by,
                           at=world.at - timedelta(days=30))  # fmt: skip
    _refer(world, survivor, by, 21, institution_id="MUNI", reason="Sala cuna para la niña menor")
    _refer(world, survivor, by, 1, urgency_id="low", institution_other="Fundación de su barrio",
           reason="Taller de oficios")  # fmt: skip


def _one(world: World, survivor: Survivor, number: int) -> None:
    centre = Centre.objects.get(pk=survivor.centre_ids[0])
    by, place = world.worker_of(centre), number // 2 % len(WHERE)
    with acting(by.context):
        made = _refer(world, survivor, by, world.chance.randint(1, 40),
                      institution_id=WHERE[place], reason=WHAT_FOR[place])  # fmt: skip
        if number % 4 == 0:
            actions.answer_referral(referral=made, answer=Answer.ACCEPTED, on=made.on_day,
                                    text="", by=by, at=world.at)  # fmt: skip
