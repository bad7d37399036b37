"""Episodes and aggressors of the demo women; one man is named in two files of two regions."""

from dataclasses import replace
from datetime import date, timedelta

from casework.access.context import acting
from casework.access.principals import Staff
from casework.episodes import actions, aggressor_actions, vault_actions
from casework.episodes.actions import Told
from casework.episodes.aggressor_actions import Bond, Person
from casework.episodes.aggressor_models import Aggressor
from casework.episodes.queries import open_case_of
from casework.identity.run import Run
from casework.survivors.models import Survivor
from casework.territory.models import Centre
from casework.territory.validity import chilean_day

from .women import World

SHARED_RUN = Run(9_300_411)  # fictional: named in Valparaíso and in Temuco
SEEN = "Ejemplo ficticio: lo contó en la primera entrevista, sin detalles que copiar aquí."
NOTE = "Ejemplo ficticio: la fiscalía informa una causa vigente por amenazas con arma."
# Years ago, how exact, forms, injuries, weapon, threat of death, strangled, children there.
LONG_LIFE = (
    (19.5, "day", "FISICA PSICOLOGICA", "minor", "", "no", "no", ""),
    (19.2, "month", "PSICOLOGICA ECONOMICA", "none", "", "no", "no", ""),
    (17.0, "period", "PSICOLOGICA ECONOMICA", "none", "", "", "", "yes"),
    (14.7, "day", "FISICA", "medical", "OBJETO", "yes", "no", "yes"),
    (14.5, "day", "FISICA PSICOLOGICA", "minor", "", "yes", "no", "yes"),
    (11.0, "year", "ECONOMICA", "none", "", "", "", "unknown"),
    (9.5, "day", "FISICA PSICOLOGICA", "minor", "", "yes", "no", "yes"),
    (9.35, "day", "FISICA", "hospital", "ARMA_BLANCA", "yes", "yes", "yes"),
    (3.2, "day", "PSICOLOGICA", "none", "", "no", "no", "no"),
    (0.9, "month", "PSICOLOGICA ECONOMICA", "none", "", "no", "no", ""),
    (0.4, "day", "FISICA PSICOLOGICA", "minor", "", "no", "no", "no"),
    (0.2, "day", "FISICA", "medical", "OBJETO", "yes", "no", "no"),
    (0.1, "day", "FISICA PSICOLOGICA VICARIA", "medical", "", "yes", "yes", "yes"),
)
RECENT = 3.5  # years: since then it is somebody else
CALLED = ("el papá de los niños", "su ex", "el Rucio", "su cuñado", "el dueño de la casa")
RELATIONS = ("EX_CONYUGE", "EX_CONVIVIENTE", "EX_POLOLO", "PARIENTE_AFIN", "CONOCIDO")
FORMS = (("PSICOLOGICA",), ("FISICA", "PSICOLOGICA"), ("ECONOMICA",), ("SEXUAL",),
         ("FISICA",), ("LABORAL",), ("PSICOLOGICA", "VICARIA"))  # fmt: skip


def build(world: World, women: list[Survivor]) -> None:
    """Write the lives, the fullest first; every sixth woman has told nothing yet."""
    recent = _long_life(world, women[0])
    _note(world, women[0], recent)
    there = next(one for one in women if _centre(world, one).code == "D-TEMUCO")
    name = Person("Evaristo", run=SHARED_RUN)
    with acting(_worker(world, there).context):
        aggressor_actions.name_aggressor(
            survivor=there, person=name, bond=Bond("EX_POLOLO", current=False),
            by=_worker(world, there), at=world.at - timedelta(days=30),
        )  # fmt: skip
    for number, survivor in enumerate(women[1:], start=1):
        if number % 6:
            _short_life(world, survivor, number)


def _long_life(world: World, her: Survivor) -> Aggressor:
    by, at = _worker(world, her), world.at
    with acting(by.context):
        first = aggressor_actions.name_aggressor(
            survivor=her, person=Person("Marido", birth_year=1975), by=by, at=at,
            bond=Bond("EX_CONYUGE", current=False, lives_with_her=False),
        )  # fmt: skip
        recent = aggressor_actions.name_aggressor(
            survivor=her, person=Person("Evaristo, el del taller", run=SHARED_RUN), by=by, at=at,
            bond=Bond("EX_CONVIVIENTE", current=False, lives_with_her=False),
        )  # fmt: skip
    for years, precision, forms, injuries, weapon, threat, strangled, children in LONG_LIFE:
        who, relation = (recent, "EX_CONVIVIENTE") if years < RECENT else (first, "CONYUGE")
        told = Told(
            precision, forms.split(), aggressor_id=who.pk, relation=relation, injuries=injuries,
            weapons=[weapon] if weapon else ["NINGUNA"], death_threat=threat,
            strangulation=strangled, children_present=children, comuna_id="05101",
            place="HOGAR_COMUN", context="PAREJA", medium="presencial",
            complaint="yes" if injuries in {"medical", "hospital"} else "no",
            complaint_where="CARAB" if injuries in {"medical", "hospital"} else "",
            risk_level="VITAL" if strangled == "yes" else "NO_EVALUADO", observation=SEEN,
        )  # fmt: skip
        _tell(world, her, _dated(told, chilean_day(world.at) - timedelta(days=365 * years)))
    return recent


def _dated(told: Told, day: date) -> Told:
    if told.precision == "month":
        last = (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return replace(told, starts_on=day.replace(day=1), ends_on=last)
    if told.precision == "year":
        return replace(told, starts_on=date(day.year, 1, 1), ends_on=date(day.year, 12, 31))
    lasted = timedelta(days=240 if told.precision == "period" else 0)
    return replace(told, starts_on=day, ends_on=day + lasted)


def _note(world: World, her: Survivor, recent: Aggressor) -> None:
    """A reserved note, where her case in the centre is open already."""
    by = _worker(world, her)
    with acting(by.context):
        case = open_case_of(her, by=by)
        if case is not None:
            vault_actions.keep_background(
                survivor=her, aggressor=recent, case=case, text=NOTE, institution_code="MP",
                expires_on=chilean_day(world.at) + timedelta(days=60), by=by, at=world.at,
            )  # fmt: skip


def _short_life(world: World, her: Survivor, number: int) -> None:
    chance, by = world.chance, _worker(world, her)
    kind = number % len(CALLED)
    with acting(by.context):
        who = aggressor_actions.name_aggressor(
            survivor=her, person=Person(CALLED[kind]), by=by, at=world.at,
            bond=Bond(RELATIONS[kind], current=False, lives_with_her=number % 4 == 0),
        )  # fmt: skip
    for turn in range(1 + number % 4):
        day = chilean_day(world.at) - timedelta(days=chance.randint(3, 900))
        told = Told(
            "unknown" if turn == 3 else "day", FORMS[(number + turn) % len(FORMS)],
            aggressor_id=who.pk, relation=RELATIONS[kind],
            injuries=chance.choice(("none", "none", "minor", "medical")),
            children_present=chance.choice(("yes", "no", "unknown", "")),
            death_threat=chance.choice(("yes", "no", "no", "")),
            time_band=chance.choice(("night", "dawn", "afternoon", "")),
            place=chance.choice(("HOGAR_COMUN", "CASA_DE_ELLA", "VIA_PUBLICA")),
        )  # fmt: skip
        _tell(world, her, told if turn == 3 else replace(told, starts_on=day, ends_on=day))


def _tell(world: World, her: Survivor, told: Told) -> None:
    by, centre = _worker(world, her), _centre(world, her)
    with acting(by.context):
        actions.tell(survivor=her, told=told, centre_id=centre.pk, by=by, at=world.at)


def _worker(world: World, her: Survivor) -> Staff:
    return world.worker_of(_centre(world, her))


def _centre(world: World, her: Survivor) -> Centre:
    by_id = {centre.pk: centre for centre in world.centres.values()}
    return by_id[her.centre_ids[0]]
