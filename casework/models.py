"""Models of the feature folders, gathered where Django looks for them."""

from casework.access.certificate_models import Certificate, LevelRequirement
from casework.access.grant_models import Grant
from casework.access.models import Assignment, LiveSession, Operator, Undertaking
from casework.attachments.models import Attachment
from casework.audit.models import AuditEvent, AuditLane
from casework.cases.models import Case
from casework.cases.task_models import Task
from casework.documents.models import SealedDocument, StoredFile
from casework.identity.models import DataKey
from casework.protocols.models import ProtocolStep, ProtocolVersion
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.survivors.models import Attention, Door, RelatedPerson, SafeContact, Survivor
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
    "Agreement",
    "Assignment",
    "Attachment",
    "Attention",
    "AuditEvent",
    "AuditLane",
    "Case",
    "Centre",
    "CentreKind",
    "Certificate",
    "Comuna",
    "ComunaAlias",
    "DataKey",
    "Door",
    "Executor",
    "Grant",
    "Holiday",
    "Institution",
    "LevelRequirement",
    "LiveSession",
    "Operator",
    "Programme",
    "ProtocolStep",
    "ProtocolVersion",
    "Province",
    "RecipientClass",
    "Region",
    "RelatedPerson",
    "ReservedAddress",
    "SafeContact",
    "SealedDocument",
    "SharingPurpose",
    "StoredFile",
    "Survivor",
    "Task",
    "TrajectoryEvent",
    "Undertaking",
]
