"""Every address answers with the security headers; private zones are never stored."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from casework.access.headers import PRIVATE_PREFIXES

from .addresses import routes

# Wagtail shows a draft inside its own editor, so these frames may be drawn by the same site.
PREVIEW = re.compile(r"^/cms/.*(preview|view_draft|revisions/.*/view)")


# Says, truly, that a database under test is not a server ready for visitors.
NOT_READY = {"/salud/lista"}


def missing_headers(path: str, response: HttpResponse) -> list[str]:
    """Name what an answer lacks."""
    policy = response.get("Content-Security-Policy", "")
    wanted = {
        "policy": "default-src 'self'" in policy and "object-src 'none'" in policy,
        "no inline": bool(policy) and "unsafe-" not in policy,
        "base": "base-uri 'self'" in policy and "form-action 'self'" in policy,
        "frame": response.get("X-Frame-Options") == "DENY" or bool(PREVIEW.match(path)),
        "type": response.get("X-Content-Type-Options") == "nosniff",
        "referrer": response.get("Referrer-Policy") in {"no-referrer", "same-origin"},
        "opener": response.get("Cross-Origin-Opener-Policy") == "same-origin",
        "permissions": "geolocation=()" in response.get("Permissions-Policy", ""),
        "store": "no-store" in response.get("Cache-Control", "")
        or not path.startswith(PRIVATE_PREFIXES),
    }
    return [name for name, kept in wanted.items() if not kept]


def test_a_bare_answer_lacks_every_header() -> None:
    assert len(missing_headers("/mi-espacio/", HttpResponse())) == 9


@pytest.mark.django_db
def test_every_address_carries_the_security_headers() -> None:
    client = Client(raise_request_exception=False)
    paths = {route.example for route in routes()} | {"/no-such-page/", "/gestion/no-such-page/"}
    answers = {path: client.get(path) for path in sorted(paths)}
    assert len(answers) > 100
    assert {path: lacks for path, a in answers.items() if (lacks := missing_headers(path, a))} == {}
    assert {path for path, answer in answers.items() if answer.status_code >= 500} <= NOT_READY


def test_every_private_zone_of_the_plan_is_marked_private() -> None:
    zones = {"/gestion/", "/cms/", "/mi-espacio/", "/claveunica/", "/salir/", "/api/"}
    assert zones <= set(PRIVATE_PREFIXES)
