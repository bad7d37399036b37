"""Code lists of legal work: matters, courts and kinds of measure. Data, edited by dates."""

import json
from pathlib import Path
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.territory.validity import Dated, DatedQuerySet, days_in_order

CODES = Path(__file__).parent / "data" / "codes.json"
_LISTED = ("code", "name", "order", "valid_from", "valid_to")


class LegalCodeQuerySet(DatedQuerySet[Any]):
    """Queries over a code list of legal work."""


class LegalCode(Dated):
    """An entry with the days it is in force."""

    code = models.SlugField(primary_key=True, max_length=24)
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    objects = LegalCodeQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Matter(LegalCode):
    """What a legal process is about."""

    privacy: ClassVar[Privacy] = Privacy(Purpose.OPERATION, Retention.CATALOGUE, none=_LISTED)

    class Meta:
        ordering = ["order"]
        constraints = [days_in_order("matter_days_in_order")]


class CourtKind(LegalCode):
    """The kind of court, without its place: the place may tell where she lives."""

    privacy: ClassVar[Privacy] = Privacy(Purpose.OPERATION, Retention.CATALOGUE, none=_LISTED)

    class Meta:
        ordering = ["order"]
        constraints = [days_in_order("courtkind_days_in_order")]


class MeasureKind(LegalCode):
    """A measure a court or prosecutor may order (domain.md 1.4).

    reserves_identity: while it lasts her identity is secret (law VG-16). proposal: nobody has
    confirmed this entry with a source; screens say so.
    """

    privacy: ClassVar[Privacy] = Privacy(
        Purpose.OPERATION, Retention.CATALOGUE, none=(*_LISTED, "reserves_identity", "proposal")
    )

    reserves_identity = models.BooleanField(default=False)
    proposal = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [days_in_order("measurekind_days_in_order")]


def load_codes(apps: Any, _editor: Any) -> None:
    """Create the entries the lists begin with (a migration's step)."""
    for model, rows in json.loads(CODES.read_text(encoding="utf-8")).items():
        made = apps.get_model("casework", model)
        for order, (code, name, *more) in enumerate(rows):
            flags = dict(zip(("reserves_identity", "proposal"), more, strict=False))
            made.objects.create(code=code, name=name, order=order, **flags)
