"""Plants the number that answers in writing, where there is none yet.

The number and who answers it: domain.md 5 (its hours differ between sources, so none are said).
Used by one migration, with the models as they were then; afterwards two editors own it.
"""

from typing import Any

NUMBER = "+56 9 9700 7000"
NAME = "Si prefieres escribir"
NAME_ENGLISH = "If you would rather write"


def plant(apps: Any, schema_editor: Any) -> None:
    """Put it after the numbers to call, unless editors wrote a chat of their own."""
    lines = apps.get_model("portal", "Helpline").objects
    if lines.filter(is_chat=True).exists() or lines.filter(number=NUMBER).exists():
        return
    last = lines.order_by("position").last()
    lines.create(
        number=NUMBER, name=NAME, name_english=NAME_ENGLISH, is_chat=True,
        position=last.position + 1 if last else 0,
    )  # fmt: skip
