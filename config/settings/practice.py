"""The training copy: the same product by itself, over invented women, with no way out.

SIIVBG_PRACTICE says that this process is the copy. It has a database, a folder and keys of its own,
sends nothing to anybody, and only slips signed by the site open its door (casework.access.slips).
"""

from collections.abc import Mapping
from typing import Any

from . import env
from .base import PRACTICE, PRODUCTION

# Where the copy is; without it and the secret the site offers no practice.
PRACTICE_ORIGIN = env.text("PRACTICE_ORIGIN").rstrip("/")
# Where the copy leads back to.
PRACTICE_SITE = env.text("PRACTICE_SITE").rstrip("/")
PRACTICE_SECRET = env.text("PRACTICE_SECRET")

if PRACTICE and not (PRACTICE_ORIGIN and PRACTICE_SITE and PRACTICE_SECRET):
    raise env.stop(
        "SIIVBG_PRACTICE",
        "the training copy knows neither its site nor their secret",
        "Set PRACTICE_ORIGIN, PRACTICE_SITE and PRACTICE_SECRET.",
    )
if PRODUCTION and PRACTICE_SECRET and len(PRACTICE_SECRET) < 50:
    raise env.stop("PRACTICE_SECRET", "is too short", "Use a random value of 50 characters.")

WALLS = "casework.practice.walls.Walls"
STAFF_DOOR = "casework.access.doors.StaffDoor"


def of_copy(site: Mapping[str, Any]) -> dict[str, Any]:
    """Give the settings of the copy that differ from those of a site."""
    return {**_own_doors(site), **_no_way_out(site)}


def _own_doors(site: Mapping[str, Any]) -> dict[str, Any]:
    """Its own addresses, cookies, look and counters; everybody counts as certified there."""
    before = "__Host-" if site["TLS"] else ""
    middleware = list(site["MIDDLEWARE"])
    if WALLS not in middleware:
        middleware.insert(middleware.index(STAFF_DOOR), WALLS)
    counters = {
        "BACKEND": "casework.access.counter_cache.CounterCache", "LOCATION": "casework_cache",
    }  # fmt: skip
    return {
        "PRACTICE": True,
        "ROOT_URLCONF": "config.practice_urls",
        "MIDDLEWARE": middleware,
        "PUBLIC_ORIGIN": site["PRACTICE_ORIGIN"],
        "SESSION_COOKIE_NAME": f"{before}practica",
        "CSRF_COOKIE_NAME": f"{before}practica-csrf",
        "SURVIVOR_COOKIE_NAME": f"{before}practica-visita",
        "CACHES": {**site["CACHES"], "default": counters},
        "BRAND": {**site["BRAND"], "favicon": "siivbg/practica.svg"},
        "COMPETENCE_STAND_IN": True,
        "STRONG_FACTOR_LEVELS": frozenset(),
    }


def _no_way_out(site: Mapping[str, Any]) -> dict[str, Any]:
    """Every port to the outside, off. The check siivbg.E015 looks at each of them."""
    return {
        "SIMULATORS": False,
        "CLAVE_UNICA": {**site["CLAVE_UNICA"], **dict.fromkeys(CREDENTIALS, "")},
        "MESSAGES_FROM": "",
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "MESSAGE_PROVIDERS": dict.fromkeys(site["MESSAGE_PROVIDERS"], ("", "")),
        "SIGNER": "casework.documents.signers.LocalAuthority",
        "TIMESTAMP_URL": "",
        "FIRMAGOB": {**site["FIRMAGOB"], "url": "", "secret": "", "api_token_key": ""},
        # Files would be real ones: with no scanner that may answer, none is taken.
        "CLAMD_ADDRESS": "",
        "ANTIVIRUS_REQUIRED": True,
    }


CREDENTIALS = ("client_id", "client_secret")
