"""What cannot be done with a case, each with the words for the screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.crossing import Overtaken


class CaseRefused(Exception):
    """The act cannot be done now. words: why, and what to do instead."""

    def __init__(self, words: str | Promise) -> None:
        super().__init__(str(words))
        self.words = words


class NotAMove(CaseRefused, Overtaken):
    """The stage cannot follow the one the case is in."""


class CentreOver(CaseRefused):
    """The centre is closed, or its agreement ended."""


class AlreadyOpen(CaseRefused):
    """She has an open case in this centre."""


class BadMoment(CaseRefused):
    """It has not happened yet, or it happened before what came before it."""


class NotHere(CaseRefused):
    """The person does not work in this centre."""


class TooLate(CaseRefused):
    """A slip is taken back by its writer in the first minutes, or not at all."""


class DoNotContact(CaseRefused):
    """She said no, or the safe contact does not allow it and nobody confirmed it."""


NOT_A_MOVE = _("The case cannot go there from the stage it is in. Look at it again.")
ALREADY_OPEN = _("She has an open case in this centre. Work in that one.")
CLOSED_CENTRE = _(
    "This centre is closed. Nothing new is opened here: refer her to the centre that follows it."
)
EXPIRED_AGREEMENT = _(
    "The agreement of this centre ended. Ask the executor to renew it before opening anything new."
)
NOT_YET = _("This has not happened yet. Check the day and the hour.")
BEFORE = _("This is earlier than what came before it in the case. Check the day.")
NOT_HERE = _("This person has no open assignment in the centre of the case.")
NOT_YOURS = _("Only whoever wrote it can take it back.")
TOO_LATE = _("A slip is taken back in the first 15 minutes. Now write the correct act instead.")
NOT_LAST = _("Only the last move of the case can be taken back.")
CASE_OVER = _("This case is closed. Open a new one: her history comes along.")
SHE_LEFT = _("She dropped out. Write first that she returned.")
NEEDS_TRIES = _("Write at least three tries to reach her before ending the case for that reason.")
IN_EXIT = _("This is done only when she leaves: use the exit.")
