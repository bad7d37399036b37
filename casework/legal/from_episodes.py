"""An episode that somebody tells here is knowledge of facts: it may start the duty to report."""

from datetime import datetime

from casework.access.principals import Staff
from casework.episodes import catalogue
from casework.episodes.choices import Answer, FemicideDegree
from casework.episodes.models import Episode
from casework.survivors.models import Survivor
from casework.survivors.rules import age_on
from casework.territory.validity import chilean_day

from .choices import Facts, Femicide
from .duty_actions import start_duty
from .duty_models import ReportingDuty
from .queries import OPEN_DUTIES
from .told_rules import ADULT, Start, Told, children_in, duties_told, is_vital

DEGREES = {
    FemicideDegree.CONSUMMATED: Femicide.CONSUMMATED,
    FemicideDegree.FRUSTRATED: Femicide.FRUSTRATED,
    FemicideDegree.ATTEMPTED: Femicide.ATTEMPTED,
    FemicideDegree.SUICIDE: Femicide.SUICIDE,
}


def start(episode: Episode, by: Staff, at: datetime) -> None:
    """Start the clocks these facts ask for (SE-07, SE-08), unless the same ones run already."""
    for one in duties_told(_told(episode, at)):
        if not runs(episode.survivor, one.facts, by):
            _start(episode, one, by, at)


def _start(episode: Episode, one: Start, by: Staff, at: datetime) -> None:
    degree = DEGREES[FemicideDegree(episode.femicide_degree)] if episode.femicide_degree else ""
    start_duty(
        survivor=episode.survivor, facts=one.facts, known_at=at, by=by, at=at,
        origin=(_origin(episode, one.facts), episode.pk), proposed=one.proposed,
        femicide=degree if one.facts == Facts.FEMICIDE else "",
    )  # fmt: skip


def _origin(episode: Episode, facts: Facts) -> str:
    """Name the origin; a second duty of the same episode names its facts too."""
    rows = ReportingDuty.objects.filter(survivor=episode.survivor, origin_id=episode.pk)
    other = rows.filter(origin_kind="episode").exclude(facts=facts).exists()
    return f"episode-{facts.value}" if other else "episode"


def _told(episode: Episode, at: datetime) -> Told:
    lists = catalogue.lists()
    groups = {entry.code: entry.group for entry in lists.options["relation"]}
    sexual = {entry.code for entry in lists.forms if entry.sexual}
    return Told(
        relation_group=groups.get(episode.relation, ""),
        context=episode.context,
        sexual=bool(sexual & set(episode.forms)),
        femicide=bool(episode.femicide_degree),
        minor=is_minor(episode.survivor, at),
        complaint_made=episode.complaint == Answer.YES,
        children=children_in(episode.forms, episode.children_present),
        injuries=episode.injuries,
        death_threat=episode.death_threat == Answer.YES,
        strangled=episode.strangulation == Answer.YES,
        vital=is_vital(episode.risk_level),
    )


def is_minor(survivor: Survivor, at: datetime) -> bool:
    """Say whether she is known to be under 18."""
    born = survivor.birth_date
    return born is not None and age_on(born, chilean_day(at)) < ADULT


def runs(survivor: Survivor, facts: Facts, by: Staff) -> bool:
    """Say whether a clock of the same facts runs already."""
    rows = ReportingDuty.objects.visible_to(by).filter(survivor=survivor)
    return bool(rows.filter(facts=facts, state__in=OPEN_DUTIES).exists())
