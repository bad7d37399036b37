"""Invented pages by number: titles, words and steps. The same number is always the same page."""

from datetime import date, timedelta
from random import Random
from typing import Any

from casework.protocols.models import ProtocolStep

SEED = 20261122
FIRST_DAY = date(2020, 1, 1)
SUBJECTS = (
    "acogida", "vivienda", "orientación", "salud", "escuela", "trabajo", "traslado",
    "acompañamiento", "registro", "entrevista", "cuidado", "red", "audiencia", "llamada",
)  # fmt: skip
WORDS = (
    "el equipo acuerda con ella la hora",
    "la persona escribe lo que falta",
    "la reunión empieza puntual y termina con un plan",
    "cada paso tiene una fecha y alguien que responde",
    "lo que no se pudo hacer se dice el mismo día",
    "nadie pregunta dos veces lo mismo",
    "la hoja se guarda",
)


def title(number: int) -> str:
    """Give the title of a page: two subjects and its number."""
    chance = _chance(number)
    first, second = chance.sample(SUBJECTS, 2)
    return f"Sobre {first} y {second}, hoja {number}"


def summary(number: int) -> str:
    """Give its summary, at most 200 letters."""
    return f"{_chance(number).choice(WORDS).capitalize()}. Es una hoja inventada para medir."


def body(number: int) -> list[tuple[str, Any]]:
    """Give its body: headings and paragraphs, some three thousand letters."""
    chance = _chance(number)
    pieces: list[tuple[str, Any]] = []
    for part in range(1, 6):
        said = ". ".join(chance.choice(WORDS).capitalize() for _ in range(8))
        pieces += [("heading", f"Parte {part}"), ("paragraph", f"<p>{said}.</p>")]
    return pieces


def day(number: int) -> date:
    """Give the day it is of."""
    return FIRST_DAY + timedelta(days=_chance(number).randrange(2_000))


def steps() -> list[dict[str, Any]]:
    """Give the steps of a protocol, as its editor writes them."""
    return [
        {"number": f"{stage}.{place}", "title": f"Paso {stage}.{place} inventado",
         "trigger": f"S{stage}", "deadline": 5, "unit": ProtocolStep.Unit.DAYS,
         "role": ProtocolStep.Role.TEAM, "guidance": "Acordar, escribir y avisar."}
        for stage in range(3) for place in (1, 2)
    ]  # fmt: skip


def _chance(number: int) -> Random:
    return Random(f"{SEED}:{number}")  # noqa: S311 - invented words, not a secret
