"""Numbers of requests: random, neutral, with a check digit, easy to say on the telephone."""

import secrets

DIGITS = 7


def new_number() -> str:
    """Give a number such as "4821-7730": seven random digits and Luhn's check digit."""
    body = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    return _written(body + str(_check(body)))


def read(text: str) -> str:
    """Give a typed number as it is written here, or "" when its check digit does not fit."""
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) != DIGITS + 1 or str(_check(digits[:-1])) != digits[-1]:
        return ""
    return _written(digits)


def _written(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:]}"


def _check(body: str) -> int:
    total = 0
    for place, char in enumerate(reversed(body)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10
