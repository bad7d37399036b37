"""Plants the one row of settings, empty, and gives editors and approvers their part in it."""

from typing import Any

from portal.first_site import APPROVAL, add_permission

from .models import ONLY

WRITERS, PUBLISHERS = ("add", "change", "view"), ("add", "change", "view", "publish")
# Nobody adds a second row of settings.
RIGHTS = {
    "helpline": {"Redacción": WRITERS, "Aprobación": PUBLISHERS},
    "ministrysettings": {"Redacción": WRITERS[1:], "Aprobación": PUBLISHERS[1:]},
}


def plant(apps: Any, schema_editor: Any) -> None:
    """Make the row. Used by one migration, with the models as they were then."""
    apps.get_model("portal", "MinistrySettings").objects.create(pk=ONLY, live=True)


def give_rights(apps: Any, schema_editor: Any) -> None:
    """Editors write, approvers publish what somebody else wrote; nobody deletes a number."""
    groups = apps.get_model("auth", "Group").objects
    for model, given in RIGHTS.items():
        for group, verbs in given.items():
            held = groups.get(name=group).permissions
            for verb in verbs:
                held.add(add_permission(apps, "portal", model, f"{verb}_{model}"))
            held.remove(*held.filter(codename=f"delete_{model}"))
    _ask_second_persons(apps)


def _ask_second_persons(apps: Any) -> None:
    """Let a change of these be sent to whoever approves, as a change of a page is."""
    types = apps.get_model("contenttypes", "ContentType").objects
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name=APPROVAL).first()
    for model in RIGHTS:
        kind = types.get_or_create(app_label="portal", model=model)[0]
        if workflow:
            apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
                content_type=kind, defaults={"workflow": workflow}
            )
