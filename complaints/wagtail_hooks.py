"""Grounds and texts of answers in the editors' workplace: rows that people edit (law DP-72)."""

from .rights import editing

editing.register()
