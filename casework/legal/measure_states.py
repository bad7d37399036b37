"""Moves of a measure: a renewal keeps it in force; people end what expired unrenewed."""

from .choices import MeasureState as S

MOVES = {S.IN_FORCE: {S.LIFTED, S.ENDED}, S.LIFTED: set(), S.ENDED: set()}
OWNERS = {S.IN_FORCE: "N6"}
FINAL = {S.LIFTED, S.ENDED}
