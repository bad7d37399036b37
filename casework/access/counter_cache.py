"""A shared cache in the database whose counters are exact under a race."""

from django.core.cache.backends.db import DatabaseCache


class CounterCache(DatabaseCache):
    """Database cache."""
