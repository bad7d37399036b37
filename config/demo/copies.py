"""Copies of lists that the head of a centre asked for: one agreed to, one that waits."""

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.survivors.export import actions as export
from casework.survivors.models import Survivor

from .women import World

COPIES = (
    ("review", "Revisión trimestral de plazos de reevaluación.", "Coordinación del centro"),
    ("coordination", "Reunión de la mesa comunal del jueves.", "Mesa comunal de Valparaíso"),
)


def build(world: World, women: list[Survivor]) -> None:
    """Ask for both as the head; a worker agrees to the first."""
    centre, head = world.centres["D-VALPO"], world.operators["jefatura"]
    asker = Staff(head.pk, head.user_id, str(head), (Held(Level.N5, centre_id=centre.pk),))
    asked = []
    with acting(asker.context):
        for purpose, reason, destination in COPIES:
            grounds = export.Grounds(purpose=purpose, reason=reason, destination=destination)
            asked.append(export.ask_list(centre=centre, grounds=grounds, by=asker, at=world.at))
    worker = world.worker_of(centre)
    with acting(worker.context):
        export.decide(export=asked[0], agreed=True, by=worker, at=world.at)
