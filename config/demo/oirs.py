"""Questions and complaints: one of nobody yet, one nearly late, one answered, one by herself."""

from datetime import timedelta

from casework.access.context import NOBODY, acting
from casework.access.principals import ANONYMOUS, SurvivorPrincipal
from casework.survivors.models import Survivor
from complaints.models import Ticket
from complaints.oirs import actions
from complaints.oirs.choices import Kind, Way
from complaints.oirs.filing import Writing, file

from .women import World


def build(world: World, women: list[Survivor]) -> None:
    """File one of each."""
    with acting(NOBODY):
        file(
            writing=Writing(
                Kind.SUGGESTION, "Podrían abrir un sábado al mes: trabajo toda la semana.", Way.SITE
            ),
            by=ANONYMOUS, at=world.at - timedelta(hours=30),
        )  # fmt: skip
    _by_herself(world, women[0])
    _nearly_late(world)
    _answered(world)


def _by_herself(world: World, survivor: Survivor) -> None:
    me = SurvivorPrincipal(survivor.pk)
    words = "¿Puedo llevar a mi hija a la hora con la psicóloga?"
    with acting(me.context):
        file(
            writing=Writing(Kind.ENQUIRY, words, Way.SPACE, survivor_id=survivor.pk), by=me,
            at=world.at - timedelta(days=2),
        )  # fmt: skip


def _nearly_late(world: World) -> None:
    ticket = _at_counter(
        world, Kind.SUGGESTION, 13, "En la sala de espera faltan juguetes para los niños."
    )
    by = world.worker_of(world.centres["D-VALPO"])
    with acting(by.context):
        actions.take(ticket=ticket, by=by, at=world.at - timedelta(days=12))
        actions.write_note(
            ticket=ticket, words="Preguntar a la municipalidad si dona.", by=by,
            at=world.at - timedelta(days=11),
        )  # fmt: skip


def _answered(world: World) -> None:
    ticket = _at_counter(world, Kind.ENQUIRY, 9, "¿Atienden también en la tarde?")
    by = world.worker_of(world.centres["D-VALPO"])
    at = world.at - timedelta(days=8)
    with acting(by.context):
        actions.take(ticket=ticket, by=by, at=at)
        actions.answer(
            ticket=ticket, words="Sí: los martes y jueves atendemos hasta las 19 horas.", by=by,
            at=at,
        )  # fmt: skip


def _at_counter(world: World, kind: str, days: int, words: str) -> Ticket:
    centre = world.centres["D-VALPO"]
    by = world.worker_of(centre)
    with acting(by.context):
        filed = file(
            writing=Writing(kind, words, Way.PHONE, centre_id=centre.pk), by=by,
            at=world.at - timedelta(days=days),
        )  # fmt: skip
        return Ticket.objects.get(pk=filed.ticket_id)
