"""Names of the code lists, kept for a minute: a trayecto of five hundred lines asks once."""

from time import monotonic

from .catalogue import CourtKind, Matter, MeasureKind

LISTS = {"matter": Matter, "court": CourtKind, "measure": MeasureKind}
SECONDS = 60
_kept: dict[str, tuple[float, dict[str, str]]] = {}


def name_of(of: str, code: object) -> str:
    """Give the name of a code in a list ("matter", "court", "measure"); the code if unknown."""
    since, names = _kept.get(of, (0.0, {}))
    if not names or monotonic() - since > SECONDS:
        names = dict(LISTS[of].objects.values_list("code", "name"))
        _kept[of] = (monotonic(), names)
    return names.get(str(code), str(code))
