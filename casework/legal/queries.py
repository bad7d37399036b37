"""Reads of legal work. What is not the asker's is not there."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q

from casework.access.principals import Principal
from casework.attachments.models import Attachment
from casework.identity import vault
from casework.survivors.models import Survivor

from .choices import DutyState, MeasureState
from .duty_models import CifFlag, ComplaintDraft, ReportingDuty
from .measure_models import Breach, MeasureRenewal, ProtectiveMeasure
from .models import Hearing, LegalDocument, LegalProcess
from .rules import ICONS, TONES, Standing, left_in_words, next_check, standing

OPEN_DUTIES = (DutyState.OPEN, DutyState.INFORMED)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure with where it stands today."""

    row: ProtectiveMeasure
    standing: Standing
    words: str

    @property
    def tone(self) -> str:
        """Colour of its state."""
        return TONES[self.standing]

    @property
    def icon(self) -> str:
        """Icon of its state."""
        return ICONS[self.standing]

    @property
    def expired(self) -> bool:
        """Whether it ended and nobody renewed or closed it."""
        return self.standing == Standing.EXPIRED

    @property
    def next_check(self) -> date | None:
        """The day its supervision is due."""
        row = self.row
        return next_check(row.last_check_on, row.starts_on, row.check_every)


def measure_line(row: ProtectiveMeasure, today: date) -> MeasureLine:
    """Give a measure with where it stands."""
    where = standing(row.state, row.ends_on, today)
    closed = where == Standing.CLOSED
    words = str(row.get_state_display()) if closed else left_in_words(row.ends_on, today)
    return MeasureLine(row, where, words)


def measures_of(survivor: Survivor, *, by: Principal, today: date) -> list[MeasureLine]:
    """Give her measures: those in force first, what ends soonest on top."""
    rows = ProtectiveMeasure.objects.visible_to(by).filter(survivor=survivor)
    pending = Count("breaches", filter=Q(breaches__withdrawn_at=None))
    found = rows.select_related("kind", "court_kind").annotate(breach_count=pending)
    ordered = found.order_by("closed_on", F("ends_on").asc(nulls_last=True), "pk")
    lines = [measure_line(row, today) for row in ordered]
    return sorted(lines, key=lambda line: line.standing == Standing.CLOSED)


def processes_of(survivor: Survivor, *, by: Principal, at: datetime) -> list[LegalProcess]:
    """Give her processes with their next hearing, those going on first."""
    rows = LegalProcess.objects.visible_to(by).filter(survivor=survivor)
    coming = Min("hearings__at", filter=Q(hearings__at__gte=at, hearings__result=""))
    unsaid = Count("hearings", filter=Q(hearings__at__lt=at, hearings__result=""))
    found = rows.select_related("matter", "court_kind").annotate(coming=coming, unsaid=unsaid)
    return list(found.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk"))


def duties_of(survivor: Survivor, *, by: Principal) -> list[ReportingDuty]:
    """Give her duties to report, open ones first."""
    rows = ReportingDuty.objects.visible_to(by).filter(survivor=survivor)
    return sorted(rows.order_by("-known_at"), key=lambda row: row.state not in OPEN_DUTIES)


def process_of(survivor: Survivor, process_id: UUID, *, by: Principal) -> LegalProcess | None:
    """Give one process of hers, or None."""
    rows = LegalProcess.objects.visible_to(by).filter(survivor=survivor, pk=process_id)
    found: LegalProcess | None = rows.select_related("matter", "court_kind", "centre").first()
    return found


def hearings_of(process: LegalProcess) -> list[Hearing]:
    """Give its hearings, newest first."""
    return list(Hearing.objects.filter(process=process).order_by("-at"))


def hearing_of(survivor: Survivor, hearing_id: UUID, *, by: Principal) -> Hearing | None:
    """Give one hearing of hers, or None."""
    rows = Hearing.objects.visible_to(by).filter(survivor=survivor, pk=hearing_id)
    found: Hearing | None = rows.select_related("process").first()
    return found


def measure_of(survivor: Survivor, measure_id: UUID, *, by: Principal) -> ProtectiveMeasure | None:
    """Give one measure of hers, or None."""
    rows = ProtectiveMeasure.objects.visible_to(by).filter(survivor=survivor, pk=measure_id)
    found: ProtectiveMeasure | None = rows.select_related("kind", "court_kind", "centre").first()
    return found


def renewals_of(measure: ProtectiveMeasure) -> list[MeasureRenewal]:
    """Give its renewals, newest first."""
    return list(MeasureRenewal.objects.filter(measure=measure).order_by("-from_day"))


def breaches_of(measure: ProtectiveMeasure) -> list[Breach]:
    """Give its breaches, newest first."""
    return list(Breach.objects.filter(measure=measure, withdrawn_at=None).order_by("-at"))


def breach_of(survivor: Survivor, breach_id: UUID, *, by: Principal) -> Breach | None:
    """Give one breach of hers, or None."""
    rows = Breach.objects.visible_to(by).filter(survivor=survivor, pk=breach_id, withdrawn_at=None)
    found: Breach | None = rows.select_related("measure__kind", "survivor").first()
    return found


def duty_of(survivor: Survivor, duty_id: UUID, *, by: Principal) -> ReportingDuty | None:
    """Give one duty of hers, or None."""
    rows = ReportingDuty.objects.visible_to(by).filter(survivor=survivor, pk=duty_id)
    found: ReportingDuty | None = rows.select_related("proof", "centre__kind").first()
    return found


def draft_of(duty: ReportingDuty) -> ComplaintDraft | None:
    """Give the text being prepared, if any."""
    return ComplaintDraft.objects.filter(duty=duty).first()


def documents_of(target_id: UUID, *, by: Principal) -> list[Attachment]:
    """Give the documents tied to a legal record, newest first."""
    ties = LegalDocument.objects.filter(
        attachment=OuterRef("pk"), target_id=target_id, untied_at=None
    )
    rows = Attachment.objects.visible_to(by).filter(Exists(ties))
    return list(rows.order_by("-filed_at"))


def identity_reserved(survivor_id: UUID) -> bool:
    """Say whether a court ordered to keep her identity secret (law VG-16).

    It holds past its written end, until a person closes the measure: masking too long harms less
    than showing too soon.
    """
    rows = ProtectiveMeasure.objects.filter(survivor=survivor_id, state=MeasureState.IN_FORCE)
    return bool(rows.filter(kind__reserves_identity=True).exists())


def cif_flag(survivor: Survivor) -> CifFlag | None:
    """Give the mark for the circuit's team in force, if any (law SE-12)."""
    return CifFlag.objects.filter(survivor=survivor, until=None).first()


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty still open, in a list of a centre."""

    row: ReportingDuty
    survivor: Survivor
    late: bool = field(default=False)


def open_duties(by: Principal, *, at: datetime) -> list[OpenDuty]:
    """Give the duties still open in the asker's centres, the nearest end first."""
    rows = ReportingDuty.objects.visible_to(by).filter(state__in=OPEN_DUTIES)
    found = list(rows.select_related("survivor", "centre").order_by("due_at"))
    vault.unlock([row.key_id for row in found])
    return [OpenDuty(row, row.survivor, at > row.due_at) for row in found]
