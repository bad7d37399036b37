"""Names of institutions, kept for a minute: a trayecto of five hundred lines asks once."""

from time import monotonic

from casework.territory.models import Institution

SECONDS = 60
_kept: list[tuple[float, dict[str, str]]] = []


def institution_name(code: object) -> str:
    """Give the name of an institution by its code; "" when it is not in the list."""
    if not _kept or monotonic() - _kept[0][0] > SECONDS:
        names = dict(Institution.objects.values_list("code", "name"))
        _kept[:] = [(monotonic(), names)]
    return _kept[0][1].get(str(code or ""), "")
