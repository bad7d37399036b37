"""Who can log in to the demo world. Fictional people; their secrets are public on purpose.

`make run` prints this list. The seeding command makes exactly these accounts.
"""

from dataclasses import dataclass

PASSWORD = "Demo-2026-abrigo"  # noqa: S105  (of every demo operator; refused in production)


@dataclass(frozen=True, slots=True)
class DemoOperator:
    """A staff account. `level` as in report II.2; `totp_secret` is 40 hexadecimal digits."""

    name: str
    username: str
    level: str
    centre: str
    totp_secret: str


@dataclass(frozen=True, slots=True)
class DemoPersona:
    """Somebody who can enter through the ClaveUnica simulator."""

    run: str
    name: str
    story: str


def secret(number: int) -> str:
    """Give the TOTP secret of the demo operator with this number: always the same."""
    return f"{0x51_11_7B_60_00_00_00_00 + number:016x}" + "a5" * 12


OPERATORS: tuple[DemoOperator, ...] = (
    DemoOperator("Amanda Riquelme Toro", "autoridad", "N1", "Nacional", secret(1)),
    DemoOperator("Bruno Sepúlveda Lara", "administracion", "N2", "Nacional", secret(2)),
    DemoOperator("Camila Oyarzún Paz", "territorio", "N3", "Región de Valparaíso", secret(3)),
    DemoOperator("Daniel Llancao Ruiz", "ejecutor", "N4", "Ente ejecutor", secret(4)),
    DemoOperator("Elisa Maturana Vega", "jefatura", "N5", "Centro de Valparaíso", secret(5)),
    DemoOperator("Francisca Nahuel Cid", "profesional", "N6", "Centro de Valparaíso", secret(6)),
)

PERSONAS: tuple[DemoPersona, ...] = (
    DemoPersona("44.444.444-4", "María Carmen Del Río Gonzálvez", "registered, enters directly"),
    DemoPersona("55.555.555-5", "Rosa Elena Huenchumilla Soto", "registered, with a second key"),
    DemoPersona("88.888.888-8", "Ana Pérez Muñoz", "registered, her door is closed"),
    DemoPersona("99.999.999-9", "Josefa Antonia Rojas Tapia", "unknown to the system"),
)
