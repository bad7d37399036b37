"""The Open Badges 3.0 credential of a certificate, and the list that says which were revoked.

A W3C Verifiable Credential (data model 2.0) signed as a JWT with the institution's own key
(ES256), which anybody finds at the issuer's address. No name and no RUN go in: whoever holds the
credential may publish it, so it speaks of the folio and of the course.
"""

import base64
import gzip
import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from joserfc import jws

from casework.territory.validity import CHILE

from .badge_key import public_key, signing_key

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
LIST_BITS = 131_072  # the least the list may hold, so that one place says little
ONE_DAY = timedelta(days=1)


def address(part: str) -> str:
    """Give the public address of a part of the badges."""
    return f"{settings.PUBLIC_ORIGIN}/verificar/insignias/{part}"


def issuer() -> dict[str, Any]:
    """Give who issues."""
    return {
        "id": address("emisor/"), "type": ["Profile"], "name": settings.SEAL_OWNER,
        "url": settings.PUBLIC_ORIGIN,
    }  # fmt: skip


def credential(record: dict[str, Any], number: int) -> dict[str, Any]:
    """Give the credential of a record (record.py). number: its place in the list of revoked."""
    until = record["valid_to"]
    ends = {"validUntil": _moment(date.fromisoformat(until) + ONE_DAY)} if until else {}
    return {
        "@context": list(CONTEXT),
        "id": f"urn:siivbg:certificate:{record['folio']}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": issuer(),
        "name": record["course"],
        "validFrom": _moment(date.fromisoformat(record["issued_on"])),
        **ends,
        "credentialSubject": {
            "id": f"urn:siivbg:folio:{record['folio']}",
            "type": ["AchievementSubject"],
            "achievement": _achievement(record),
            "activityStartDate": _moment(date.fromisoformat(record["starts_on"])),
            "activityEndDate": _moment(date.fromisoformat(record["ends_on"])),
        },
        "credentialStatus": {
            "id": f"{address('estado/')}#{number}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(number),
            "statusListCredential": address("estado/"),
        },
    }


def _achievement(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"urn:siivbg:course:{record['code']}:{record['version']}",
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": record["course"],
        "description": f"{record['course']}. {record['hours']} h.",
        "criteria": {"narrative": "Curso aprobado y firmado por quien lo enseñó."},
        "humanCode": record["code"],
        "version": record["version"],
        "inLanguage": "es",
    }


def revoked_list(numbers: Iterable[int], at: datetime) -> dict[str, Any]:
    """Give the list of the revoked as a credential (W3C Bitstring Status List)."""
    bits = bytearray(LIST_BITS // 8)
    for number in numbers:
        bits[number // 8] |= 0x80 >> number % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()
    return {
        "@context": [CONTEXT[0]],
        "id": address("estado/"),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": address("emisor/"),
        "validFrom": at.replace(microsecond=0).isoformat(),
        "credentialSubject": {
            "id": f"{address('estado/')}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": f"u{packed}",
        },
    }


def signed(document: dict[str, Any]) -> str:
    """Give a credential as a signed JWT: the document itself with the registered claims beside."""
    issuer_id = document["issuer"] if isinstance(document["issuer"], str) else address("emisor/")
    claims = {
        **document, "iss": issuer_id, "jti": document["id"],
        "sub": document["credentialSubject"]["id"], "nbf": _seconds(document["validFrom"]),
    }  # fmt: skip
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    header = {"alg": "ES256", "typ": "JWT", "jwk": public_key()}
    return jws.serialize_compact(header, json.dumps(claims), signing_key(), algorithms=["ES256"])


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _moment(day: date) -> str:
    return datetime.combine(day, time(), CHILE).isoformat()
