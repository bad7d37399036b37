"""What is already known of her vulnerability: nobody asks again (report: the State asks once)."""

from datetime import date

from casework.survivors.models import RelatedPerson, Survivor

from .models import Factor

ADULT, OLDER, YOUNG = 18, 60, 6


def known_factors(survivor: Survivor, on: date) -> list[str]:
    """Give the factors that her file already says: her age and who is in her care."""
    found = []
    age = on.year - survivor.birth_year if survivor.birth_year else None
    if age is not None and age >= OLDER:
        found.append(Factor.OLDER.value)
    if age is not None and age < ADULT:
        found.append(Factor.UNDERAGE.value)
    rows = RelatedPerson.objects.filter(survivor=survivor, in_her_care=True, ended_at=None)
    years = list(rows.values_list("birth_year", flat=True))
    if years:
        small = any(year is not None and on.year - year < YOUNG for year in years)
        found.append((Factor.YOUNG_CHILD if small else Factor.CHILDREN).value)
    return found
