"""The only way the site reads centres: those in force, of kinds that are not secret."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from casework.territory.listed import kept
from casework.territory.models import Centre, Comuna, Region
from casework.territory.validity import chilean_day

from .models import Listing, Need


@dataclass(frozen=True, slots=True)
class Entry:
    """A centre as anybody may read it. listing: None until two persons published what it offers."""

    centre: Centre
    listing: Listing | None

    @property
    def offers(self) -> list[Need]:
        """Give what it offers, in the order of the needs."""
        offered = self.listing.offers if self.listing else []
        return [need for need in needs() if need.code in offered]


@dataclass(frozen=True, slots=True)
class Near:
    """Centres as near as there are. reach: "comuna", "province", "region" or "" for none."""

    reach: str
    entries: list[Entry]


def today() -> date:
    """Give the day in Chile."""
    return chilean_day(timezone.now())


def needs() -> tuple[Need, ...]:
    """Give the needs one may choose today."""
    return kept(Need.objects.valid_on(today()).order_by("position"))


def need(code: str) -> Need | None:
    """Give a need of today by its code."""
    return next((one for one in needs() if one.code == code), None)


def entries(**where: object) -> list[Entry]:
    """Give the centres of the directory, by comuna and name; where: filters of a centre."""
    rows = Centre.objects.directory(today()).filter(**where)
    rows = rows.select_related("listing__live_revision", "executor")
    return [Entry(row, _listing(row)) for row in rows.order_by("comuna__name", "name")]


def _listing(centre: Centre) -> Listing | None:
    listing: Listing | None = getattr(centre, "listing", None)
    seen = listing is not None and listing.live and listing.is_shown and listing.is_as_published
    return listing if seen else None


def near(comuna: Comuna, wanted: Need | None) -> Near:
    """Give the centres of a comuna; without any, those of its province, then of its region."""
    if wanted is not None and wanted.is_roof:
        return Near("", [])
    region = of_region(comuna.province.region, wanted)
    steps = {
        "comuna": [one for one in region if one.centre.comuna_id == comuna.pk],
        "province": [one for one in region if one.centre.comuna.province_id == comuna.province_id],
        "region": region,
    }
    reach = next((name for name, found in steps.items() if found), "")
    return Near(reach, steps.get(reach, []))


def of_region(region: Region, wanted: Need | None = None) -> list[Entry]:
    """Give the centres of a region that offer something, or all of them."""
    found = entries(comuna__province__region=region)
    if wanted is None:
        return found
    return [one for one in found if one.listing and wanted.code in one.listing.offers]
