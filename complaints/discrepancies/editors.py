"""Who edits the causes: the same groups that edit the grounds of answers."""

from typing import Any

from complaints.rights.editors import GROUPS, grant


def give_rights(apps: Any, schema_editor: Any) -> None:
    """Give the editors' groups their rights (a migration's step)."""
    for name, verbs in GROUPS.items():
        grant(apps, name, "discrepancycause", verbs)
