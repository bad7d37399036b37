"""Requests about personal data: from which day the reformed law rules (law DP-01)."""

from . import env

# A bill may move it: one setting, and only requests filed from then on know of it.
REGIMEN_21719_DESDE = env.day("REGIMEN_21719_DESDE", "2026-12-01")
