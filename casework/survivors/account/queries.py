"""Reads of her account, oldest first: it reads as it was told."""

from casework.access.principals import Principal

from ..models import RelatedPerson, Survivor
from ..versions import ACCOUNT, with_versions
from .models import Account


def entries_of(survivor: Survivor, by: Principal) -> list[Account]:
    """Give every entry inside the asker's scope, with its centre and the child, if any."""
    rows = with_versions(Account.objects.visible_to(by).filter(survivor=survivor), ACCOUNT)
    return list(rows.select_related("centre__kind", "child").order_by("written_at", "id"))


def children_of(survivor: Survivor) -> list[RelatedPerson]:
    """Give the persons whose words may be written down as a child's."""
    rows = RelatedPerson.objects.filter(survivor=survivor, ended_at=None, is_aggressor=False)
    return list(rows.order_by("id"))
