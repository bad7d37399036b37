"""Our own drawing of the country: each region a band, from north to south, drawn by hand.

No map of anybody else, nothing fetched: a shape to press. It is no measure of anything.
"""

from dataclasses import dataclass

from casework.territory.models import Region

from .places import regions

BAND = 44  # a thumb's height
# Left and right edge of the land where a band begins; the next line closes it.
COAST = (
    (60, 92), (58, 94), (54, 100), (50, 106), (48, 96), (46, 90), (44, 86), (42, 84), (38, 80),
    (34, 76), (32, 72), (32, 70), (30, 70), (28, 66), (24, 62), (34, 84),
)  # fmt: skip
SHORT = {"06": "O'Higgins", "11": "Aysén", "12": "Magallanes", "13": "Metropolitana"}
BESIDE = {"13": "05"}  # inland of the other, in the same band
LABEL = 116


@dataclass(frozen=True, slots=True)
class Shape:
    """A region as drawn: its name as people say it, its corners, where the name is written."""

    region: Region
    name: str
    corners: str
    x: int
    y: int


def shapes() -> list[Shape]:
    """Give the sixteen shapes."""
    drawn, line = [], 0
    for region in regions():
        if region.code in BESIDE:
            drawn.append(_shape(region, line - 1, half="right"))
        else:
            coastal = region.code in BESIDE.values()
            drawn.append(_shape(region, line, half="left" if coastal else ""))
            line += 1
    return drawn


def height() -> int:
    """Give the height of the drawing."""
    return BAND * (len(COAST) - 1)


def _shape(region: Region, line: int, half: str) -> Shape:
    (left, right), (left_below, right_below) = COAST[line], COAST[line + 1]
    middle, middle_below = (left + right) // 2, (left_below + right_below) // 2
    if half == "left":
        right, right_below = middle, middle_below
    if half == "right":
        left, left_below = middle, middle_below
    top, bottom = line * BAND, (line + 1) * BAND
    corners = f"{left},{top} {right},{top} {right_below},{bottom} {left_below},{bottom}"
    lift = {"left": -11, "right": 17, "": 5}[half]
    name = SHORT.get(region.code, region.name)
    return Shape(region, name, corners, LABEL, top + BAND // 2 + lift)
