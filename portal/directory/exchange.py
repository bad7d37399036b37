"""The directory as open data, in the terms of HSDS 3.0 (Open Referral; interop.md 9).

A service for each centre, with its organisation, place, telephone and checked hours inside it.
Identifiers are UUIDs, as HSDS wants them, made of the centres' own codes: the same ones each time.
Hours stay a sentence: nobody has checked them as rules.
"""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .models import Need
from .queries import Entry

PROFILE = "https://docs.openreferral.org/en/v3.0.1/hsds/"


def identified(*names: object) -> str:
    """Give the identifier of something of the directory, the same for the same names."""
    return str(uuid5(NAMESPACE_URL, "/".join(["siivbg:red-de-apoyo", *map(str, names)])))


def document(entries: list[Entry], origin: str) -> dict[str, Any]:
    """Give the page of services HSDS asks of a list; origin: where this site answers."""
    return {
        "total_items": len(entries), "total_pages": 1, "page_number": 1,
        "size": len(entries), "first_page": True, "last_page": True, "empty": not entries,
        "profile": PROFILE,
        "contents": [service(entry, origin) for entry in entries],
    }  # fmt: skip


def service(entry: Entry, origin: str) -> dict[str, Any]:
    """Give one centre."""
    centre, listing = entry.centre, entry.listing
    told: dict[str, Any] = {
        "id": identified("centre", centre.code), "name": centre.name,
        "alternate_name": centre.code, "description": centre.kind.name,
        "status": "active", "fees_description": "Gratis",
        "url": f"{origin}/red-de-apoyo/comuna/{centre.comuna_id}/",
        "organization": _organization(entry),
        "service_at_locations": [
            {"id": identified("there", centre.code), "location": _location(entry)}
        ],
        "attributes": [
            {"id": identified("offers", centre.code, need.code), "taxonomy_term": _term(need)}
            for need in entry.offers
        ],
    }  # fmt: skip
    if listing and listing.phone:
        told["phones"] = [{"id": identified("phone", centre.code), "number": listing.phone}]
    if listing and listing.is_verified and listing.checked_on:
        told["assured_date"] = listing.checked_on.isoformat()
        hours = {"id": identified("hours", centre.code), "description": listing.hours}
        told["schedules"] = [hours]
    return told


def _term(need: Need) -> dict[str, str]:
    return {"id": identified("need", need.code), "code": need.code, "name": need.name,
            "description": need.name}  # fmt: skip


def _organization(entry: Entry) -> dict[str, str]:
    executor = entry.centre.executor
    name = executor.name if executor else entry.centre.name
    kind = executor.get_kind_display() if executor else entry.centre.kind.name
    whose = ("executor", executor.pk) if executor else ("organization", entry.centre.code)
    return {"id": identified(*whose), "name": name, "description": str(kind)}


def _location(entry: Entry) -> dict[str, Any]:
    centre = entry.centre
    place: dict[str, Any] = {"id": identified("place", centre.code),
                             "location_type": "physical", "name": centre.name}  # fmt: skip
    if centre.public_address:
        place["addresses"] = [{
            "id": identified("address", centre.code), "address_1": centre.public_address,
            "city": centre.comuna.name, "state_province": centre.comuna.province.region.name,
            "postal_code": "", "country": "CL", "address_type": "physical",
        }]  # fmt: skip
    if entry.listing and entry.listing.step_free:
        steps = {"id": identified("access", centre.code), "description": "Sin escalones"}
        place["accessibility"] = [steps]
    return place
