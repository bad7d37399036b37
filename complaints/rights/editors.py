"""Who edits grounds and texts, and the group of who answers for personal data (law DP-72)."""

from typing import Any

from casework.access.levels import OFFICERS

GROUPS = {"Redacción": ("add", "change", "view"), "Aprobación": ("add", "change", "view")}
MODELS = ("legalground", "answertemplate")


def give_rights(apps: Any, schema_editor: Any) -> None:
    """Give the editors' groups their rights, and make the officer's group (a migration's step)."""
    groups = apps.get_model("auth", "Group").objects
    groups.get_or_create(name=OFFICERS)
    for name, verbs in GROUPS.items():
        for model in MODELS:
            grant(apps, name, model, verbs)


def grant(apps: Any, name: str, model: str, verbs: tuple[str, ...]) -> None:
    """Let a group do something with a model of complaints, also before its permissions exist."""
    group = apps.get_model("auth", "Group").objects.get_or_create(name=name)[0]
    for verb in verbs:
        group.permissions.add(_permission(apps, model, verb))


def _permission(apps: Any, model: str, verb: str) -> Any:
    types = apps.get_model("contenttypes", "ContentType").objects
    content_type = types.get_or_create(app_label="complaints", model=model)[0]
    permissions = apps.get_model("auth", "Permission").objects
    codename = f"{verb}_{model}"
    return permissions.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ")}
    )[0]
