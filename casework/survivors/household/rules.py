"""Pure rules about who is close to her: years that can be, herself, school age."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.identity.spanish import words

from ..choices import Relation

OLDEST = 120
# Compulsory schooling, from kindergarten to the end of secondary (by year of birth, so about).
SCHOOL_FROM, SCHOOL_TO = 5, 18
ADULT_AT = 18


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that cannot be so. field: where it was written; words: what to check."""

    field: str
    words: Promise


TOO_OLD = Slip("birth_year", _("A child cannot be older than her mother. Check the year."))
TOO_YOUNG = Slip("birth_year", _("Her mother or father cannot be younger than she is."))
NOT_YET = Slip("birth_year", _("This year has not come yet. Check it."))
TOO_LONG_AGO = Slip("birth_year", _("Nobody is that old. Check the year."))
HERSELF = Slip(
    "name", _("This is her own name. Write here the other person; she cannot be her aggressor.")
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody close to her, as written down."""

    relation: str
    name: str = ""
    birth_year: int | None = None
    is_aggressor: bool = False


def slips(person: Person, *, hers: str, her_year: int | None, this_year: int) -> Iterator[Slip]:
    """Give what cannot be so. hers: her own names; her_year: of her birth, when known."""
    year = person.birth_year
    if year is not None:
        if year > this_year:
            yield NOT_YET
        elif year < this_year - OLDEST:
            yield TOO_LONG_AGO
        elif her_year is not None and person.relation == Relation.CHILD and year <= her_year:
            yield TOO_OLD
        elif her_year is not None and person.relation == Relation.PARENT and year >= her_year:
            yield TOO_YOUNG
    if person.is_aggressor and _is_herself(person, hers, her_year):
        yield HERSELF


def _is_herself(person: Person, hers: str, her_year: int | None) -> bool:
    """Two or more of her names and nothing against it: one shared name proves nothing."""
    named = set(words(person.name))
    years_differ = None not in {person.birth_year, her_year} and person.birth_year != her_year
    return len(named) >= 2 and named <= set(words(hers)) and not years_differ


def is_child(birth_year: int | None, this_year: int) -> bool:
    """Say whether somebody is surely under eighteen (by year of birth)."""
    return birth_year is not None and this_year - birth_year < ADULT_AT


def goes_to_school(birth_year: int | None, this_year: int) -> bool:
    """Say whether somebody is of the age of compulsory schooling."""
    return birth_year is not None and SCHOOL_FROM <= this_year - birth_year <= SCHOOL_TO
