"""Models of the feature folders, gathered where Django looks for them."""

from casework.audit.models import AuditEvent, AuditLane
from casework.documents.models import SealedDocument, StoredFile
from casework.identity.models import DataKey
from casework.territory.models import (
    Agreement,
    Centre,
    CentreKind,
    Comuna,
    ComunaAlias,
    Executor,
    Institution,
    Programme,
    Province,
    Region,
    ReservedAddress,
)

__all__ = [
    "Agreement",
    "AuditEvent",
    "AuditLane",
    "Centre",
    "CentreKind",
    "Comuna",
    "ComunaAlias",
    "DataKey",
    "Executor",
    "Institution",
    "Programme",
    "Province",
    "Region",
    "ReservedAddress",
    "SealedDocument",
    "StoredFile",
]
