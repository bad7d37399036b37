"""Forms of her zone: what was typed waits with the visit and comes back on the next page."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

LONGEST = 2000  # no field of her zone takes more
F = TypeVar("F", bound=forms.Form)


def words_of(form: type[forms.Form], post: QueryDict) -> dict[str, object]:
    """Give what was typed into the form's fields, to be kept sealed with the visit."""
    found: dict[str, object] = {}
    for name, field in form.base_fields.items():
        if isinstance(field, forms.MultipleChoiceField):
            found[name] = [value[:40] for value in post.getlist(name)[:20]]
        elif post.get(name):
            found[name] = post[name][:LONGEST]
    return {name: value for name, value in found.items() if value}


def form_with(form: type[F], typed: Mapping[str, Any], *, told: bool, **initial: Any) -> F:
    """Give the form with what was typed before. told: say too what has to be mended."""
    if told:
        bound = form(dict(typed))
        bound.full_clean()
        return bound
    return form(initial={**initial, **typed})
