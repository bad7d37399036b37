"""What people think of an edition: three grades that nobody can tie to anybody."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from casework.access.principals import Staff
from casework.identity import vault
from casework.identity.lookup import code_digest
from casework.territory.validity import chilean_day

from .edition_models import Edition
from .opinion_models import EditionOpinions
from .opinion_rules import FEWEST, Means, added, nothing
from .opinion_rules import means as means_of
from .people_models import Enrolment
from .refusals import NotHers, NotNow
from .states import State


def asked(enrolment: Enrolment, at: datetime) -> bool:
    """Say whether an opinion of her edition is asked for: on the last day or once signed."""
    held = enrolment.state in (State.ENROLLED, State.PASSED, State.FAILED)
    return held and (
        chilean_day(at) >= enrolment.edition.ends_on or enrolment.signed_at is not None
    )


def may_give(enrolments: Iterable[Enrolment], at: datetime) -> set[UUID]:
    """Give the places, of some of hers, whose opinion is asked for and was not given."""
    listed = [one for one in enrolments if asked(one, at)]
    rows = EditionOpinions.objects.filter(edition__in=[one.edition_id for one in listed])
    held = {row.edition_id: row for row in rows} if listed else {}
    vault.unlock(row.key_id for row in held.values())
    said = {edition: set(row.sealed["who"]) for edition, row in held.items()}
    return {one.pk for one in listed if _mark(one) not in said.get(one.edition_id, set())}


@transaction.atomic
def give(
    *, enrolment: Enrolment, content: int, teaching: int, usefulness: int, by: Staff, at: datetime
) -> None:
    """Add three grades to those of her edition. Nothing ties them to her.

    Only a keyed digest among the others says that she was asked. Not written in the log, which
    would tell the hour. Raises NotHers, NotNow.
    """
    if enrolment.operator_id != by.operator_id:
        raise NotHers(_("Each person gives her own opinion."))
    Edition.objects.select_for_update(of=("self",)).get(pk=enrolment.edition_id)
    if not may_give([enrolment], at):
        raise NotNow(_("Your opinion was given already, or the edition goes on."))
    row = _of(enrolment.edition)
    grades = {"content": content, "teaching": teaching, "usefulness": usefulness}
    row.sealed = added(row.sealed, _mark(enrolment), grades)
    row.save(update_fields=["sealed"])


def means(edition: Edition) -> Means | None:
    """Give the means of an edition; None while fewer than five gave their opinion."""
    row = EditionOpinions.objects.filter(edition=edition).first()
    return means_of(row.sealed) if row else None


def _of(edition: Edition) -> EditionOpinions:
    """Give what an edition holds; the first to come makes it, as old as the edition itself."""
    found = EditionOpinions.objects.filter(edition=edition).first()
    if found is not None:
        return found
    key = vault.new_key(owner=vault.KeyOwner.INSTITUTION, survivor_id=None, centre_ids=[])
    made: EditionOpinions = EditionOpinions.objects.create(
        id=edition.pk, created_at=edition.created_at, edition=edition, key_id=key,
        sealed=nothing(),
    )  # fmt: skip
    return made


def _mark(enrolment: Enrolment) -> str:
    return code_digest(f"opinion:{enrolment.pk}").hex()


__all__ = ["FEWEST", "Means", "asked", "give", "may_give", "means"]
