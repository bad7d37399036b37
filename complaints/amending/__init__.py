"""Rows that steer answers are changed by two persons: one writes, another puts in force."""
