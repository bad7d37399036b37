"""Rights over consent texts: one group writes, another approves, nobody deletes (report II.7)."""

from typing import Any

WRITES = ("add", "change", "view")
GROUPS = {"Redacción": WRITES, "Aprobación": (*WRITES, "approve")}


def give_rights(apps: Any, schema_editor: Any) -> None:
    """Give the editors' groups their rights over the texts (a migration's step)."""
    for name, verbs in GROUPS.items():
        group = apps.get_model("auth", "Group").objects.get_or_create(name=name)[0]
        for verb in verbs:
            group.permissions.add(_permission(apps, f"{verb}_consenttext"))


def _permission(apps: Any, codename: str) -> Any:
    types = apps.get_model("contenttypes", "ContentType").objects
    content_type = types.get_or_create(app_label="consent", model="consenttext")[0]
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ")}
    )[0]
