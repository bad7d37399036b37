"""Reads of protocols that reach past the asker's own centre: numbers, never a case."""

from django.db import connection


def open_cases(code: str) -> dict[int, int]:
    """Give how many open cases of the country are worked by each version of a protocol."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, cases FROM siivbg_cases_by_version(%s)", [code])
        return {int(version): int(cases) for version, cases in cursor.fetchall()}
