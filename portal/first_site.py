"""Plants the first pages, helplines and editors' groups in an empty database.

Used by one migration, with the models as they were then; afterwards editors own the site.
"""

import json
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

CONTENT = Path(__file__).parent / "content" / "es.toml"
FIGURES = string.digits + string.ascii_uppercase
STEP = 4  # figures of one floor of the page tree's path


def content() -> dict[str, Any]:
    """Read the first pages."""
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))


def plant(apps: Any, schema_editor: Any) -> None:
    """Make the site. Replaces the welcome page a new Wagtail comes with."""
    written = content()
    for position, line in enumerate(written["helplines"]):
        apps.get_model("portal", "Helpline").objects.create(position=position, **line)
    _clear_welcome(apps)
    planted: dict[str, Any] = {}
    for page in [*written["pages"], written["privacy"]]:
        planted[page["path"]] = plant_page(apps, planted, page)
    apps.get_model("wagtailcore", "Site").objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "root_page_id": planted["/"].pk,
            "site_name": "SIIVbG",
        },
    )


def _clear_welcome(apps: Any) -> None:
    pages = apps.get_model("wagtailcore", "Page").objects
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    pages.filter(depth__gt=1).delete()
    pages.filter(depth=1).update(numchild=0)


def plant_page(apps: Any, planted: dict[str, Any], written: dict[str, Any]) -> Any:
    """Make one page below the page its address names."""
    fields = {
        name: value for name, value in written.items() if name not in {"path", "kind", "body"}
    }
    if "body" in written:
        fields["body"] = json.dumps(list(blocks(written["body"])))
    parts = written["path"].strip("/").split("/")
    above = "/" + "".join(f"{part}/" for part in parts[:-1])
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    parent = root if parts == [""] else planted[above]
    path = next_path(apps, parent)
    parent.numchild += 1
    parent.save(update_fields=["numchild"])
    model = apps.get_model("portal", written["kind"])
    return model.objects.create(
        **fields,
        draft_title=fields["title"],
        slug=parts[-1] or "inicio",
        path=path,
        depth=parent.depth + 1,
        numchild=0,
        url_path="/inicio" + (written["path"] if parts != [""] else "/"),
        locale=apps.get_model("wagtailcore", "Locale").objects.get(language_code="es"),
        content_type=content_type(apps, written["kind"].lower()),
        show_in_menus=True,
        live=True,
    )


def next_path(apps: Any, parent: Any) -> str:
    """Give the path of a new last child, whatever was there before it."""
    below = apps.get_model("wagtailcore", "Page").objects.filter(
        depth=parent.depth + 1, path__startswith=parent.path
    )
    last = below.order_by("path").last()
    step = int(last.path[-STEP:], len(FIGURES)) + 1 if last else 1
    return str(parent.path) + _figures(step)


def _figures(step: int) -> str:
    """Write a step as the page tree does: in base 36, as wide as a floor of the path."""
    written = ""
    while step:
        step, rest = divmod(step, len(FIGURES))
        written = FIGURES[rest] + written
    return written.rjust(STEP, "0")


def blocks(body: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give each piece the identifier the editor needs to move it about."""
    for block in body:
        value = block["value"]
        if isinstance(value, list):
            value = [{"type": "item", "value": item, "id": str(uuid4())} for item in value]
        yield {**block, "value": value, "id": str(uuid4())}


def content_type(apps: Any, model: str) -> Any:
    """Give the row Django keeps for a kind of page."""
    types = apps.get_model("contenttypes", "ContentType").objects
    return types.get_or_create(app_label="portal", model=model)[0]


PAGE_RIGHTS = {
    "Redacción": ("add_page", "change_page"),
    "Aprobación": ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
# The groups a new Wagtail comes with become ours, with their rights over pictures and papers.
RENAMED = {"Editors": "Redacción", "Moderators": "Aprobación"}
APPROVAL = "Aprobación por una segunda persona"


def make_groups(apps: Any, schema_editor: Any) -> None:
    """Give editors and approvers the least they need: editors write, approvers publish."""
    groups = apps.get_model("auth", "Group").objects
    home = apps.get_model("portal", "HomePage").objects.get()
    rights = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for old, new in RENAMED.items():
        groups.filter(name=old).update(name=new)
        group = groups.get_or_create(name=new)[0]
        rights.filter(group=group).delete()
        for codename in PAGE_RIGHTS[new]:
            permission = add_permission(apps, "wagtailcore", "page", codename)
            rights.create(group=group, page_id=home.pk, permission=permission)
        group.permissions.add(add_permission(apps, "wagtailadmin", "admin", "access_admin"))
    approvers = groups.get(name="Aprobación")
    for verb in ("add", "change", "delete", "view"):
        approvers.permissions.add(add_permission(apps, "portal", "helpline", f"{verb}_helpline"))
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name="Moderators approval").update(
            name=APPROVAL
        )


def add_permission(apps: Any, app: str, model: str, codename: str) -> Any:
    """Give a right over a model, made here when migrations have not made it yet."""
    types = apps.get_model("contenttypes", "ContentType").objects
    content_type = types.get_or_create(app_label=app, model=model)[0]
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ")}
    )[0]
