"""Many rows in one statement, each sealed by its model's own fields."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def copy(rows: Iterable[models.Model]) -> None:
    """Insert rows of one model, sealed by the model's own fields, as one statement.

    The server takes no COPY into a table under row-level security: it goes through another.
    """
    rows = list(rows)
    if not rows:
        return
    fields = rows[0]._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = rows[0]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE incoming (LIKE {table}) ON COMMIT DROP")
        with cursor.copy(f"COPY incoming ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_value(field, row) for field in fields])
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming")  # noqa: S608
        cursor.execute("DROP TABLE incoming")


def _value(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, True), connection)
