"""Writes on the three neutral texts: published whole, never edited, each passed by the linter."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.territory.models import Centre
from casework.territory.validity import chilean_day

from . import lint
from .models import NeutralText


class Telling(ValueError):
    """The text says what it must not; `problems` says what."""

    def __init__(self, problems: list[lint.Problem]) -> None:
        super().__init__(" ".join(str(one) for one in problems))
        self.problems = problems


def known_names() -> set[str]:
    """Give the words of the names of operators and centres: none may stand in a text."""
    people = get_user_model().objects.filter(operator__isnull=False)
    whole = [
        *(part for pair in people.values_list("first_name", "last_name") for part in pair),
        *Centre.objects.values_list("name", flat=True),
    ]
    words = {word for name in whole for word in name.split()}
    return {word for word in words if word[:1].isupper()}


@transaction.atomic
def publish_text(*, slot: int, words: str, by: Staff, at: datetime) -> NeutralText:
    """Put other words in a place from today on; whoever picked the earlier ones keeps them.

    Raises Telling.
    """
    words = words.strip()
    if problems := lint.problems(words, names=known_names()):
        raise Telling(problems)
    today = chilean_day(at)
    earlier = NeutralText.objects.filter(slot=slot, valid_to=None).first()
    if earlier is not None:
        begun = earlier.valid_from or today - timedelta(days=1)
        earlier.valid_to = max(begun, today - timedelta(days=1))
        earlier.save(update_fields=["valid_to"])
    made = NeutralText.objects.create(slot=slot, words=words, valid_from=today, created_at=at)
    record(
        Verb.TEXT_CHANGED, by=by.actor, at=at, target=Target("neutral_text", str(made.pk)),
        detail={"what": "neutral-text", "slot": slot},
    )  # fmt: skip
    return made
