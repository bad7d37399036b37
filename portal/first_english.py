"""Plants the English of the pages of help, in a database that has the Spanish.

Used by one migration, with the models as they were then; afterwards editors own the texts.
"""

import json
from typing import Any

from .first_notice import content
from .first_site import blocks, content_type, next_path

HOME = "/inicio"


def plant(apps: Any, schema_editor: Any) -> None:
    """Make each English page whose Spanish one is there, and the English of the helplines."""
    written = content("en")
    for page in written["pages"]:
        plant_page(apps, page)
    for line in apps.get_model("portal", "Helpline").objects.filter(name_english=""):
        line.name_english = written["helplines"].get(line.number, "")
        line.save(update_fields=["name_english"])


def plant_page(apps: Any, written: dict[str, Any]) -> None:
    """Make one page below the Spanish one its address names, if that is there."""
    pages = apps.get_model("wagtailcore", "Page").objects
    address = HOME + written["path"]
    above = pages.filter(url_path=address.removesuffix("english/"), live=True).first()
    if above is None or pages.filter(url_path=address).exists():
        return
    path = next_path(apps, above)
    above.numchild += 1
    above.save(update_fields=["numchild"])
    apps.get_model("portal", "ContentPage").objects.create(
        **{name: value for name, value in written.items() if name not in {"path", "body"}},
        body=json.dumps(list(blocks(written["body"]))),
        draft_title=written["title"], slug="english", url_path=address,
        path=path, depth=above.depth + 1, numchild=0, live=True,
        locale_id=above.locale_id, content_type=content_type(apps, "contentpage"),
    )  # fmt: skip
