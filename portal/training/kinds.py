"""Short lists of training: topics, modes, kinds of hour, and where its pages stand."""

from portal.certification.award import HourKind, Mode, Topic
from portal.protocols.kinds import LEVEL_WORDS, levels

SLUG = "formacion"  # of the catalogue (design 10)
MODES = Mode
HOUR_KINDS = HourKind


def topics() -> list[tuple[str, str]]:
    """Give the topics of the training plan by letter (domain.md 6)."""
    return [(one.value, f"{one.value}) {one.label}") for one in Topic]


def topic_words(letters: list[str]) -> list[str]:
    """Give topics in words, in the order of their letters."""
    return [str(Topic(one).label) for one in sorted(letters) if one in Topic.values]


__all__ = ["HOUR_KINDS", "LEVEL_WORDS", "MODES", "SLUG", "levels", "topic_words", "topics"]
