"""Plants the other pages of help and the list of news, in both languages.

Used by one migration, with the models as they were then; afterwards editors own the texts.
"""

import tomllib
from typing import Any

from .first_english import plant_page as plant_english
from .first_site import CONTENT, plant_page


def content() -> dict[str, list[dict[str, Any]]]:
    """Read the pages."""
    return tomllib.loads(CONTENT.with_name("help.toml").read_text(encoding="utf-8"))


def plant(apps: Any, schema_editor: Any) -> None:
    """Make each page below the home; an address that is taken is left."""
    home = apps.get_model("portal", "HomePage").objects.first()
    if home is None:
        return
    pages = apps.get_model("wagtailcore", "Page").objects
    written = content()
    for page in written["spanish"]:
        if not pages.filter(url_path="/inicio" + page["path"]).exists():
            plant_page(apps, {"/": home}, page)
    for page in written["english"]:
        plant_english(apps, page)
