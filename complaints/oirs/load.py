"""The times to answer that the product begins with: proposals (law OI-01), edited as data."""

from typing import Any

from .choices import Kind

PROPOSED_DAYS = 10


def load_terms(apps: Any, schema_editor: Any) -> None:
    """Fill the table (a migration's step)."""
    terms = apps.get_model("complaints", "OirsTerm").objects
    for kind in Kind.values:
        terms.get_or_create(kind=kind, valid_from=None, defaults={"working_days": PROPOSED_DAYS})
