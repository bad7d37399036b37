"""/salud/viva: the process answers. /salud/lista: it could serve a page. Words only, no details."""

import os
from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from casework.identity.key_ports import KeyUnavailable, key_port


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Say that the process answers. Touches neither database nor disk."""
    return _answer(True)


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether database, migrations, keys and anchors are in order."""
    return _answer(all(check() for check in CHECKS))


def _answer(well: bool) -> HttpResponse:
    word, status = ("ok", 200) if well else ("not ok", 503)
    return HttpResponse(word, status=status, content_type="text/plain")


def _migrated() -> bool:
    """Every migration on disk is applied: also shows that the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return _expected() <= set(cursor.fetchall())
    except Error:
        return False


def _expected() -> frozenset[tuple[str, str]]:
    """The last migration of every application, read from disk once."""
    global _leaves  # noqa: PLW0603
    if _leaves is None:
        graph = MigrationLoader(None).graph
        _leaves = frozenset((app, name) for app, name in graph.leaf_nodes())
    return _leaves


def _keys() -> bool:
    try:
        return bool(key_port().current() and key_port().lookup_key())
    except (KeyUnavailable, OSError):
        return False


def _anchors() -> bool:
    return settings.ANCHOR_DIR.is_dir() and os.access(settings.ANCHOR_DIR, os.W_OK | os.X_OK)


_leaves: frozenset[tuple[str, str]] | None = None
CHECKS: tuple[Callable[[], bool], ...] = (_migrated, _keys, _anchors)
