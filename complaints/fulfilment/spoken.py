"""Codes of lists that are data, with their words: her copy is for her to read (law 1.1, access)."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from casework import models as m
from casework.episodes.catalogue import lists
from casework.episodes.code_models import EpisodeOption
from casework.sharing.models import RecipientClass, SharingPurpose
from casework.survivors.registry import naming
from casework.territory.listed import names

from .limit_models import Objection

List = EpisodeOption.List
Said = dict[str, str]


def said(code: str, words: str) -> Said:
    """Give a code with its words."""
    return {"code": code, "words": words}


def _option(name: str, list_: str) -> Callable[[m.Episode], Said | list[Said]]:
    """Give how a field of an episode is said: one code, or several."""

    def spoken(row: m.Episode) -> Said | list[Said]:
        value = getattr(row, name)
        if isinstance(value, list):
            return [said(code, lists().name(list_, code)) for code in value]
        return said(value, lists().name(list_, value))

    return spoken


EPISODE = {
    "place": _option("place", List.PLACE),
    "context": _option("context", List.CONTEXT),
    "weapons": _option("weapons", List.WEAPON),
    "complaint_where": _option("complaint_where", List.COMPLAINT),
    "forms": _option("forms", "form"),
}


def _field(row: m.Datum) -> Said:
    return said(row.field, naming.field_name(row.field, timezone.localdate()))


def _value(row: m.Datum) -> Any:
    """Give a datum's answers in words; what was written beside them stays apart, to be read."""
    found = naming.answers(row.field, row.value, timezone.localdate())
    rest = {key: one for key, one in row.value.items() if key != "codes"}
    return {**rest, "codes": [said(code, words) for code, words in found]} if found else rest


DATUM = {"field": _field, "value": _value}


def _purpose(row: Objection) -> Said | None:
    listed = names(SharingPurpose.objects.all())
    return said(row.purpose, str(listed.get(row.purpose, row.purpose))) if row.purpose else None


def _recipient(row: Objection) -> Said | None:
    listed = names(RecipientClass.objects.all())
    return said(row.recipient, str(listed.get(row.recipient, row.recipient)))


OBJECTION = {"purpose": _purpose, "recipient": _recipient}
