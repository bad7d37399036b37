"""What became of the women's cases: stages, sessions, drop-outs, returns, exits, follow-ups.

Every arrival opened a case already; here the months between it and today are written.
"""

from collections.abc import Callable

from casework.access.context import acting
from casework.cases import actions
from casework.cases.act_models import ContactTry
from casework.cases.stages import Stage
from casework.survivors.models import Survivor
from casework.territory.models import Centre

from .casework_life import first_life
from .casework_telling import AT_WORK, DIAGNOSED, ENTERED, RECEIVED, Telling, describe, telling
from .women import World


def _orientation(tale: Telling) -> None:
    tale.through(RECEIVED)
    tale.sessions(1)


def _waiting(tale: Telling) -> None:
    tale.through((*RECEIVED, Stage.WAITING))
    tale.tries(2, ContactTry.Result.REACHED)


def _entered(tale: Telling) -> None:
    tale.through(ENTERED)
    tale.sessions(2)
    tale.ask()


def _diagnosis(tale: Telling) -> None:
    tale.through(DIAGNOSED)
    tale.sessions(3)
    tale.ask()


def _at_work(tale: Telling) -> None:
    tale.through(AT_WORK)
    tale.sessions(9)
    tale.ask()


def _missing(tale: Telling) -> None:
    tale.through(AT_WORK)
    tale.sessions(6, missed=2)
    tale.tries(3)


def _dropped(tale: Telling) -> None:
    tale.through(DIAGNOSED)
    tale.sessions(3, missed=1)
    tale.drop_out()
    tale.tries(2)


def _returned(tale: Telling) -> None:
    tale.through(AT_WORK)
    tale.sessions(3)
    tale.drop_out()
    tale.return_()
    tale.sessions(3)
    tale.ask()


def _left(tale: Telling) -> None:
    tale.through(AT_WORK)
    tale.sessions(5)
    tale.exit("met")
    tale.follow_ups("well")


def _reentered(tale: Telling) -> None:
    tale.through(AT_WORK)
    tale.sessions(4)
    tale.exit("partial")
    tale.follow_ups("reentry")
    tale.close()
    tale.case = actions.open_case(
        survivor=tale.case.survivor, centre_id=tale.case.centre_id, by=tale.worker, at=tale.now,
        happened=tale.later(), entry_route="spontaneous", programme="PAI",
        intervention_type="psychosocial",
    )  # fmt: skip
    tale.through(ENTERED)
    tale.sessions(2)


def _not_found(tale: Telling) -> None:
    tale.tries(4)


STORIES: tuple[Callable[[Telling], None], ...] = (
    _at_work, _waiting, _diagnosis, _returned, _left, _orientation, _missing, _dropped, _waiting,
    _reentered, _entered, _not_found, _at_work, _left, _waiting,
)  # fmt: skip


def build(world: World, women: list[Survivor]) -> None:
    """Write the months of every woman's cases. The first of them has twenty years of them."""
    first_life(world, women[0])
    for number, survivor in enumerate(women[1:]):
        for place, centre in enumerate(_centres(world, survivor)):
            worker = world.worker_of(centre)
            with acting(worker.context):
                tale = telling(world, survivor, centre, worker)
                STORIES[(number + place * 5) % len(STORIES)](tale)
                describe(tale)


def _centres(world: World, survivor: Survivor) -> list[Centre]:
    by_id = {centre.pk: centre for centre in world.centres.values()}
    survivor.refresh_from_db(fields=["centre_ids"])
    return [by_id[one] for one in survivor.centre_ids]
