"""Passwords told once: long, random, and without letters that look alike."""

import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def temporary() -> str:
    """Give four groups of four signs, about 79 bits: "k7mp-x2dq-9fga-wt3c"."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
