"""What is held about her, for the copy she asks for, by the field classes (law DP-15, DP-56).

Every model with fields about her is in the copy by itself, each sealed word read by two people
first. Rooms say here only what differs: a title, what she gave herself, what needs no reading, what
stays out and why. A model nobody spoke of is in; nothing is out without a reason.

    hold(Holding(Session, title=_("Sessions"), order=60))
    leave_out("casework.Aggressor", OTHERS)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy

OTHERS = "others"
PLACE = "place"
SECURITY = "security"
PROSECUTION = "prosecution"
INNER = "inner"
SHOWN = "shown"
HISTORY = "history"

WHY: dict[str, Promise] = {
    OTHERS: _("It is about other people: the law protects them too."),
    PLACE: _("It could show where somebody is safe."),
    SECURITY: _("It keeps your data safe."),
    PROSECUTION: _("It belongs to a criminal investigation: the prosecutor gives it."),
    INNER: _("It only serves the system itself."),
    SHOWN: _("You see it elsewhere, or you were given it."),
    HISTORY: _("It was put right: the old value is kept only as history."),
}

# Names for her of fields that no screen names.
LABELS: dict[str, Promise] = {
    "at": _("When"), "entered_at": _("When"), "filed_at": _("When"), "opened_at": _("When"),
    "stage_since": _("Since"), "since": _("Since"), "until": _("Until"), "left_at": _("Until"),
    "valid_until": _("Until"), "closed_at": _("It ended"), "ended_at": _("It ended"),
    "done_at": _("It ended"), "due_at": _("Until"), "due_on": _("Day"), "kind": _("What it is"),
    "centre": _("Centre"), "purpose": _("What for"), "mode": _("How"), "channel": _("How"),
    "level": _("Level"), "state": _("State"), "stage": _("State"), "answer": _("Answer"),
    "recipient": _("With whom"), "part": _("Part"), "ended_why": _("Why it ended"),
    "reason": _("Reason"), "because": _("Reason"), "withdrawn_reason": _("Reason"),
    "raised_because": _("Reason"), "field": _("Which datum"), "value": _("Its value"),
    "source": _("Where it is from"), "institution": _("Institution"), "text": _("Text"),
    "right": _("What you asked"), "document": _("Document"), "result": _("Result"),
    "outcome": _("Result"), "given": _("Answer"), "words": _("Words about it"),
    "note": _("Words about it"), "notes": _("Words about it"), "case": _("Case"),
    "before": _("Before"), "after": _("After"), "number": _("Number"), "on": _("Day"),
    "next_on": _("Next time"), "review_by": _("Next time"), "progress": _("Progress"),
    "plan": _("Plan"), "who": _("By whom"), "raised_at": _("Moved up on"),
}  # fmt: skip

HERSELF, TEAM = "herself", "team"
ORIGINS: dict[str, Promise] = {
    HERSELF: _("You told it, or showed a paper."),
    TEAM: _("The team that attends you wrote it down."),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """How rows of a model go into the copy.

    given: the fields she supplied (portability). plain: sealed fields that are hers alone and need
    no reading. withheld: field -> a code of WHY. current: the rows in force. supplied: the rows she
    supplied. person: the path from a row to her id. spoken: field -> what gives its value from a
    row, where that is codes of a list that is data: `{"code": …, "words": …}`, or a list of them.
    """

    model: type[Model]
    title: str | Promise = ""
    order: int = 500
    origin: str = TEAM
    given: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    withheld: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    current: Q = field(default_factory=Q)
    supplied: Q = field(default_factory=Q)
    person: str = "survivor_id"
    spoken: Mapping[str, Callable[[Any], Any]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def privacy(self) -> Privacy:
        """The classes of its fields."""
        found: Privacy = vars(self.model)["privacy"]
        return found

    @property
    def name(self) -> str | Promise:
        """Its title for her."""
        return self.title or str(self.model._meta.verbose_name).capitalize()


_said: dict[str, Holding] = {}
_out: dict[str, str] = {}
_about: dict[str, tuple[str, str]] = {}
HOUSES = ("casework", "consent", "complaints", "selfservice")


def hold(holding: Holding) -> None:
    """Say how a model's rows go in."""
    _said[holding.model._meta.label] = holding


def leave_out(why: str, *labels: str) -> None:
    """Say that models stay out, by a reason of WHY that she may read."""
    for label in labels:
        _out[label] = why


def add_logic(code: str, title: str | Promise, words: str | Promise) -> None:
    """Explain, in her words, how something is scored or ordered (art. 8 bis)."""
    _about[code] = (str(title), str(words))


def logic() -> dict[str, tuple[str, str]]:
    """Give the explanations, by code."""
    return dict(_about)


def left_out() -> dict[str, str]:
    """Give the models that stay out and why."""
    return dict(_out)


def held() -> list[Holding]:
    """Give everything that is held about her and goes in, in the order it is read."""
    found = [_holding(model) for model in _models() if model._meta.label not in _out]
    return sorted((one for one in found if fields_of(one)), key=lambda one: (one.order, label(one)))


def label(holding: Holding) -> str:
    """Give the code of a section."""
    return str(holding.model._meta.label)


def fields_of(holding: Holding) -> list[Any]:
    """Give the fields about her that go in: classed "subject", less what only ties."""
    tie = holding.person.split("__", maxsplit=1)[0].removesuffix("_id")
    return [
        one
        for one in holding.model._meta.concrete_fields
        if one.name in holding.privacy.subject
        and one.name not in holding.withheld
        and one.name not in {tie, "survivor", "survivor_id"}
        and not _ties(one)
    ]


def name_of(one: Any) -> str:
    """Give the name of a field as she reads it."""
    bare = str(one.verbose_name) == one.name.replace("_", " ")
    return str(LABELS[one.name]) if bare and one.name in LABELS else str(one.verbose_name)


def withheld_of(holding: Holding) -> dict[str, str]:
    """Give the fields about her that stay out, each with its reason."""
    out = {one.name for one in fields_of(holding)} | {"survivor", "survivor_id"}
    rest = set(holding.privacy.subject) - out
    return {name: holding.withheld.get(name, INNER) for name in sorted(rest)}


def _ties(one: Any) -> bool:
    """Digests, tokens and numbers of other rows say nothing to a reader."""
    sealed = hasattr(one, "open")
    internal = one.get_internal_type()
    return not sealed and internal in ("BinaryField", "UUIDField") and not one.primary_key


def _models() -> list[type[Model]]:
    return [
        model
        for house in HOUSES
        if apps.is_installed(house)
        for model in apps.get_app_config(house).get_models()
        if isinstance(vars(model).get("privacy"), Privacy)
        and vars(model)["privacy"].subject
        and (model._meta.label in _said or _is_hers(model))
    ]


def _is_hers(model: type[Model]) -> bool:
    return any(one.attname == "survivor_id" for one in model._meta.concrete_fields)


def _holding(model: type[Model]) -> Holding:
    return _said.get(model._meta.label) or Holding(model)
