"""Who can log in to the demo world. Fictional people; their secrets are public on purpose.

`make run` prints this list. The seeding command makes exactly these accounts.
"""

from dataclasses import dataclass

from casework.access.levels import OFFICERS

PASSWORD = "Demo-2026-abrigo"  # noqa: S105  (of every demo operator; refused in production)

TRAINEE = "aprendiz"  # has begun an exercise in the training copy

# The second key of the persona who has one: what a worker would hand over on a card.
DEMO_KEY = "9 5550 1234 anexo 555 0001"


@dataclass(frozen=True, slots=True)
class DemoOperator:
    """A staff account. `level` as in report II.2, empty for content editors; `scope` is a centre's
    code, a region's code, an executor's name or nothing, as the level asks. `totp_secret` is 40
    hexadecimal digits. `story`: what to look at when coming in as her."""

    name: str
    username: str
    level: str
    centre: str
    totp_secret: str
    scope: str = ""
    group: str = ""
    run: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class DemoPersona:
    """Somebody who can enter through the ClaveUnica simulator."""

    run: str
    name: str
    story: str


def secret(number: int) -> str:
    """Give the TOTP secret of the demo operator with this number: always the same."""
    return f"{0x51_11_7B_60_00_00_00_00 + number:016x}" + "a5" * 12


def _operator(
    number: int, name: str, username: str, level: str, centre: str, **more: str
) -> DemoOperator:
    return DemoOperator(name, username, level, centre, secret(number), **more)


OPERATORS: tuple[DemoOperator, ...] = (
    _operator(1, "Amanda Riquelme Toro", "autoridad", "N1", "Nacional"),
    _operator(2, "Bruno Sepúlveda Lara", "administracion", "N2", "Nacional"),
    _operator(3, "Camila Oyarzún Paz", "territorio", "N3", "Región de Valparaíso", scope="05"),
    _operator(
        4, "Daniel Llancao Ruiz", "ejecutor", "N4", "Fundación Abrigo", scope="Fundación Abrigo"
    ),
    _operator(5, "Elisa Maturana Vega", "jefatura", "N5", "Centro Valparaíso", scope="D-VALPO"),
    _operator(
        6,
        "Francisca Nahuel Cid",
        "profesional",
        "N6",
        "Centro Valparaíso",
        scope="D-VALPO",
        run="11.111.111-1",
    ),
    _operator(7, "Gloria Ayala Ríos", "otro.centro", "N6", "Centro Temuco", scope="D-TEMUCO"),
    _operator(8, "Helena Prado Luna", "redaccion", "", "Portal", group="Redacción"),
    _operator(9, "Inés Carrasco Mella", "aprobacion", "", "Portal", group="Aprobación"),
    _operator(
        10, "Jacinta Morales Ponce", "trabajo.social", "N6", "Centro Valparaíso", scope="D-VALPO"
    ),
    _operator(11, "Karina Soto Bravo", "abogada", "N6", "Centro Valparaíso", scope="D-VALPO"),
    _operator(13, "Lorena Pizarro Cea", "datos", "N2", "Nacional", group=OFFICERS),
    _operator(
        12,
        "Mauricio Vidal Ponce",
        "sin.acceso",
        "N6",
        "Centro Valparaíso",
        scope="D-VALPO",
        run="22.222.222-2",
    ),
    _operator(
        14,
        "Nora Fuentes Lillo",
        "vencida",
        "N6",
        "Centro Valparaíso",
        scope="D-VALPO",
        story="her certificate ended yesterday: her door is closed",
    ),
    _operator(
        15,
        "Olivia Cáceres Mena",
        "por.vencer",
        "N6",
        "Centro Valparaíso",
        scope="D-VALPO",
        story="her certificate ends in six days",
    ),
    _operator(
        16,
        "Paula Quiroz Lagos",
        "aprendiz",
        "N6",
        "Centro Valparaíso",
        scope="D-VALPO",
        run="33.333.333-3",
        story="in training: no certificate yet, a practice half done",
    ),
)

PERSONAS: tuple[DemoPersona, ...] = (
    DemoPersona("44.444.444-4", "María Carmen Del Río Gonzálvez", "registered, enters directly"),
    DemoPersona("55.555.555-5", "Rosa Elena Huenchumilla Soto", f"second key: {DEMO_KEY}"),
    DemoPersona("88.888.888-8", "Ana Pérez Muñoz", "registered, her door is closed"),
    DemoPersona("99.999.999-9", "Josefa Antonia Rojas Tapia", "unknown to the system"),
)
