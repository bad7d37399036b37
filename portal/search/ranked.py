"""Pages that say certain words, those that say them most first.

The index is Wagtail's own. The question is ours: Wagtail's reads the whole index for every search,
ranks all that it finds and knows nothing of languages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.backends.utils import CursorWrapper
from wagtail.models import get_page_models

from portal import tongues
from portal.tongues import ENGLISH

COMPARED = 100  # at most; whoever says the words in its title is among them first
SAYS = "(entry.title || entry.body) @@"  # as the index portal_search_title_body has it
# The weights of the letters D to A are those Wagtail gives to its fields.
_RANKED = """
WITH said AS MATERIALIZED (
    SELECT page.id, page.title, page.content_type_id, entry.id AS entry,
        substr(page.url_path, length(home.url_path) + 1) AS path
    FROM wagtailsearch_indexentry entry
    JOIN wagtailcore_page page ON page.id = entry.object_id::integer
    JOIN wagtailcore_site site ON site.is_default_site
    JOIN wagtailcore_page home ON home.id = site.root_page_id
        AND starts_with(page.url_path, home.url_path)
    WHERE entry.content_type_id = ANY(%(kinds)s) AND {says} {query}
        AND page.live AND page.depth > 1 AND {spoken}
        AND NOT EXISTS (
            SELECT FROM wagtailcore_pageviewrestriction closed
            JOIN wagtailcore_page above ON above.id = closed.page_id
            WHERE starts_with(page.path, above.path)
        )
    ORDER BY entry.title @@ {query} DESC, page.id DESC LIMIT %(compared)s
)
SELECT said.id, said.title, said.path, said.content_type_id
FROM said JOIN wagtailsearch_indexentry entry ON entry.id = said.entry
ORDER BY ts_rank('{{0.01, 0.01, 0.2, 1}}', entry.title, {query}) * entry.title_norm
    + ts_rank('{{0.01, 0.01, 0.2, 1}}', entry.body, {query}) DESC, said.id DESC
LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Said:
    """A page that says the words. path: from the site's home on. kind: its model's name."""

    title: str
    path: str
    kind: str
    summary: str


def best(words: Sequence[str], language: str, *, every: bool, most: int) -> list[Said]:
    """Give the open pages with every one of the words, or with some of them, the best first.

    Without any word there is none.
    """
    if not words:
        return []
    named = {f"word{number}": word for number, word in enumerate(words)}
    each = (f"plainto_tsquery('spanish', %({one})s)" for one in named)
    query = (" && " if every else " || ").join(each)
    spoken = "page.slug = ANY(%(slugs)s)" if language == "en" else "page.slug <> ALL(%(slugs)s)"
    slugs = [ENGLISH] if language == "en" else list(tongues.slugs())
    kinds = _kinds()
    limits = {"compared": COMPARED, "most": most}
    given: dict[str, Any] = {**named, **limits, "kinds": list(kinds), "slugs": slugs}
    with connection.cursor() as cursor:
        cursor.execute(_RANKED.format(says=SAYS, query=f"({query})", spoken=spoken), given)
        rows = cursor.fetchall()
        summaries = _summaries(cursor, [row[0] for row in rows])
    return [Said(title, path, kinds[kind], summaries.get(pk, "")) for pk, title, path, kind in rows]


def _summaries(cursor: CursorWrapper, pages: list[int]) -> dict[int, str]:
    cursor.execute(_summing_up(), {"pages": pages})
    return dict(cursor.fetchall())


@cache
def _summing_up() -> str:
    """Give the question for the summaries of pages of any kind that has one."""
    kinds = (kind._meta for kind in get_page_models())
    tables = [kind.db_table for kind in kinds if "summary" in kind._forward_fields_map]
    each = "SELECT page_ptr_id, summary FROM {} WHERE page_ptr_id = ANY(%(pages)s)"
    return " UNION ALL ".join(each.format(connection.ops.quote_name(one)) for one in tables)


def _kinds() -> dict[int, str]:
    """Give the kinds of pages: the name of each model by its content type."""
    found = ContentType.objects.get_for_models(*get_page_models())
    return {kind.pk: kind.model for kind in found.values()}
