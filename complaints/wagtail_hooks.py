"""Grounds, texts and times of answers in the editors' workplace: rows people edit (law DP-72)."""

from .oirs import editing as oirs
from .rights import editing
from .satisfaction import editing as satisfaction

editing.register()
oirs.register()
satisfaction.register()
