"""Fictional centres for tests."""

from datetime import date

from casework.territory.models import Centre, CentreKind, Comuna


def centre(name: str, comuna: str = "13101", kind: str | None = None) -> Centre:
    """Make a centre in a comuna (CUT code); by default of the kind that receives women."""
    chosen = (
        CentreKind.objects.get(pk=kind)
        if kind
        else CentreKind.objects.filter(secret=False, valid_to=None).first()
    )
    made: Centre = Centre.objects.create(
        code=f"T-{name}"[:20],
        name=f"Centro {name}",
        kind=chosen,
        comuna=Comuna.objects.get(pk=comuna),
        valid_from=date(2020, 1, 1),
    )
    return made
