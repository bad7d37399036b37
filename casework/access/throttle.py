"""Limits before the expensive and the secret: who tries too often waits, longer each time.

Counting comes before hashing: Argon2id takes 100 MiB a check, so eight at once would be enough to
hurt. Nobody is ever locked out by tries alone, or a stranger could lock out a worker.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django_ratelimit.core import get_usage

FREE_TRIES = 3
FIRST_DELAY = 5
LONGEST_DELAY = 15 * 60
MEMORY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Limit:
    """A named limit: how many in how long, counted by address."""

    group: str
    rate: str


LOGIN_BY_ADDRESS = Limit("staff-login", "30/5m")


def client_address(request: HttpRequest) -> str:
    """Give the visitor's address; behind our proxy, the one the proxy saw."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if forwarded:
            return str(forwarded.rsplit(",", 1)[-1].strip())
    return str(request.META["REMOTE_ADDR"])


def over_limit(request: HttpRequest, limit: Limit) -> int:
    """Count this request; give the seconds to wait when the limit is passed, else 0."""
    usage = get_usage(request, group=limit.group, key="ip", rate=limit.rate, increment=True)
    if usage is None or not usage["should_limit"]:
        return 0
    return max(int(usage["time_left"]), 1)


def pair(request: HttpRequest, account: str) -> str:
    """Name an account seen from an address, without writing either down."""
    text = f"{account.strip().lower()}|{client_address(request)}"
    return salted_hmac("casework.access.throttle", text, algorithm="sha256").hexdigest()


def delay_after(failures: int) -> int:
    """Give the seconds to wait after so many failures: 0, 0, 0, 5, 10, 20... at most 15 minutes."""
    if failures < FREE_TRIES:
        return 0
    doublings = min(failures - FREE_TRIES, 16)
    return min(FIRST_DELAY * 2**doublings, LONGEST_DELAY)


def must_wait(name: str) -> int:
    """Give the seconds somebody must still wait; 0 when she may try."""
    until = cache.get(f"door-until:{name}", 0)
    return max(0, int(until) - int(time.time()))


def failed(name: str) -> int:
    """Count a failure and start its delay; give the delay in seconds."""
    key = f"door-failures:{name}"
    cache.add(key, 0, MEMORY)
    delay = delay_after(cache.incr(key))
    if delay:
        cache.set(f"door-until:{name}", int(time.time()) + delay, delay)
    return delay


def succeeded(name: str) -> None:
    """Forget the failures."""
    cache.delete_many([f"door-failures:{name}", f"door-until:{name}"])


def wait_page(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429, kindly, saying for how long."""
    response = render(
        request,
        "access/wait.html",
        {"minutes": -(-seconds // 60), "seconds": seconds},
        status=429,
    )
    response["Retry-After"] = str(seconds)
    return response
