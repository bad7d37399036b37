"""Documents of the demo world: reports, a court paper, pictures, versions, a hold, a secret one."""

from datetime import timedelta
from uuid import UUID

from casework.access.context import acting
from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.attachments import care_actions
from casework.attachments.actions import About, bring, bring_version
from casework.cases.models import Case
from casework.survivors.models import Survivor
from casework.territory.validity import chilean_day

from .papers import paper, scan, screenshot
from .women import World

PAPERS = (
    ("report", "Informe psicosocial", 60, paper),
    ("health", "Dato de atención de urgencia", 40, paper),
    ("identity", "Carnet por ambos lados", 39, scan),
    ("court", "Resolución de medida cautelar", 30, paper),
    ("complaint", "Antecedentes de la fiscalía", 20, paper),
    ("picture", "Mensajes del 3 de noviembre", 12, screenshot),
)
SOME = 12  # women after the first who brought a paper


def build(world: World, women: list[Survivor]) -> None:
    """Give the first woman every kind of document, and some others a paper or two."""
    centre = world.centres["D-VALPO"]
    worker = world.worker_of(centre)
    attended = [one for one in women if centre.pk in one.centre_ids]
    with acting(worker.context):
        _all_kinds(world, worker, attended[0], centre.pk)
        for number, survivor in enumerate(attended[1 : SOME + 1]):
            about = About(centre_id=centre.pk, title="Informe del colegio" if number % 2 else "")
            bring(
                survivor=survivor, file=paper("Informe", "informe"), kind="report", by=worker,
                at=world.at - timedelta(days=1 + 9 * number), about=about,
            )  # fmt: skip


def _all_kinds(world: World, worker: Staff, survivor: Survivor, centre_id: int) -> None:
    case = Case.objects.filter(survivor=survivor, centre_id=centre_id).order_by("opened_at").last()
    tied: tuple[str, UUID] | None = ("case", case.pk) if case else None

    filed = {}
    for kind, title, days, made in PAPERS:
        at = world.at - timedelta(days=days)
        about = About(
            centre_id=centre_id, title=title, document_date=chilean_day(at - timedelta(days=3)),
            target=tied, prosecution=kind == "complaint",
        )  # fmt: skip
        filed[kind] = bring(
            survivor=survivor, file=made(title), kind=kind, by=worker, at=at, about=about
        )
    at = world.at - timedelta(days=8)
    bring_version(
        old=filed["report"], file=paper("Informe psicosocial, corregido"), by=worker, at=at
    )
    operator = world.operators["jefatura"]
    head = Staff(
        operator.pk, operator.user_id, str(operator), (Held(Level.N5, centre_id=centre_id),)
    )
    care_actions.hold(
        attachment=filed["court"], by=head, at=at,
        until=chilean_day(world.at + timedelta(days=180)),
        reason="Oficio ordinario del tribunal de familia: conservar hasta la audiencia.",
    )  # fmt: skip
