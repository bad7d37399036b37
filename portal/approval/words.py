"""What a draft says, the same for the same words: to know who changed something."""

import json
import re
from collections.abc import Mapping
from typing import Any

# What Wagtail keeps about a page besides its words, and when it appears or goes.
KEPT_APART = frozenset({
    "pk", "path", "depth", "numchild", "translation_key", "locale", "latest_revision", "live",
    "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "draft_title", "url_path", "content_type", "owner", "locked", "locked_at", "locked_by",
    "expired", "latest_revision_created_at", "alias_of", "wagtail_admin_comments",
    "go_live_at", "expire_at",
})  # fmt: skip
_ROW_KEPT_APART = frozenset({"pk", "page", "sort_order"})
_BETWEEN = re.compile(r">\s*\n\s*<")
_EDITOR_KEY = re.compile(r'\s+data-block-key=\\?"[^"\\]*\\?"')


def settled(text: str) -> str:
    """Give a text without what the editor renews each time somebody opens it: keys, line ends."""
    return _BETWEEN.sub("><", _EDITOR_KEY.sub("", text)).strip()


def written(content: Mapping[str, Any]) -> dict[str, str]:
    """Give the words of a draft from its stored content, field by field."""
    return {
        name: settled(_flat(value)) for name, value in content.items() if name not in KEPT_APART
    }


def _flat(value: Any) -> str:
    """Give one field as text; a body's blocks without the identifiers the editor gives them."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            value = json.loads(value)
        except ValueError:
            return value
    if isinstance(value, list | dict):
        return json.dumps(_bare(value), ensure_ascii=False, sort_keys=True)
    return "" if value is None else str(value)


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if isinstance(value, dict):
        dropped = {"id"} if {"type", "value"} <= value.keys() else _ROW_KEPT_APART
        return {name: _bare(one) for name, one in value.items() if name not in dropped}
    return value
