"""What a document needs before it may be published. Pure: words in, words out."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from casework.protocols.rules import problems as step_problems
from portal import tongues

from .kinds import Kind
from .steps import drafts

TITLE = 160  # what a task and its page can show of it
# Addresses that are no document: the staff's library's own, and the same page in other languages.
RESERVED = frozenset({"lecturas", "por-revisar", "anexos", "cambios"}) | tongues.slugs()


def missing(words: Mapping[str, str], review_on: str, responsible: str) -> Iterator[str]:
    """Say what is not there yet."""
    if not words["institution"] and words["example"] != "True":
        yield _("Choose the institution that owns it, or mark it as an example.")
    if len(words["title"]) > TITLE:
        yield _("The title may have %(most)s letters at most.") % {"most": TITLE}
    if words["code"] in RESERVED:
        yield _("The code “%(code)s” is taken. Choose another.") % {"code": words["code"]}
    if not review_on or not responsible:
        yield _("Write the day it must be reviewed by, and who answers for it.")


def misdated(
    words: Mapping[str, str], last: Mapping[str, str], last_from: date | None, live: bool
) -> Iterator[str]:
    """Say that a new version needs a day of its own. last: words of the version before it."""
    if last_from is None or (live and words == last):
        return
    if words["valid_from"] <= last_from.isoformat():
        said = _("A new version starts after the one before it: later than %(day)s.")
        yield said % {"day": f"{last_from:%d-%m-%Y}"}


def steps_said(kind: Kind, words: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the steps of a protocol."""
    return step_problems(drafts(words)) if kind == Kind.PROTOCOL else []
