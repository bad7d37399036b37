"""What changed between two versions: each field, each step, in words and not in colours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.blocks import BodyBlock
from portal.notice.comparing import Line, lines
from portal.notice.twelve import plain

from .kinds import Audience
from .models import DocumentVersion
from .reading import Reading, of_version
from .steps import StepShown
from .words import FIELDS, pieces


class Mark(StrEnum):
    """What happened to a step."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing before and after, in words; "" where it was not there."""

    name: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that is new, gone, or says something else."""

    mark: Mark
    number: str
    title: str
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed."""

    fields: list[Pair] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    steps: list[StepChange] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing did."""
        return not (self.fields or self.body or self.steps)


# A change of these is told in whole, or goes without saying.
APART = {"body", "steps", "code", "valid_from", "valid_to"}
STEP_PARTS: Mapping[str, str | Promise] = {
    "title": gettext_lazy("what to do"),
    "guidance": gettext_lazy("how"),
    "when": gettext_lazy("stage or event that starts it"),
    "who": gettext_lazy("who"),
    "deadline": gettext_lazy("deadline"),
    "screen": gettext_lazy("screen where it is done"),
    "source": gettext_lazy("legal source"),
    "stays": gettext_lazy("outlives the stage that started it"),
}


def between(before: DocumentVersion, after: DocumentVersion) -> Difference:
    """Give what changed from one version to another."""
    return difference(of_version(before), of_version(after))


def difference(old: Reading, new: Reading) -> Difference:
    """Give what changed from one reading to another."""
    body_before, body_after = _text(old.words), _text(new.words)
    return Difference(
        fields=list(_fields(old, new)),
        body=list(lines(body_before, body_after)) if body_before != body_after else [],
        steps=list(step_changes(old.steps, new.steps)),
    )


def _fields(old: Reading, new: Reading) -> Iterator[Pair]:
    for name, words in FIELDS.items():
        if name in APART or old.words[name] == new.words[name]:
            continue
        yield Pair(words, _said(old, name), _said(new, name))


def _said(reading: Reading, name: str) -> str:
    """Say a field in words; what has no words of its own, as it was written."""
    told = {
        "institution": lambda: reading.owned_by,
        "levels": lambda: ", ".join(map(str, reading.followers)),
        "centre_kinds": lambda: ", ".join(reading.places),
        "audience": lambda: str(Audience(reading.words[name]).label),
        "example": lambda: _("Yes") if reading.is_example else _("No"),
        "annexes": lambda: "; ".join(str(one["title"]) for one in reading.annexes),
        "norms": lambda: "; ".join(str(one["title"]) for one in reading.norms),
    }
    return told[name]() if name in told else reading.words[name]


def _text(words: Mapping[str, str]) -> str:
    """Give the body's words, a line for each piece."""
    body = BodyBlock().to_python(pieces(words, "body"))
    found = (text for one in body for text in one.block.get_searchable_content(one.value))
    return "\n".join(plain(str(text)) for text in found)


def step_changes(old: list[StepShown], new: list[StepShown]) -> Iterator[StepChange]:
    """Give the steps that are new, changed or gone, in the order of the later version."""
    before = {step.number: step for step in old}
    after = {step.number: step for step in new}
    for number, step in after.items():
        known = before.get(number)
        if known is None:
            yield StepChange(Mark.NEW, number, step.title)
        elif known != step:
            yield StepChange(Mark.CHANGED, number, step.title, tuple(_parts(known, step)))
    for number, step in before.items():
        if number not in after:
            yield StepChange(Mark.GONE, number, step.title)


def _parts(old: StepShown, new: StepShown) -> Iterator[Pair]:
    for name, words in STEP_PARTS.items():
        was, now = _part(old, name), _part(new, name)
        if was != now:
            yield Pair(words, was, now)


def _part(step: StepShown, name: str) -> str:
    value = getattr(step, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)
