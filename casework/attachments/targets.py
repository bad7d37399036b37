"""What a document may belong to: rooms above say which things of hers they have.

add_targets("case", lambda survivor, by: [(case.pk, "Caso, D-VALPO, 2024"), …])
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from casework.access.principals import Staff
from casework.survivors.models import Survivor

Source = Callable[[Survivor, Staff], Iterable[tuple[UUID, str]]]
_sources: dict[str, Source] = {}


def add_targets(kind: str, source: Source) -> None:
    """Add a kind of thing. source: gives id and words of those the asker may see."""
    _sources[kind] = source


def targets_of(survivor: Survivor, *, by: Staff) -> list[tuple[str, str]]:
    """Give what may be chosen, as "kind:id" and words."""
    return [
        (f"{kind}:{pk}", words)
        for kind, source in _sources.items()
        for pk, words in source(survivor, by)
    ]


def words_of(survivor: Survivor, kind: str, target_id: UUID | None, *, by: Staff) -> str:
    """Give the words of one thing, or "" when the asker does not see it."""
    source = _sources.get(kind)
    found = dict(source(survivor, by)) if source else {}
    return found.get(target_id, "") if target_id else ""
