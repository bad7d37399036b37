"""What is open to a named person, asked again only when something could have changed it.

Tests ask for her principal at every step, five questions each time. It is kept within a test until
anything is written that her standing is read from, a savepoint is undone or the clock is moved.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.utils import timezone
from django.utils.timezone import localdate

from casework.access import competence
from casework.access.operators import staff_for
from casework.access.principals import Staff
from tests.database import as_system

KEPT_FOR = timedelta(minutes=1)
DECIDING = (
    "operator", "assignment", "undertaking", "levelrequirement", "requiredcourse", "certificate",
    "issuedcertificate", "grant", "waiver", "agreement",
)  # fmt: skip
CHANGES = re.compile(
    r"\s*(ROLLBACK|DO |ALTER|TRUNCATE|WITH |(INSERT INTO|UPDATE|DELETE FROM) "
    rf'"?(casework_({"|".join(DECIDING)})\b|portal_|auth_|two_factor_))'
)
_kept: dict[tuple[object, ...], tuple[datetime, Staff]] = {}


def staff_of(user: Any) -> Staff:
    """Give the principal of an account, with what is open now."""
    now = timezone.now()
    key = user.pk, localdate(now), *_answering()
    at, staff = _kept.get(key, (None, None))
    if at is None or staff is None or not timedelta() <= now - at < KEPT_FOR:
        with as_system():
            staff = staff_for(user, now)
        _kept[key] = now, staff
    return staff


def _answering() -> tuple[object, ...]:
    """Give which database is asked, who says who is certified, and who needs a strong factor."""
    provider = type(competence.provider())
    return connection.settings_dict["NAME"], provider, frozenset(settings.STRONG_FACTOR_LEVELS)


def forget() -> None:
    """Ask again from now on."""
    _kept.clear()


def _watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    if _kept and CHANGES.match(str(sql)):
        forget()
    return execute(sql, params, many, context)


def _watched(connection: BaseDatabaseWrapper, **_more: Any) -> None:
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watch)


connection_created.connect(_watched)
