"""The people the simulator knows. All fictional; the first four are the official test RUNs."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.identity.run import Run


@dataclass(frozen=True, slots=True)
class Persona:
    """One person: RUN without check digit, registered names, and why she is here."""

    number: int
    given_names: tuple[str, ...]
    surnames: tuple[str, ...]
    note: str | Promise

    @property
    def run(self) -> Run:
        """Her RUN, with the computed check digit."""
        return Run(self.number)

    @property
    def name(self) -> str:
        """Her registered name on one line."""
        return " ".join((*self.given_names, *self.surnames))

    @property
    def subject(self) -> str:
        """The provider's own number for her: never the RUN, never a key of ours."""
        return str(9_000_000_000 + self.number * 7)


PERSONAS = (
    Persona(
        44_444_444, ("María", "Carmen", "de los Ángeles"), ("Del Río", "Gonzálvez"), _("Test RUN")
    ),
    Persona(55_555_555, ("Rosa", "Elena"), ("Huenchumilla", "Soto"), _("Test RUN")),
    Persona(88_888_888, ("Ana",), ("Pérez", "Muñoz"), _("Test RUN")),
    Persona(99_999_999, ("Josefa", "Antonia"), ("Rojas", "Tapia"), _("Test RUN")),
    Persona(11_111_111, ("Carolina", "Paz"), ("Fuentes", "Araya"), _("Registered operator")),
    Persona(26_512_345, ("Yulimar",), ("Rodríguez", "D'Angelo"), _("Foreign resident")),
    Persona(25_310_442, ("Mei",), ("Chen",), _("One surname only")),
    Persona(14_567_803, ("Begoña",), ("Ñancupil", "O'Higgins"), _("RUN that ends in K")),
    Persona(23_987_654, ("Antonella",), ("Vidal", "Ibáñez"), _("Girl of 15")),
    Persona(
        7_654_321,
        ("Luz", "Eliana", "del Carmen"),
        ("Ñuñez", "Güell"),
        _("Older woman, RUN of 7 digits"),
    ),
)

_BY_NUMBER = {persona.number: persona for persona in PERSONAS}


def persona_of(number: str) -> Persona | None:
    """Give the persona with this RUN number, or nobody."""
    return _BY_NUMBER.get(int(number)) if number.isascii() and number.isdigit() else None
