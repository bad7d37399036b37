"""Who decides on changes: the group that approves; the one that writes sends them."""

from typing import Any

APPROVING, WRITING = "Aprobación", "Redacción"
RIGHTS = {WRITING: ("view",), APPROVING: ("view", "approve")}


def give_rights(apps: Any, schema_editor: Any) -> None:
    """Give the editors' groups their rights (a migration's step)."""
    types = apps.get_model("contenttypes", "ContentType").objects
    content_type = types.get_or_create(app_label="complaints", model="amendment")[0]
    permissions = apps.get_model("auth", "Permission").objects
    for name, verbs in RIGHTS.items():
        group = apps.get_model("auth", "Group").objects.get_or_create(name=name)[0]
        for verb in verbs:
            code = f"{verb}_amendment"
            named = {"name": code.replace("_", " ")}
            permission = permissions.get_or_create(
                content_type=content_type, codename=code, defaults=named
            )[0]
            group.permissions.add(permission)
