"""The shared cache counts exactly, whoever is first."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import RequestFactory
from django_ratelimit.core import is_ratelimited

from tests.database import as_superuser

needs_database = pytest.mark.django_db


@needs_database
def test_a_value_comes_back_until_it_expires():
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        cache.set("site", [("a", 1)], 60)
        assert cache.get("site") == [("a", 1)]
        clock.shift(timedelta(seconds=61))
        assert cache.get("site", "gone") == "gone"


@needs_database
def test_add_writes_only_where_nothing_lives():
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        assert cache.add("door", 1, 60)
        assert not cache.add("door", 5, 60)
        assert cache.get("door") == 1
        clock.shift(timedelta(seconds=61))
        assert cache.add("door", 7, 60)
        assert cache.get("door") == 7


@needs_database
def test_counting_what_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="no such counter"):
        cache.incr("never-set")


@needs_database
def test_count_starts_over_when_the_window_is_past():
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        assert [cache.count("door", timeout=60) for _ in range(3)] == [1, 2, 3]
        clock.shift(timedelta(seconds=61))
        assert cache.count("door", timeout=60) == 1


@needs_database
def test_what_expired_is_swept_away():
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        cache.set("short", "a", 10)
        cache.set("long", "b", 1000)
        clock.shift(timedelta(seconds=11))
        assert cache.cull() == 1
        assert cache.get("long") == "b"


@needs_database
def test_bytes_planted_in_the_table_are_never_unpickled():
    cache.set("site", ["ours"], 60)
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_cache SET value = replace(value, ':', 'AA:') WHERE value IS NOT NULL"
        )
    with pytest.raises(Exception, match="[Ss]ignature"):
        cache.get("site")


def _race(backend, *, threads, tries):
    """How many of all the tries pass a limit of one third of them, all starting at once."""
    limit = threads * tries // 3
    start = threading.Barrier(threads)

    def run(_):
        start.wait()
        try:
            return sum(_passes(backend, limit) for _ in range(tries))
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return limit, sum(pool.map(run, range(threads)))


def _passes(backend, limit):
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    return not is_ratelimited(request, group=backend, key="ip", rate=f"{limit}/h", increment=True)


def test_exactly_the_limit_passes_when_everybody_comes_at_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        try:
            limit, passed = _race("race", threads=12, tries=30)
        finally:
            cache.clear()
            connection.close()
    assert passed == limit


@needs_database
def test_the_cache_of_the_framework_is_not_the_one_in_use():
    assert not isinstance(cache, DatabaseCache)
    assert type(cache._connections["default"]).__name__ == "CounterCache"
