"""Impugnation: another human decides a score anew, with her statement beside it (art. 8 bis)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity import vault
from casework.risk.beside import Beside
from casework.risk.models import RiskResult
from casework.risk.queries import results_of

from ..rights.choices import Asked
from ..rights.models import RightsRequest
from ..rights.port import CannotFulfil, Done, Fulfiller, Preview
from ..rights.shown import names_of
from .addresses import work_page
from .change_models import SecondLook
from .choices import Look
from .copy_actions import CopyRefused
from .subjects import survivor_of

MIN_WORDS = 40
KIND = "risk-result"


def results(request: RightsRequest) -> list[RiskResult]:
    """Give the results that may be looked at again, newest first."""
    survivor = survivor_of(request)
    return list(results_of(survivor)[:20]) if survivor else []


def look_of(request: RightsRequest) -> SecondLook | None:
    """Give what was decided, if somebody looked."""
    return SecondLook.objects.filter(request=request).first()


@transaction.atomic
def decide(
    *, request: RightsRequest, result_id: UUID, outcome: str, explanation: str, by: Staff,
    at: datetime,
) -> SecondLook:  # fmt: skip
    """Write what another human decided and why. Raises CopyRefused.

    Not who reached the result, nor who wrote it down. A change needs her own new result first, in
    the room of risk: that is the one in force, and the old one stays as history.
    """
    result = next((one for one in results(request) if one.pk == result_id), None)
    if request.right != Asked.IMPUGNATION or result is None:
        raise CopyRefused(_("Choose which result is looked at again."))
    if by.operator_id in (result.applied_by, result.recorded_by):
        raise CopyRefused(
            _("Somebody else looks again: you reached this result, or wrote it down.")
        )
    if outcome not in Look.values or len(explanation.strip()) < MIN_WORDS:
        raise CopyRefused(_("Say what you decide and explain it in words she understands."))
    replaced = _newer(result, by) if outcome == Look.CHANGED else None
    if outcome == Look.CHANGED and replaced is None:
        raise CopyRefused(_("First write down the new result yourself, in Risk. Then come back."))
    look = SecondLook(
        request=request, key_id=request.key_id, target_kind=KIND, target_id=result.pk,
        first_by=result.applied_by or result.recorded_by, statement=request.wording,
        outcome=outcome, explanation=explanation.strip(), replaced_by=replaced,
        decided_by=by.operator_id, decided_at=at,
    )  # fmt: skip
    if look_of(request) is not None:
        raise CopyRefused(_("Somebody decided it already."))
    look.save(force_insert=True)
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target("rights_request", str(request.pk)),
        subject=request.survivor_id, purpose="review",
        detail={"what": f"second-look-{outcome}"},
    )  # fmt: skip
    return look


def _newer(result: RiskResult, by: Staff) -> UUID | None:
    rows = results_of(result.survivor).filter(recorded_by=by.operator_id)
    found = rows.filter(created_at__gt=result.created_at).first()
    return found.pk if found else None


def beside(result_ids: Sequence[UUID]) -> dict[UUID, Beside]:
    """Give what was decided beside results, and what she says of them: for whoever shows them."""
    found = SecondLook.objects.filter(target_kind=KIND, target_id__in=result_ids)
    rows = list(found.order_by("decided_at"))
    vault.unlock({one.key_id for one in rows})
    people = names_of([one.decided_by for one in rows]) if rows else {}
    return {
        one.target_id: Beside(
            one.get_outcome_display(), one.decided_at, people.get(one.decided_by, ""),
            str(one.explanation), str(one.statement or ""), one.replaced_by,
            work_page(one.request_id),
        )
        for one in rows
    }  # fmt: skip


def preview(request: RightsRequest, by: Staff, at: datetime) -> Preview:
    """Say whether another human looked, and what came of it."""
    look = look_of(request)
    if look is None:
        return Preview(
            (), (_("Another human has to look at it again first."),), work_page(request.pk)
        )
    return Preview((str(look.get_outcome_display()),), (), work_page(request.pk))


def fulfil(request: RightsRequest, by: Staff, at: datetime) -> Done:
    """Tell her what was decided, by what, and that her words stand beside it."""
    look = look_of(request)
    if look is None:
        raise CannotFulfil(_("Another human has to look at it again first."))
    result = RiskResult.objects.select_related("instrument").filter(pk=look.target_id).first()
    lines = [
        _("Another person looked at it again: %(outcome)s.")
        % {"outcome": str(look.get_outcome_display()).lower()},
        str(look.explanation),
        _("What you say about it stays beside it."),
    ]
    if result is not None:
        lines.insert(
            1, _("It was reached with: %(instrument)s.") % {"instrument": result.instrument}
        )
    return Done(tuple(lines))


IMPUGNATION = Fulfiller(preview, fulfil)
