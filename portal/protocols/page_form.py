"""The form an editor writes a document in."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class LibraryForm(WagtailAdminPageForm):
    """It offers people by their names, not by the words they come in with."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields.get("responsible")
        if field is not None:
            field.label_from_instance = _name


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())
