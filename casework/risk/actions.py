"""Writes on risk results: record one, take back one written by mistake."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from casework.access.principals import Staff
from casework.attachments.models import Attachment
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.cases.models import Case
from casework.cases.task_actions import add_task, settle
from casework.cases.task_models import Task
from casework.survivors import timeline
from casework.survivors.levels import Level
from casework.survivors.models import Survivor
from casework.territory.models import Institution

from . import rules
from .clocks import clock_of, valid_until
from .models import Instrument, RiskResult
from .queries import results_of

KIND = "risk-result"  # of its trayecto line, its tasks and its log rows
REVIEW = "risk-review"  # the task
STEP = "do-risk"  # the step of a protocol that asks for an assessment


class NotTaken(Exception):
    """The result breaks a rule; `problem` says which, and what to do."""

    def __init__(self, problem: rules.Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class TakenBack(Exception):
    """It was taken back already, or it is another centre's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found. band: a level's code, or `rules.TOP_BAND`."""

    band: str
    assessed_at: datetime
    instrument: Instrument
    institution: Institution | None = None
    unit: str = ""
    reference: str = ""
    document: Attachment | None = None
    reason: str = ""


@transaction.atomic
def record_result(*, survivor: Survivor, finding: Finding, by: Staff, at: datetime) -> RiskResult:
    """Write a result down, start its clock and ask for the next one.

    Raises NotTaken: from the future, without its institution, or raised or lowered without a
    written reason.
    """
    problem = rules.problem(_facts(survivor, finding), at)
    if problem:
        raise NotTaken(problem)
    reading = rules.read(finding.band)
    clock = clock_of(reading.level, finding.assessed_at)
    outside = finding.instrument.imported
    result: RiskResult = RiskResult.objects.create(
        survivor=survivor, key_id=survivor.key_id, created_at=at, recorded_by=by.operator_id,
        level=reading.level, vital_unknown=reading.vital_unknown, assessed_at=finding.assessed_at,
        instrument=finding.instrument, institution=finding.institution if outside else None,
        unit=finding.unit if outside else "", reference=finding.reference, reason=finding.reason,
        document=finding.document, clock=clock, centre_id=_centre(survivor, by),
        valid_until=valid_until(clock, finding.assessed_at) if clock else None,
        applied_by=None if outside else by.operator_id,
    )  # fmt: skip
    _tell(result, by=by, at=at)
    if result.level != Level.NOT_ASSESSED:
        settle(survivor=survivor, kind=STEP, target=(KIND, result.pk), by=by, at=at)
    if _is_latest(result):
        _ask_again(result, by=by, at=at)
    return result


@transaction.atomic
def take_back(*, result: RiskResult, reason: str, by: Staff, at: datetime) -> None:
    """Take a result out of her history: it was written by mistake. The row stays.

    Raises TakenBack when it is another centre's or was taken back before, NotTaken without a
    reason.
    """
    if len(reason.strip()) < rules.REASON_LENGTH:
        raise NotTaken(rules.Problem("reason", "slip", rules.WHY_A_SLIP))
    if result.withdrawn_at is not None or result.centre_id not in by.case_centres:
        raise TakenBack
    latest = _is_latest(result)
    result.withdrawn_at, result.withdrawn_reason = at, reason
    result.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    timeline.withdraw(result.survivor, target=(KIND, result.pk), at=at)
    _log("risk-withdrawn", result, by, at)
    before = results_of(result.survivor).first()
    if latest and before is not None:
        _ask_again(before, by=by, at=at)
    elif before is None:
        _settle_reviews(result.survivor, by=by, at=at)


def _facts(survivor: Survivor, finding: Finding) -> rules.Facts:
    instrument = finding.instrument
    before = results_of(survivor).filter(assessed_at__lte=finding.assessed_at).first()
    return rules.Facts(
        band=finding.band, assessed_at=finding.assessed_at, imported=instrument.imported,
        judgement=instrument.judgement, one_top_band=instrument.one_top_band,
        institution=finding.institution.code if finding.institution else "",
        reason=finding.reason, before=Level(before.level) if before else None,
    )  # fmt: skip


def _is_latest(result: RiskResult) -> bool:
    latest = results_of(result.survivor).first()
    return latest is not None and latest.pk == result.pk


def _centre(survivor: Survivor, by: Staff) -> int:
    """The worker's centre that attends her; with several, the one that has an open case."""
    mine = sorted(by.case_centres & set(survivor.centre_ids)) or sorted(by.case_centres)
    case = _case(survivor, by)
    return case.centre_id if case else mine[0]


def _case(survivor: Survivor, by: Staff) -> Case | None:
    cases = Case.objects.filter(survivor=survivor, closed_at=None, centre_id__in=by.case_centres)
    return cases.order_by("-opened_at").first()


def _tell(result: RiskResult, *, by: Staff, at: datetime) -> None:
    detail: timeline.Detail = {
        "instrument": result.instrument_id,
        "institution": result.institution_id or "",
        "vital_unknown": result.vital_unknown,
    }
    timeline.note(
        result.survivor, timeline.Kind.RISK, "assessed", target=(KIND, result.pk), by=by,
        at=result.assessed_at, centre_id=result.centre_id, level=result.level, detail=detail,
    )  # fmt: skip
    _log("risk", result, by, at)


def _log(what: str, result: RiskResult, by: Staff, at: datetime) -> None:
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target(KIND, str(result.pk)),
        subject=result.survivor_id, detail={"what": what},
    )  # fmt: skip


def _ask_again(result: RiskResult, *, by: Staff, at: datetime) -> None:
    """Close the reviews of one's own centre, ask for the next, restart the other centres'."""
    if result.valid_until is None:
        return
    _settle_reviews(result.survivor, by=by, at=at)
    case = _case(result.survivor, by)
    add_task(
        survivor=result.survivor, centre_id=_centre(result.survivor, by),
        kind=REVIEW, due_at=result.valid_until, by=by, at=at, case=case, level=result.level,
        target=(KIND, result.pk),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT siivbg_risk_assessed(%s, %s, %s)",
            [result.survivor_id, result.valid_until, result.level],
        )


def _settle_reviews(survivor: Survivor, *, by: Staff, at: datetime) -> None:
    waiting = Task.objects.filter(
        survivor=survivor, kind=REVIEW, done_at=None, cancelled_at=None,
        centre_id__in=by.case_centres,
    )  # fmt: skip
    for target_id in list(waiting.values_list("target_id", flat=True)):
        settle(survivor=survivor, kind=REVIEW, target=(KIND, target_id), by=by, at=at)
