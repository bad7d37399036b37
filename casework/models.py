"""Models of the feature folders, gathered where Django looks for them."""

from casework.access.certificate_models import Certificate, LevelRequirement, RequiredCourse
from casework.access.conflict_models import Conflict
from casework.access.grant_models import Grant
from casework.access.models import Assignment, LiveSession, Operator, Undertaking
from casework.access.waiver_models import Waiver
from casework.attachments.models import Attachment
from casework.audit.models import AuditEvent, AuditLane
from casework.cases.act_models import ContactTry, FollowUp, Session, UnmetRequest
from casework.cases.catalogue import AskedService, ExitReason, InterventionType
from casework.cases.models import Case, CaseMove, CaseTeam
from casework.cases.task_models import Task, TaskMove
from casework.cases.waiting.models import WaitingEntry, WaitingEvent, WaitingRule
from casework.cases.work.models import CaseProtocol, SavedFilter
from casework.documents.models import SealedDocument, StoredFile
from casework.drafts.models import Draft
from casework.episodes.aggressor_models import Aggressor, AggressorLink
from casework.episodes.code_models import EpisodeNumber, EpisodeOption, ViolenceForm
from casework.episodes.models import Episode, EpisodeRevision
from casework.episodes.vault_models import BackgroundNote, BackgroundReading
from casework.identity.models import DataKey
from casework.legal.catalogue import CourtKind, Matter, MeasureKind
from casework.legal.duty_models import CifFlag, ComplaintDraft, ReportingDuty
from casework.legal.measure_models import Breach, MeasureRenewal, ProtectiveMeasure
from casework.legal.models import Hearing, LegalDocument, LegalProcess
from casework.messages.models import (
    CallerWords,
    Message,
    MessageOptIn,
    MessagePause,
    NeutralText,
)
from casework.plans.models import (
    Plan,
    PlanActivity,
    PlanObjective,
    PlanReview,
    PlanSignature,
    SafetyPlan,
)
from casework.protocols.models import ProtocolStep, ProtocolVersion
from casework.referrals.models import Referral, ReferralUrgency
from casework.risk.models import Instrument, LevelClock, RiskResult
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.survivors.account.models import Account
from casework.survivors.duplicates.models import DuplicatePair, Merge, MergedRow
from casework.survivors.export.models import Export
from casework.survivors.handover.models import Handover
from casework.survivors.models import Attention, Door, RelatedPerson, SafeContact, Survivor
from casework.survivors.registry.models import Datum, SocialField, SocialOption
from casework.survivors.timeline_models import TrajectoryEvent
from casework.territory.models import (
    Agreement,
    Centre,
    CentreKind,
    Comuna,
    ComunaAlias,
    Executor,
    Holiday,
    Institution,
    Programme,
    Province,
    Region,
    ReservedAddress,
)

__all__ = [
    "Account",
    "Aggressor",
    "AggressorLink",
    "Agreement",
    "AskedService",
    "Assignment",
    "Attachment",
    "Attention",
    "AuditEvent",
    "AuditLane",
    "BackgroundNote",
    "BackgroundReading",
    "Breach",
    "CallerWords",
    "Case",
    "CaseMove",
    "CaseProtocol",
    "CaseTeam",
    "Centre",
    "CentreKind",
    "Certificate",
    "CifFlag",
    "ComplaintDraft",
    "Comuna",
    "ComunaAlias",
    "Conflict",
    "ContactTry",
    "CourtKind",
    "DataKey",
    "Datum",
    "Door",
    "Draft",
    "DuplicatePair",
    "Episode",
    "EpisodeNumber",
    "EpisodeOption",
    "EpisodeRevision",
    "Executor",
    "ExitReason",
    "Export",
    "FollowUp",
    "Grant",
    "Handover",
    "Hearing",
    "Holiday",
    "Institution",
    "Instrument",
    "InterventionType",
    "LegalDocument",
    "LegalProcess",
    "LevelClock",
    "LevelRequirement",
    "LiveSession",
    "Matter",
    "MeasureKind",
    "MeasureRenewal",
    "Merge",
    "MergedRow",
    "Message",
    "MessageOptIn",
    "MessagePause",
    "NeutralText",
    "Operator",
    "Plan",
    "PlanActivity",
    "PlanObjective",
    "PlanReview",
    "PlanSignature",
    "Programme",
    "ProtectiveMeasure",
    "ProtocolStep",
    "ProtocolVersion",
    "Province",
    "RecipientClass",
    "Referral",
    "ReferralUrgency",
    "Region",
    "RelatedPerson",
    "ReportingDuty",
    "RequiredCourse",
    "ReservedAddress",
    "RiskResult",
    "SafeContact",
    "SafetyPlan",
    "SavedFilter",
    "SealedDocument",
    "Session",
    "SharingPurpose",
    "SocialField",
    "SocialOption",
    "StoredFile",
    "Survivor",
    "Task",
    "TaskMove",
    "TrajectoryEvent",
    "Undertaking",
    "UnmetRequest",
    "ViolenceForm",
    "WaitingEntry",
    "WaitingEvent",
    "WaitingRule",
    "Waiver",
]
