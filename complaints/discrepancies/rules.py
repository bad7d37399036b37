"""Small numbers: which cells of the figures are shown (safety.md 3; law VG-02, OI-10).

A cell under five is hidden. Where the total of a row is shown, hiding one cell alone hides
nothing: others of the row are hidden with it, until what is hidden adds up to five at least.
"""

from collections.abc import Sequence

FEWEST = 5
Cell = int | None  # None: hidden


def alone(count: int) -> Cell:
    """Give a count no other shown number adds up with; None when it is hidden. Nobody is nobody."""
    return None if 0 < count < FEWEST else count


def protected(cells: Sequence[int]) -> tuple[list[Cell], Cell]:
    """Give the cells of a row and their total, with None for what is hidden."""
    total = sum(cells)
    if 0 < total < FEWEST:
        return [None] * len(cells), None
    hidden = {place for place, count in enumerate(cells) if alone(count) is None}
    smallest_first = sorted(range(len(cells)), key=lambda place: cells[place])
    while hidden and _gives_away(cells, hidden):
        hidden.add(next(one for one in smallest_first if cells[one] and one not in hidden))
    return [None if place in hidden else count for place, count in enumerate(cells)], total


def _gives_away(cells: Sequence[int], hidden: set[int]) -> bool:
    """Say whether what is hidden can be told from the total and what is shown."""
    return len(hidden) < 2 or sum(cells[place] for place in hidden) < FEWEST
