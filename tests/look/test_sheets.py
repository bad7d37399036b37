"""The numbers of the sheets hold: contrast of every pair of colours that meets, in every theme."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).resolve().parents[2] / "config/static/siivbg/base.css"
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *(("ink", back, TEXT) for back in ("ground", "paper", "bar", "brand-soft", "warn-soft")),
    *(("soft-ink", back, TEXT) for back in ("ground", "paper")),
    *(("brand", back, TEXT) for back in ("ground", "paper", "brand-soft")),
    *((tone, f"{tone}-soft", TEXT) for tone in ("ok", "warn", "bad")),
    *((tone, "paper", TEXT) for tone in ("ok", "warn", "bad")),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-deep", TEXT),
    ("paper", "bad", TEXT),
    ("bar", "ink", TEXT),
    *(("edge", back, EDGE) for back in ("ground", "paper")),
]
START = {"light": ":root{", "dark": "dark){:root", "contrast": ':root[data-theme="contrast"]{'}


def tokens(theme: str) -> dict[str, str]:
    text = SHEET.read_text()
    block = text[text.index(START[theme]) :].partition("}")[0]
    own = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block))
    return own if theme == "light" else {**tokens("light"), **own}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_known_one() -> None:
    assert round(contrast("#fff", "#000")) == 21
    assert round(contrast("#ffffff", "#006FB3".lower()), 2) == 5.35


@pytest.mark.parametrize("theme", START)
def test_what_is_read_stands_out_from_what_is_behind_it(theme: str) -> None:
    colours = tokens(theme)
    weak = [pair for pair in PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < pair[2]]
    assert weak == []


@pytest.mark.parametrize("theme", START)
def test_one_of_the_two_rings_of_the_focus_is_always_seen(theme: str) -> None:
    colours = tokens(theme)
    for back in ("ground", "paper", "bar"):
        seen = [contrast(colours[ring], colours[back]) for ring in ("ring", "ring-in")]
        assert max(seen) >= EDGE
    assert contrast(colours["ring"], colours["ring-in"]) >= EDGE


def test_corners_stay_nearly_square() -> None:
    wide = SHEET.with_name("wide.css").read_text()
    radii = re.findall(r"border-radius:\s*(\d+)px", SHEET.read_text() + wide)
    assert radii and max(map(int, radii)) <= 4


def test_her_sheet_is_within_its_budget() -> None:
    assert len(SHEET.read_bytes()) <= 12_288
