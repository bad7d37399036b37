"""The body of a page, without its pieces written into every migration."""

from typing import Any

from wagtail.fields import StreamField

from .blocks import BodyBlock


class BodyField(StreamField):
    """A stream of `BodyBlock` pieces: a new piece is no change of the database."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(BodyBlock(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Tell migrations the name of the field and nothing of its pieces."""
        name, path, _blocks, options = super().deconstruct()
        return name, path, [], {key: options[key] for key in options if key != "block_lookup"}
