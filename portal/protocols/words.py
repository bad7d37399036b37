"""What a document says, field by field: the same text for the same words, to freeze and compare."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.approval.words import written

# What a version is made of, in the order it is read. When it must be reviewed and who answers for
# it are the page's own: changing them makes no new version.
FIELDS: Mapping[str, str | Promise] = {
    "title": _("title"),
    "code": _("code"),
    "institution": _("owner institution"),
    "number": _("number"),
    "year": _("year"),
    "valid_from": _("valid from"),
    "valid_to": _("valid to"),
    "levels": _("levels that must follow it"),
    "centre_kinds": _("kinds of centre that must follow it"),
    "audience": _("who may read it"),
    "example": _("an example, not in force anywhere"),
    "summary": _("summary"),
    "body": _("body"),
    "steps": _("steps"),
    "annexes": _("annexes"),
    "norms": _("related norms"),
}
STREAMS = ("body", "steps", "annexes", "norms")
LISTS = ("levels", "centre_kinds")


def words_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Give a document's words from a page's stored or serializable content."""
    found = written(content)
    return {name: found.get(name, "") for name in FIELDS}


def pieces(words: Mapping[str, str], name: str) -> list[dict[str, Any]]:
    """Give the pieces of a stream as they were written: `{"type": …, "value": …}` each."""
    found: list[dict[str, Any]] = json.loads(words.get(name) or "[]")
    return [{**piece, "value": _listed(piece["value"])} for piece in found]


def _listed(value: Any) -> Any:
    """Give the items of a list by themselves: kept without the editor's identifiers, a list of
    wrapped items is not taken for one."""
    wrapped = isinstance(value, list) and all(
        isinstance(one, dict) and one.keys() == {"type", "value"} for one in value
    )
    return [one["value"] for one in value] if wrapped else value


def codes(words: Mapping[str, str], name: str) -> list[str]:
    """Give the codes ticked in a list."""
    found: list[str] = json.loads(words.get(name) or "[]")
    return found
