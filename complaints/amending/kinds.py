"""The kinds of rows that two persons change: each room registers its own, by its model."""

from datetime import date
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _

Content = dict[str, Any]
_KINDS: dict[str, type[models.Model]] = {}


def add_kind(model: type[models.Model]) -> None:
    """Have the rows of a model changed by two persons. Its table has the trigger of `sql.py`."""
    _KINDS[kind_of(model)] = model


def kind_of(model: type[models.Model]) -> str:
    """Give the name of a kind."""
    return str(model._meta.model_name)


def model_of(kind: str) -> type[models.Model]:
    """Give the model of a kind. Raises KeyError when it is none."""
    return _KINDS[kind]


def kinds() -> dict[str, type[models.Model]]:
    """Give every kind with its model."""
    return dict(_KINDS)


def fields_of(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """Give what of a row is written by persons: all but a number of its own."""
    return [field for field in model._meta.concrete_fields if not field.auto_created]


def content_of(row: models.Model) -> Content:
    """Give every field of a row as it is kept, in the words the database gives for it."""
    values = {field.attname: field.value_from_object(row) for field in fields_of(type(row))}
    return {name: _as_kept(value) for name, value in values.items()}


def _as_kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def stored(kind: str, row: str) -> models.Model | None:
    """Give the row that is in force, or None: there is none yet."""
    return model_of(kind)._default_manager.filter(pk=row).first() if row else None


def filled(kind: str, row: str, content: Content) -> models.Model:
    """Give the row as a change would leave it, not saved."""
    found = stored(kind, row) or model_of(kind)()
    for field in fields_of(type(found)):
        setattr(found, field.attname, field.to_python(content.get(field.attname)))
    return found


def said(field: "models.Field[Any, Any]", value: Any) -> str:
    """Give one field's value in words for the screen."""
    base = getattr(field, "base_field", field)
    if isinstance(value, list):
        return " · ".join(said(base, one) for one in value)
    if isinstance(field, models.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, models.DateField):
        return formats.date_format(field.to_python(value), "DATE_FORMAT") if value else "–"
    choices = dict(getattr(base, "flatchoices", ()))
    return str(choices.get(value, value)) if value not in {None, ""} else "–"
