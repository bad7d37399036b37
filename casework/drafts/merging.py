"""Between what a form sends and what it shows: pure, no database."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .tickets import FIELD

OVERWRITE = "_overwrite"
HEADING = "_heading"
OURS = frozenset({"csrfmiddlewaretoken", FIELD, OVERWRITE, HEADING})
UNKEPT = (forms.FileInput, forms.PasswordInput)
NOTHING = "–"


def words_of(sent: QueryDict) -> dict[str, list[str]]:
    """Give the fields of a sent form that may be kept: not ours, not the seal against forgery."""
    return {name: sent.getlist(name) for name in sent if name not in OURS}


def keepable(form: forms.BaseForm, sent: QueryDict) -> dict[str, list[str]]:
    """Give what was sent, without the fields of a form that are never kept (passwords)."""
    secret = {
        form.add_prefix(name)
        for name, field in form.fields.items()
        if isinstance(field.widget, UNKEPT)
    }
    return {name: texts for name, texts in words_of(sent).items() if name not in secret}


def put_back(form: forms.BaseForm, fields: Mapping[str, Iterable[str]]) -> None:
    """Fill an unsent form with kept texts, over what it would show by itself."""
    sent = QueryDict(mutable=True)
    for name, texts in fields.items():
        sent.setlist(name, list(texts))
    form.initial = dict(form.initial or {})
    for name, field in form.fields.items():
        place = form.add_prefix(name)
        if isinstance(field.widget, UNKEPT):
            continue
        if not field.widget.value_omitted_from_data(sent, {}, place):
            form.initial[name] = field.widget.value_from_datadict(sent, {}, place)


def differences(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """Give label, what is there now and what she typed, for the fields where they differ.

    form: bound, with what is there now as its initial values.
    """
    rows = []
    for name, field in form.fields.items():
        bound = form[name]
        if isinstance(field.widget, UNKEPT):
            continue
        typed = field.widget.value_from_datadict(form.data, form.files, bound.html_name)
        if field.has_changed(bound.initial, typed):
            label = str(bound.label)
            rows.append((label, spoken(field, bound.initial), spoken(field, _clean(field, typed))))
    return rows


def _clean(field: forms.Field, typed: Any) -> Any:
    """Give what was typed as a value, or as it stands when it is not one."""
    try:
        return field.to_python(typed)
    except forms.ValidationError:
        return typed


def spoken(field: forms.Field, value: Any) -> str:
    """Give a value as a person would read it."""
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list | tuple | set):
        return ", ".join(spoken(field, one) for one in value)
    return _choice(field, value)


def _choice(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        key = getattr(value, "pk", value)
        found = field.queryset.filter(pk=key).first() if field.queryset is not None else None
        return str(found or value)
    choices = getattr(field, "choices", ())
    flat = {str(code): str(label) for code, label in _flat(choices)}
    return flat.get(str(value), str(value))


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield code, label
