"""Makes the catalogue of courses of the section that stood there, or anew.

Used by one migration, with the models as they were then; afterwards editors own it.
"""

import tomllib
from typing import Any

from portal.first_library import turn_section
from portal.first_site import CONTENT, plant_page


def plant(apps: Any, schema_editor: Any) -> None:
    """Make it below the home page; an address taken by anything but a section is left."""
    home = apps.get_model("portal", "HomePage").objects.first()
    if home is None:
        return
    written = tomllib.loads(CONTENT.with_name("courses.toml").read_text(encoding="utf-8"))
    below = apps.get_model("wagtailcore", "Page").objects.filter(
        path__startswith=home.path, depth=home.depth + 1
    )
    for page in written["pages"]:
        there = below.filter(slug=page["path"].strip("/")).first()
        if there is None:
            plant_page(apps, {"/": home}, page)
        else:
            turn_section(apps, there.pk, page)
