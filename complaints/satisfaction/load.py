"""The questions the product begins with (law OI-10: liking, solving, clarity), edited as data."""

from typing import Any

from .choices import Topic

WORDS = {
    "es": {
        Topic.LIKING: "¿Cómo te tratamos?",
        Topic.SOLVING: "¿Te sirvió lo que hicimos?",
        Topic.CLARITY: "¿Fue claro lo que te dijimos?",
    },
    "en": {
        Topic.LIKING: "How did we treat you?",
        Topic.SOLVING: "Did what we did help you?",
        Topic.CLARITY: "Was what we told you clear?",
    },
}


def load_questions(apps: Any, schema_editor: Any) -> None:
    """Fill the table (a migration's step)."""
    rows = apps.get_model("complaints", "OpinionQuestion").objects
    for language, topics in WORDS.items():
        for topic, words in topics.items():
            rows.get_or_create(
                topic=topic, language=language, valid_from=None, defaults={"words": words}
            )
