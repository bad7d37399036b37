"""Models of the territory, gathered under their short names."""

from .calendar import Holiday
from .centres import Centre, CentreKind, CentreQuerySet, Programme, ReservedAddress
from .network import Agreement, Executor, Institution
from .places import Comuna, ComunaAlias, Province, Region

__all__ = [
    "Agreement",
    "Centre",
    "CentreKind",
    "CentreQuerySet",
    "Comuna",
    "ComunaAlias",
    "Executor",
    "Holiday",
    "Institution",
    "Programme",
    "Province",
    "Region",
    "ReservedAddress",
]
