"""Pure rules about a datum: which moves are open, what each needs, what an answer may hold."""

from collections.abc import Collection
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .catalogue import ALWAYS, Asked
from .models import Source
from .states import MOVES, State

MIN_REASON = 10  # letters: enough for "lo dijo ella"


class Refusal(Exception):
    """A move or an answer that may not be. words: why, and what to do instead."""

    def __init__(self, words: Promise | str) -> None:
        self.words = words
        super().__init__(str(words))


def open_moves(state: str, *, own_word: bool) -> list[State]:
    """Give what may become of a datum by hand. Where her word is enough nobody validates it."""
    moves = [move for move in State if move in MOVES[State(state)] and move != State.REPLACED]
    return [move for move in moves if not (own_word and move == State.VALIDATED)]


def check_move(*, before: str, after: State, source: str, reason: str, own_word: bool) -> None:
    """Refuse a move that the table does not hold, or that lacks evidence or a reason."""
    if after not in open_moves(before, own_word=own_word):
        raise Refusal(_("This datum cannot take that state now. Open it again: it changed."))
    if after == State.VALIDATED and source not in {Source.DOCUMENT, Source.INSTITUTION}:
        raise Refusal(_("Say which document was seen or which institution confirmed it."))
    if len(reason.strip()) < MIN_REASON:
        raise Refusal(_("Write in a few words why."))


def check_source(*, source: str, institution: str, dated: date, today: date) -> None:
    """Refuse a source without its institution, and a day that has not come."""
    if (source == Source.INSTITUTION) != bool(institution):
        raise Refusal(_("Choose the institution it comes from."))
    if dated > today:
        raise Refusal(_("This day has not come yet."))


def check_answer(field: Asked, codes: Collection[str]) -> None:
    """Refuse answers outside the list, several where one fits, or "does not know" beside another.

    "None" beside another answer is a slip too.
    """
    listed = {code for code, _name in field.options} | set(ALWAYS)
    alone = {*ALWAYS, "none", "good"} & set(codes)
    if not codes or not set(codes) <= listed:
        raise Refusal(_("Choose an answer of the list."))
    if len(codes) > 1 and (not field.many or alone):
        raise Refusal(_("These answers cannot go together. Choose again."))
