"""A field of the directory's own."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models


class NeedsField(ArrayField):  # type: ignore[type-arg]
    """What a centre offers: codes of needs, ticked one by one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {name: value for name, value in kwargs.items() if name not in FIXED}
        super().__init__(models.CharField(max_length=12), default=list, blank=True, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Tell migrations nothing of what the field always is."""
        name, path, _args, options = super().deconstruct()
        return name, path, [], {key: options[key] for key in options if key not in FIXED}

    def formfield(self, *args: Any, **kwargs: Any) -> forms.Field:
        """Give the boxes to tick."""
        return forms.MultipleChoiceField(
            choices=_choices, widget=forms.CheckboxSelectMultiple, required=False,
            label=self.verbose_name, help_text=self.help_text,
        )  # fmt: skip


FIXED = {"base_field", "default", "blank", "size"}


def _choices() -> list[tuple[str, str]]:
    from .models import Need  # noqa: PLC0415 - the field belongs to those models

    return [(need.code, need.name) for need in Need.objects.exclude(is_roof=True)]
