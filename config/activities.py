"""What is processed, read off the classes of every field of every model (law DP-51, DP-56).

Each model says for what and for how long it keeps something, and about whom; here they are put
together by subject. A model nobody put under a subject is shown under its own name, and a test
fails. Words only: no row of any table is read but the names of the kinds of recipients.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.sharing.models import RecipientClass
from casework.territory.validity import chilean_day
from portal.register import Activity

from .activity_words import BASES, PURPOSES, RETENTIONS, SUBJECTS, Ground, Origin, Subject


@dataclass(slots=True)
class _Row:
    """Models of one subject kept for one purpose and one time, and whom they are about."""

    subject: Subject
    purpose: Purpose
    retention: Retention
    about: set[str] = field(default_factory=set)


def activities() -> list[Activity]:
    """Give the register's lines, in the order of the subjects."""
    shared = _kinds_of_recipients()
    return [_in_words(row, shared) for row in _rows()]


def personal_models() -> Iterator[tuple[type[models.Model], Privacy]]:
    """Give every model that keeps something about a person, with its classes."""
    for model in apps.get_models():
        privacy = vars(model).get("privacy")
        if isinstance(privacy, Privacy) and _about(privacy):
            yield model, privacy


def subject_of(model: type[models.Model]) -> Subject | None:
    """Give the subject of a model: the one that names the nearest of the modules it is in."""
    named = [place for place in SUBJECTS if f"{model.__module__}.".startswith(f"{place}.")]
    return SUBJECTS[max(named, key=len)] if named else None


def _rows() -> list[_Row]:
    rows: dict[tuple[str, Purpose, Retention], _Row] = {}
    for model, privacy in personal_models():
        subject = subject_of(model) or Subject(str(model._meta.verbose_name_plural))
        key = (str(subject.words), privacy.purpose, privacy.retention)
        row = rows.setdefault(key, _Row(subject, privacy.purpose, privacy.retention))
        row.about |= _about(privacy)
    order = [str(subject.words) for subject in SUBJECTS.values()]
    known = [key for key in rows if key[0] in order]
    others = [key for key in rows if key[0] not in order]
    return [rows[key] for key in (*sorted(known, key=lambda key: order.index(key[0])), *others)]


def _about(privacy: Privacy) -> set[str]:
    return {name for name in ("subject", "third_party", "staff") if getattr(privacy, name)}


def _in_words(row: _Row, shared: str) -> Activity:
    subject = row.subject
    about_her = "subject" in row.about or "third_party" in row.about
    return Activity(
        category=str(subject.words),
        controller=_(
            "The ministry and its service; the centres work on their behalf, by agreement"
        ),
        universe=_universe(row.about),
        purpose=str(PURPOSES[row.purpose]),
        base=str(Ground.words(subject.ground) or BASES[row.purpose]),
        recipients=_recipients(subject, about_her, shared),
        retention=str(RETENTIONS[row.retention]),
        source=str(Origin.words(subject.origin)),
    )


def _universe(about: set[str]) -> str:
    words = {
        "subject": _("women who are attended"),
        "third_party": _("people close to them, and whoever harms them"),
        "staff": _("people who work in the network"),
    }
    return "; ".join(words[name] for name in words if name in about)


def _recipients(subject: Subject, about_her: bool, shared: str) -> str:
    if subject.stays or not about_her:
        return _("Nobody outside this system")
    return _("The team that attends her; only with her permission or by law: %(kinds)s") % {
        "kinds": shared
    }


def _kinds_of_recipients() -> str:
    today = chilean_day(timezone.now())
    known = RecipientClass.objects.filter(valid_from__lte=today).exclude(valid_to__lt=today)
    return ", ".join(known.values_list("name", flat=True))
