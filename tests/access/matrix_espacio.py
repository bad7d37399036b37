"""Rows of the matrix for her own space: her pages for whoever is not inside, and her team's."""

from typing import Any

from django.utils import timezone

from casework.access.context import acting
from casework.survivors.models import Survivor
from selfservice import wish_actions
from selfservice.choices import WishKind
from tests.access.matrix import Row, World
from tests.access.matrix_files import ANY, reading, unopened
from tests.women import space_of

READ = ("data", "corrections", "supports", "contact", "door", "team")
WRITTEN = ("about-entry", "ask-team", "ask-contact", "ask-key", "end-others", "ask-easier",
           "stop-messages")  # fmt: skip


def asked(world: World, survivor: Survivor) -> list[Any]:
    her = space_of(survivor)
    with acting(her.context):
        wish = wish_actions.ask(
            kind=WishKind.QUESTION, survivor=survivor, by=her, at=timezone.now(), words="¿Quién?"
        )
    assert wish is not None
    return [wish.pk]


ROWS: tuple[Row, ...] = (
    *(unopened(f"selfservice:{name}") for name in READ),
    *(unopened(f"selfservice:{name}", method="post") for name in WRITTEN),
    unopened("selfservice:forget", method="post", args=ANY),
    unopened("selfservice:wrong", args=("names",)),
    unopened("selfservice:own-words"),
    unopened("selfservice:words-away", method="post", args=ANY),
    unopened("selfservice:leaving", 200),
    reading("ownspace:agreed"),
    reading("ownspace:preview"),
    reading("ownspace:wish", asked),
)
