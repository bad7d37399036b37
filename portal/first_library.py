"""Makes the two lists of documents, of the sections that stood there or anew.

Used by one migration, with the models as they were then; afterwards editors own the lists.
"""

import json
import tomllib
from typing import Any
from uuid import uuid4

from django.db import connection

from .first_site import CONTENT, blocks, content_type, plant_page


def content() -> list[dict[str, Any]]:
    """Read the lists."""
    written = tomllib.loads(CONTENT.with_name("library.toml").read_text(encoding="utf-8"))
    pages: list[dict[str, Any]] = written["pages"]
    return pages


def plant(apps: Any, schema_editor: Any) -> None:
    """Make the lists below the home page; an address taken by anything but a section is left."""
    home = apps.get_model("portal", "HomePage").objects.first()
    if home is None:
        return
    below = apps.get_model("wagtailcore", "Page").objects.filter(
        path__startswith=home.path, depth=home.depth + 1
    )
    for written in content():
        references = _stream(written["references"])
        there = below.filter(slug=written["path"].strip("/")).first()
        if there is None:
            plant_page(apps, {"/": home}, {**written, "references": references})
        else:
            turn_section(apps, there.pk, written, references=references)


def turn_section(apps: Any, pk: int, written: dict[str, Any], **own: str) -> None:
    """Make a section a list, with its address and what stands below it. own: its other fields.

    What editors wrote stays; a section nobody touched takes today's words.
    """
    sections = apps.get_model("portal", "SectionPage").objects.filter(pk=pk)
    section = sections.first()
    if section is None:
        return
    kind = content_type(apps, written["kind"].lower())
    kept = {"summary": section.summary, "body": section.body}
    if section.latest_revision_id is None:
        kept = {"summary": written["summary"], "body": json.dumps(list(blocks(written["body"])))}
    model = apps.get_model("portal", written["kind"])
    model(page_ptr_id=pk, **own, **kept).save_base(raw=True)
    with connection.cursor() as cursor:  # of the section only its own row goes, not the page
        cursor.execute("DELETE FROM portal_sectionpage WHERE page_ptr_id = %s", [pk])
    page = apps.get_model("wagtailcore", "Page").objects.get(pk=pk)
    for row in [page, *_drafts(apps, pk)]:
        row.content_type_id = kind.pk
        row.save(update_fields=["content_type"])


def _drafts(apps: Any, pk: int) -> list[Any]:
    rows = apps.get_model("wagtailcore", "Revision").objects.filter(object_id=str(pk))
    return list(rows.filter(base_content_type__app_label="wagtailcore"))


def _stream(rows: list[dict[str, str]]) -> str:
    pieces = [
        {"type": "reference", "value": {"url": "", **row}, "id": str(uuid4())} for row in rows
    ]
    return json.dumps(pieces)
