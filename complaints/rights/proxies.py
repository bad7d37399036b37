"""Whoever asks for her: papers checked by a person, and never somebody she named (DP-12, DP-44)."""

from enum import StrEnum
from uuid import UUID

from casework.cases.models import Case
from casework.episodes.aggressor_models import Aggressor
from casework.identity import vault
from casework.identity.lookup import rank
from casework.identity.run import InvalidRun, Run
from casework.survivors.barring import is_barred
from casework.survivors.models import RelatedPerson

from . import rules
from .choices import Filer
from .heir_models import HeirWish
from .models import RightsRequest


class Standing(StrEnum):
    """What stands in the way of somebody who asks for another."""

    FREE = ""
    UNCHECKED = "unchecked"  # nobody looked at the papers yet
    BARRED = "barred"  # named by her: gets the answer of a stranger, and is told nothing
    ALIVE = "alive"  # an heir, of a woman who is being attended
    FORBIDDEN = "forbidden"  # she did not want her heirs to ask
    ALIKE = "alike"  # named much like somebody she named: the head looks at the papers


def standing(request: RightsRequest) -> Standing:
    """Say whether who asks may act for her, as her team knows it."""
    if request.filer == Filer.HERSELF:
        return Standing.FREE
    if request.survivor_id is None:
        return Standing.FREE if request.power_checked_at else Standing.UNCHECKED
    barred = _is_barred(request)
    heir = request.filer == Filer.HEIR
    problem = rules.heir_problem(
        allowed=_wish(request.survivor_id) if heir else None, barred=barred,
        attended=heir and _attended(request.survivor_id),
    )  # fmt: skip
    if problem:
        return Standing(problem)
    if request.power_checked_at:
        return Standing.FREE
    return Standing.ALIKE if _sounds_like(request) else Standing.UNCHECKED


def _sounds_like(request: RightsRequest) -> bool:
    """Say whether who asks is called much like somebody she named (AB03, AB32).

    A name proves nothing: it only asks for a second look, by the head of the centre.
    """
    her = {"survivor_id": request.survivor_id}
    close = RelatedPerson.objects.filter(is_aggressor=True, ended_at=None, **her)
    rows: list[RelatedPerson | Aggressor] = [*close, *Aggressor.objects.filter(**her)]
    vault.unlock([row.key_id for row in rows])
    names = [(row.pk, str(row.name or "")) for row in rows]
    return bool(rank(str(request.proxy_name or ""), names))


def _is_barred(request: RightsRequest) -> bool:
    try:
        run = Run.parse(str(request.proxy_document or ""))
    except InvalidRun:
        return False
    assert request.survivor_id is not None
    return is_barred(request.survivor_id, run=run)


def _attended(survivor_id: UUID) -> bool:
    """Say whether a case of hers is open, as far as who answers sees."""
    return Case.objects.filter(survivor_id=survivor_id, closed_at=None).exists()


def _wish(survivor_id: UUID) -> bool | None:
    wishes = HeirWish.objects.filter(survivor_id=survivor_id, ended_at=None)
    return wishes.values_list("allowed", flat=True).first()
