"""Code lists kept in each process for a minute: a form full of lists asks the database nothing.

    kept(Institution.objects.valid_on(today).order_by("name"))     its rows, once a minute
    field = ListedChoice(queryset=Institution.objects.none())      a choice among such rows

A list saved or deleted in this process is read anew at once; one that another process saved, or
that SQL changed in bulk, within a minute. What is chosen is still looked for in the database.
"""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any, TypeVar

from django import forms
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.forms.models import ModelChoiceIterator

SECONDS = 60.0
MOST = 200  # lists; each day brings new ones, and old ones are forgotten together

Row = TypeVar("Row", bound=models.Model)
_rows: dict[tuple[type[models.Model], str], tuple[float, tuple[Any, ...]]] = {}


def kept(rows: "models.QuerySet[Row]") -> tuple[Row, ...]:
    """Give the rows of a code list, read at most once a minute by each process.

    Raises TypeError for rows about persons: those are read by whoever may see them, every time.
    """
    if hasattr(rows.model, "centre_ids") or hasattr(rows.model, "key_id"):
        raise TypeError(f"{rows.model.__name__} is about persons, not a code list.")
    return named(rows.model, str(rows.query), rows.all)


def named(
    model: type[Row], name: str, read: "Callable[[], models.QuerySet[Row]]"
) -> tuple[Row, ...]:
    """Give the rows kept under a name, where even composing the question is too dear.

    name: one for each question about the model. read: composes it, once a minute.
    """
    found = _rows.get((model, name))
    if found is None or monotonic() - found[0] > SECONDS:
        if len(_rows) >= MOST:
            _rows.clear()
        found = _rows[(model, name)] = (monotonic(), tuple(read()))
    return found[1]


def names(rows: "models.QuerySet[Any]") -> dict[Any, str]:
    """Give the names of a code list by key, kept likewise."""
    return {row.pk: row.name for row in kept(rows)}


def forget(sender: type[models.Model] | None = None, **_signal: Any) -> None:
    """Read a model's lists anew next time, or all of them; a row of another one may be joined."""
    if sender is None or any(model is sender for model, _query in list(_rows)):
        _rows.clear()


post_save.connect(forget, dispatch_uid="listed.forget.saved")
post_delete.connect(forget, dispatch_uid="listed.forget.deleted")


class _Offered(ModelChoiceIterator):
    """The choices of a field, from the list kept."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for row in kept(self.queryset):
            yield self.choice(row)

    def __len__(self) -> int:
        return len(kept(self.queryset)) + (self.field.empty_label is not None)

    def __bool__(self) -> bool:
        return len(self) > 0


class ListedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among the rows of a code list."""

    iterator = _Offered
