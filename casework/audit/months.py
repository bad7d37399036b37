"""The log's monthly partitions, made ahead."""

from datetime import UTC, date, datetime

from django.db import connection, transaction

_known: set[date] = set()  # months that certainly have their partition


def ensure_month(at: datetime) -> None:
    """Have the database make the partition for a moment, once for a process and month.

    Remembered only after the commit: a rollback takes the new partition away again.
    """
    month = at.astimezone(UTC).date().replace(day=1)
    if month not in _known:
        with connection.cursor() as cursor:
            cursor.execute("SELECT siivbg_audit_partition(%s)", [month])
        transaction.on_commit(lambda: _known.add(month))


def prepare_months(ahead: int = 12) -> None:
    """Make the partitions of this month and of those ahead. Safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT siivbg_audit_partition((current_date + make_interval(months => n))::date) "
            "FROM generate_series(0, %s) n",
            [ahead],
        )
