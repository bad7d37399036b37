"""Models of the territory, gathered under their short names."""

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
    "Institution",
    "Programme",
    "Province",
    "Region",
    "ReservedAddress",
]
