"""An episode that somebody tells here is knowledge of facts: it may start the duty to report."""

from datetime import datetime

from casework.access.principals import Staff
from casework.episodes import catalogue
from casework.episodes.choices import Answer, FemicideDegree
from casework.episodes.models import Episode
from casework.survivors.rules import age_on
from casework.territory.validity import chilean_day

from .choices import Facts, Femicide
from .duty_actions import start_duty
from .duty_models import ReportingDuty
from .duty_rules import ADULT, Told, facts_told
from .queries import OPEN_DUTIES

DEGREES = {
    FemicideDegree.CONSUMMATED: Femicide.CONSUMMATED,
    FemicideDegree.FRUSTRATED: Femicide.FRUSTRATED,
    FemicideDegree.ATTEMPTED: Femicide.ATTEMPTED,
    FemicideDegree.SUICIDE: Femicide.SUICIDE,
}


def start(episode: Episode, by: Staff, at: datetime) -> None:
    """Start the clock these facts ask for (SE-07, SE-08), unless the same one runs already."""
    facts = facts_told(_told(episode, at))
    if facts is None or _runs(episode, facts, by):
        return
    degree = DEGREES[FemicideDegree(episode.femicide_degree)] if episode.femicide_degree else ""
    start_duty(
        survivor=episode.survivor, facts=facts, known_at=at, by=by, at=at,
        origin=("episode", episode.pk), femicide=degree if facts == Facts.FEMICIDE else "",
    )  # fmt: skip


def _told(episode: Episode, at: datetime) -> Told:
    lists = catalogue.lists()
    groups = {entry.code: entry.group for entry in lists.options["relation"]}
    sexual = {entry.code for entry in lists.forms if entry.sexual}
    born = episode.survivor.birth_date
    return Told(
        relation_group=groups.get(episode.relation, ""),
        context=episode.context,
        sexual=bool(sexual & set(episode.forms)),
        femicide=bool(episode.femicide_degree),
        minor=born is not None and age_on(born, chilean_day(at)) < ADULT,
        complaint_made=episode.complaint == Answer.YES,
    )


def _runs(episode: Episode, facts: Facts, by: Staff) -> bool:
    rows = ReportingDuty.objects.visible_to(by).filter(survivor=episode.survivor)
    return bool(rows.filter(facts=facts, state__in=OPEN_DUTIES).exists())
