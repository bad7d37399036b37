"""Rows that travel inside another statement's answer, as JSON, sealed as the table holds them.

    value = queryset.annotate(below=carried.rows(PlanReview.objects.filter(plan=OuterRef("pk"))))
    reviews = [carried.made(PlanReview, one) for one in found.below]

A page with several kinds of rows below one record asks the database once. Row-level security is
the same: the rows are read by the same role in the same statement. What is sealed stays so until
its attribute is read, with the key it always needs.
"""

from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Field, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONObject

from .fields import EncryptedField, Sealed

Row = TypeVar("Row", bound=Model)


def row(rows: "QuerySet[Any]") -> Subquery:
    """Give the first row as one value; None when there is none."""
    return Subquery(rows.values(one=_columns(rows.model))[:1], output_field=JSONField())


def rows(
    found: "QuerySet[Any]", most: int | None = None, also: tuple[str, ...] = ()
) -> ArraySubquery:
    """Give all rows, or the first so many, as one value: a list, empty when there are none.

    also: annotations that travel with each row.
    """
    return ArraySubquery(found.values(one=_columns(found.model, also))[:most])


def made(model: type[Row], value: dict[str, Any], also: tuple[str, ...] = ()) -> Row:
    """Give the row that travelled as a value, with the annotations that came along."""
    fields = model._meta.concrete_fields
    values = [_read(field, value[field.attname]) for field in fields]
    row = model.from_db(None, [field.attname for field in fields], values)
    for name in also:
        setattr(row, name, value[name])
    return row


def _columns(model: type[Model], also: tuple[str, ...] = ()) -> JSONObject:
    names = [field.attname for field in model._meta.concrete_fields]
    return JSONObject(**{name: name for name in (*names, *also)})


def _read(field: "Field[Any, Any]", value: Any) -> Any:
    """Bytes travel in JSON as \\x and their hexadecimal digits."""
    if value is None or field.get_internal_type() != "BinaryField":
        return field.to_python(value)
    plain = bytes.fromhex(value[2:])
    return Sealed(plain) if isinstance(field, EncryptedField) else plain
