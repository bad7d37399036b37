"""The protocol in force, for those who make tasks of it (design 2).

Where it comes from is for others to say: the portal registers its own source with `provide`;
until then the recorded tables are the source. Nothing in force means that no tasks are made, and
`is_empty` lets the screens say so instead of keeping quiet.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from .models import ProtocolStep, ProtocolVersion

Source = Callable[[date], list[ProtocolVersion]]


def recorded(on: date) -> list[ProtocolVersion]:
    """Give the versions in force on the day, from the tables: the newest of each protocol."""
    return newest_of(ProtocolVersion.objects.order_by("code", "-version"), on)


def newest_of(rows: Iterable[ProtocolVersion], on: date) -> list[ProtocolVersion]:
    """Give the newest of each protocol in force on the day; rows come with the newest first."""
    newest: dict[str, ProtocolVersion] = {}
    for version in rows:
        if version.is_valid_on(on):
            newest.setdefault(version.code, version)
    return list(newest.values())


_sources: list[Source] = [recorded]


def provide(source: Source) -> None:
    """Take the protocols in force from this source from now on."""
    _sources[:] = [source]


def all_in_force(on: date) -> list[ProtocolVersion]:
    """Give every protocol version in force on the day, one for each code."""
    return _sources[0](on)


def in_force(code: str, on: date) -> ProtocolVersion | None:
    """Give the version of one protocol in force on the day, or None."""
    return next((version for version in all_in_force(on) if version.code == code), None)


def is_empty(on: date) -> bool:
    """Say whether nothing is in force: then no tasks are made, and heads are told."""
    return not all_in_force(on)


def binding(on: date, pinned: Iterable[ProtocolVersion] = ()) -> list[ProtocolVersion]:
    """Give the versions a case is worked by: its pinned ones, and new protocols of other codes."""
    held = {version.code: version for version in pinned}
    others = [version for version in all_in_force(on) if version.code not in held]
    return [*held.values(), *others]


def steps_for(trigger: str, on: date, pinned: Iterable[ProtocolVersion] = ()) -> list[ProtocolStep]:
    """Give the steps that a stage or event starts on a day, in order, for a case.

    pinned: the versions the case was opened under; they count even when a newer one is in force.
    """
    versions = binding(on, pinned)
    prefetch_related_objects(versions, "steps")
    started = [
        step for version in versions for step in version.steps.all() if step.trigger == trigger
    ]
    return sorted(started, key=lambda step: (step.protocol_id, step.number))
