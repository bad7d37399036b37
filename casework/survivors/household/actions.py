"""Writes on who is close to her: named, corrected, ended, brought back after a slip."""

from datetime import datetime

from django.db import transaction

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.territory.validity import chilean_day

from ..models import RelatedPerson, Survivor
from .rules import Person, Slip, slips

WRITTEN = ("relation", "name", "birth_year", "in_her_care", "is_aggressor", "lives_with_her")


class Impossible(Exception):
    """What was written cannot be so. slips: where and why."""

    def __init__(self, found: list[Slip]) -> None:
        self.slips = found
        super().__init__(", ".join(slip.field for slip in found))


@transaction.atomic
def add_related(
    *, survivor: Survivor, relation: str, by: Staff, at: datetime, name: str = "",
    birth_year: int | None = None, in_her_care: bool = False, is_aggressor: bool = False,
    lives_with_her: bool | None = None,
) -> RelatedPerson:  # fmt: skip
    """Add somebody close to her, with the least data that serves. Raises Impossible."""
    _refuse(survivor, Person(relation, name, birth_year, is_aggressor), at)
    person = RelatedPerson.objects.create(
        survivor=survivor, key_id=survivor.key_id, relation=relation, name=name,
        birth_year=birth_year, in_her_care=in_her_care, lives_with_her=lives_with_her,
        is_aggressor=is_aggressor, recorded_by=by.operator_id,
    )  # fmt: skip
    _log(person, "related_added", by, at)
    return person


@transaction.atomic
def change_related(
    *, person: RelatedPerson, relation: str, by: Staff, at: datetime, name: str = "",
    birth_year: int | None = None, in_her_care: bool = False, is_aggressor: bool = False,
    lives_with_her: bool | None = None,
) -> RelatedPerson:  # fmt: skip
    """Correct what is known of somebody close to her. Raises Impossible."""
    _refuse(person.survivor, Person(relation, name, birth_year, is_aggressor), at)
    person.relation, person.name, person.birth_year = relation, name, birth_year
    person.in_her_care, person.is_aggressor = in_her_care, is_aggressor
    person.lives_with_her = lives_with_her
    person.save(update_fields=WRITTEN)
    _log(person, "related_changed", by, at)
    return person


@transaction.atomic
def end_related(*, person: RelatedPerson, by: Staff, at: datetime) -> RelatedPerson:
    """Take somebody off the list: a slip, or no longer close. The row stays and can come back."""
    person.ended_at = person.ended_at or at
    person.save(update_fields=["ended_at"])
    _log(person, "related_ended", by, at)
    return person


@transaction.atomic
def restore_related(*, person: RelatedPerson, by: Staff, at: datetime) -> RelatedPerson:
    """Undo `end_related`."""
    person.ended_at = None
    person.save(update_fields=["ended_at"])
    _log(person, "related_restored", by, at)
    return person


def _refuse(survivor: Survivor, person: Person, at: datetime) -> None:
    hers = " ".join(
        (survivor.working_name, survivor.given_names, survivor.first_surname,
         survivor.second_surname, survivor.social_name)
    )  # fmt: skip
    year = chilean_day(at).year
    found = list(slips(person, hers=hers, her_year=survivor.birth_year, this_year=year))
    if found:
        raise Impossible(found)


def _log(person: RelatedPerson, what: str, by: Staff, at: datetime) -> None:
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target("related", str(person.pk)),
        subject=person.survivor_id, detail={"what": what},
    )  # fmt: skip
