"""Grounds and texts an answer begins with: proposals for lawyers to confirm, edited as data."""

from typing import Any

from .ground_words import GROUNDS, TEXTS


def load_words(apps: Any, schema_editor: Any) -> None:
    """Fill both tables (a migration's step)."""
    grounds = apps.get_model("complaints", "LegalGround").objects
    for order, (code, label, citation, explanation, rights, regime) in enumerate(GROUNDS, 1):
        grounds.get_or_create(
            code=code,
            defaults={
                "label": label, "citation": citation, "explanation": explanation,
                "rights": rights.split(), "regime": regime, "order": order * 10,
            },
        )  # fmt: skip
    texts = apps.get_model("complaints", "AnswerTemplate").objects
    for right, outcome, body in TEXTS:
        texts.get_or_create(right=right, outcome=outcome, language="es", defaults={"body": body})
