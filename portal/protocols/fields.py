"""Fields of the documents' pages, without their pieces written into every migration."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from . import blocks
from .kinds import centre_kinds, levels


class CodesField(ArrayField):  # type: ignore[type-arg]  # generic in the stubs only
    """Several codes of a list, ticked one by one. None ticked: all of them are meant."""

    options: Callable[[], list[tuple[str, str]]]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("base_field", None)
        super().__init__(models.CharField(max_length=12), default=list, blank=True, **_bare(kwargs))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Tell migrations nothing of what the field always is."""
        name, path, _args, options = super().deconstruct()
        return name, path, [], {**_bare(options)}

    def formfield(self, **kwargs: Any) -> forms.Field:  # type: ignore[override]
        """Give the boxes to tick."""
        return forms.MultipleChoiceField(
            choices=self.options, widget=forms.CheckboxSelectMultiple, required=False,
            label=capfirst(str(self.verbose_name)), help_text=self.help_text,
        )  # fmt: skip


def _bare(options: dict[str, Any]) -> dict[str, Any]:
    fixed = {"base_field", "default", "blank"}
    return {name: value for name, value in options.items() if name not in fixed}


class LevelsField(CodesField):
    """Levels of staff."""

    options = staticmethod(levels)


class CentreKindsField(CodesField):
    """Kinds of centre."""

    options = staticmethod(centre_kinds)


class PiecesField(StreamField):
    """A stream of one kind of piece: a change of the piece is no change of the database."""

    pieces: type[StreamBlock]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(self.pieces(required=False), blank=True, **_bare(kwargs))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Tell migrations the name of the field and nothing of its pieces."""
        name, path, _blocks, options = super().deconstruct()
        return name, path, [], {k: v for k, v in _bare(options).items() if k != "block_lookup"}


class StepsField(PiecesField):
    """The steps of a protocol."""

    pieces = blocks.StepsBlock


class AnnexesField(PiecesField):
    """Files that go with a document."""

    pieces = blocks.AnnexesBlock


class NormsField(PiecesField):
    """Laws and other norms a document rests on."""

    pieces = blocks.NormsBlock


class ReferencesField(PiecesField):
    """Documents of other institutions: named, never copied."""

    pieces = blocks.ReferencesBlock
