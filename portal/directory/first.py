"""Plants the needs, gives editors their part, and puts the search in the pages of the network.

Used by one migration, with the models as they were then; afterwards editors own the texts.
"""

import json
from typing import Any
from uuid import uuid4

from portal.first_site import APPROVAL, add_permission

# code, in Spanish, in English, a safe roof
NEEDS = (
    (
        "hablar",
        "Hablar con alguien y saber qué hacer",
        "Talk to somebody and know what to do",
        False,
    ),
    ("animo", "Apoyo para sentirme mejor", "Support to feel better", False),
    ("leyes", "Ayuda con un juicio o una denuncia", "Help with a trial or a complaint", False),
    ("hijos", "Apoyo para mis hijas e hijos", "Support for my children", False),
    ("sexual", "Apoyo si me forzaron o me tocaron", "Support after somebody forced me", False),
    ("techo", "Un lugar seguro donde dormir", "A safe place to sleep", True),
)
RIGHTS = {
    "Redacción": ("add", "change", "view"),
    "Aprobación": ("add", "change", "view", "publish"),
}
NETWORK = "/inicio/red-de-apoyo/"


def plant(apps: Any, schema_editor: Any) -> None:
    """Make the needs."""
    for position, (code, name, english, is_roof) in enumerate(NEEDS):
        apps.get_model("portal", "Need").objects.create(
            code=code, name=name, name_english=english, is_roof=is_roof, position=position
        )


def give_rights(apps: Any, schema_editor: Any) -> None:
    """Editors write, approvers publish what somebody else wrote; nobody deletes."""
    for group, verbs in RIGHTS.items():
        held = apps.get_model("auth", "Group").objects.get(name=group).permissions
        held.add(*(add_permission(apps, "portal", "listing", f"{verb}_listing") for verb in verbs))
    types = apps.get_model("contenttypes", "ContentType").objects
    kind = types.get_or_create(app_label="portal", model="listing")[0]
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name=APPROVAL).first()
    if workflow:
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )


def put_search(apps: Any, schema_editor: Any) -> None:
    """Put the search into the pages of the network that no editor has touched."""
    for model in ("SectionPage", "ContentPage"):
        for page in apps.get_model("portal", model).objects.filter(
            url_path__in=(NETWORK, f"{NETWORK}english/"), latest_revision=None
        ):
            pieces = json.loads(_text(page.body))
            block = {"type": "directory", "value": None, "id": str(uuid4())}
            pieces.insert(0, block)
            page.body = json.dumps(pieces)
            page.save(update_fields=["body"])


def _text(body: Any) -> str:
    """Give the stream as it is stored, with or without its pieces known to the migration."""
    return json.dumps(list(body.raw_data)) if hasattr(body, "raw_data") else str(body)
