"""Who and what must not be in a copy of her data: names, numbers, places of everybody else."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from casework.access.models import Operator
from casework.episodes.aggressor_models import Aggressor
from casework.identity import vault
from casework.legal.duty_models import ComplaintDraft
from casework.plans.models import PlanActivity
from casework.referrals.models import Referral
from casework.survivors.models import RelatedPerson, SafeContact, Survivor
from casework.territory.models import Centre, ReservedAddress

from . import blotting


def blotter_of(survivor: Survivor, centre_ids: Iterable[int]) -> blotting.Blotter:
    """Make what takes others out of the words of her file, as far as the present reader sees."""
    vault.unlock([survivor.key_id])
    centres = sorted({*centre_ids, *survivor.centre_ids})
    names = [*_named(survivor.pk), *_workers(centres)]
    return blotting.blotter(names, _places(centres), hers=_hers(survivor))


def _named(survivor_id: UUID) -> list[str]:
    """The aggressor, those close to her, witnesses and whoever a paper names."""
    found: list[str] = []
    aggressors = list(Aggressor.objects.filter(survivor=survivor_id))
    vault.unlock({one.key_id for one in aggressors})
    for one in aggressors:
        found += [one.name, one.run, one.document_value]
    found += [one.name for one in RelatedPerson.objects.filter(survivor=survivor_id)]
    for draft in ComplaintDraft.objects.filter(survivor=survivor_id):
        found += [_capitals(draft.authors), _capitals(draft.witnesses)]
    found += [_capitals(one.contact) for one in Referral.objects.filter(survivor=survivor_id)]
    found += [_capitals(one.external) for one in PlanActivity.objects.filter(survivor=survivor_id)]
    return [text for text in found if text]


def _workers(centres: list[int]) -> list[str]:
    mine = Q(assignments__centre__in=centres)
    rows = Operator.objects.filter(mine).select_related("user").distinct()
    return [f"{one.user.first_name} {one.user.last_name}" for one in rows]


def _places(centres: list[int]) -> list[str]:
    shelters = Q(kind__secret=True)
    rows = Centre.objects.filter(shelters | Q(pk__in=centres)).select_related("kind")
    found = [text for one in rows for text in (one.address, one.phone)]
    found += [one.name for one in rows if one.kind.secret]
    reserved = list(ReservedAddress.objects.all())
    vault.unlock([one.key_id for one in reserved])
    return [text for text in [*found, *(one.address for one in reserved)] if text]


def _hers(survivor: Survivor) -> list[str]:
    found = [survivor.working_name, survivor.given_names, survivor.first_surname,
             survivor.second_surname, survivor.social_name, survivor.run,
             survivor.document_value]  # fmt: skip
    found += [one.value for one in SafeContact.objects.filter(survivor=survivor)]
    return [text for text in found if text]


def _capitals(text: str) -> str:
    """Leave the words that begin like names; the rest of a sentence is everybody's."""
    return " ".join(
        word for word in str(text or "").split() if word[:1].isupper() or word[:1].isdigit()
    )
