"""The directory as open data, in the terms of HSDS 3.0 (Open Referral; interop.md 9).

A service for each centre, with its organisation, place, telephone and checked hours inside it.
Identifiers are the centres' own codes. Hours stay a sentence: nobody has checked them as rules.
"""

from typing import Any

from .queries import Entry

PROFILE = "https://docs.openreferral.org/en/v3.0.1/hsds/"


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
        "id": centre.code, "name": centre.name, "description": centre.kind.name,
        "status": "active", "fees_description": "Gratis",
        "url": f"{origin}/red-de-apoyo/comuna/{centre.comuna_id}/",
        "organization": _organization(entry),
        "service_at_locations": [
            {"id": f"{centre.code}-lugar", "location": _location(entry)}
        ],
        "attributes": [
            {"id": f"{centre.code}-{need.code}", "taxonomy_term": {
                "id": need.code, "code": need.code, "name": need.name, "description": need.name}}
            for need in entry.offers
        ],
    }  # fmt: skip
    if listing and listing.phone:
        told["phones"] = [{"id": f"{centre.code}-fono", "number": listing.phone}]
    if listing and listing.is_verified and listing.checked_on:
        told["assured_date"] = listing.checked_on.isoformat()
        told["schedules"] = [{"id": f"{centre.code}-horario", "description": listing.hours}]
    return told


def _organization(entry: Entry) -> dict[str, str]:
    executor = entry.centre.executor
    name = executor.name if executor else entry.centre.name
    kind = executor.get_kind_display() if executor else entry.centre.kind.name
    return {"id": f"e-{executor.pk}" if executor else entry.centre.code, "name": name,
            "description": str(kind)}  # fmt: skip


def _location(entry: Entry) -> dict[str, Any]:
    centre = entry.centre
    place: dict[str, Any] = {"id": f"{centre.code}-sitio", "location_type": "physical",
                             "name": centre.name}  # fmt: skip
    if centre.public_address:
        place["addresses"] = [{
            "id": f"{centre.code}-direccion", "address_1": centre.public_address,
            "city": centre.comuna.name, "state_province": centre.comuna.province.region.name,
            "postal_code": "", "country": "CL", "address_type": "physical",
        }]  # fmt: skip
    if entry.listing and entry.listing.step_free:
        place["accessibility"] = [{"id": f"{centre.code}-acceso", "description": "Sin escalones"}]
    return place
