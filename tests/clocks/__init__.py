"""Deadlines: one engine, one table of the law."""
