"""Risk results of the demo women: levels over time, some out of date, one life of twenty years."""

from datetime import timedelta

from casework.access.context import acting
from casework.access.principals import Staff
from casework.risk.actions import Finding, record_result
from casework.risk.models import Instrument
from casework.survivors.models import Survivor
from casework.territory.models import Centre, Institution

from .women import World

UP = (
    "Relata amenazas nuevas y se siente vigilada.",
    "Él volvió a buscarla y sabe dónde trabaja.",
    "Dice que los golpes son más seguidos y que teme por sus hijos.",
)
DOWN = (
    "Hay medidas vigentes y no hubo contacto desde la última entrevista.",
    "Cambió de casa y su familia la acompaña; él no conoce la dirección.",
    "Las medidas se cumplen y ella se siente más tranquila.",
)
# Years ago, band, instrument and institution.
# What other teams thought came to this centre as results of others, with her papers.
LONG_LIFE = (
    (19.4, "MEDIO", "OTRO", "CARAB"),
    (19.1, "BAJO", "OTRO", "SERNAMEG"),
    (14.6, "ALTO", "OTRO", "CARAB"),
    (14.4, "MEDIO", "OTRO", "SERNAMEG"),
    (14.0, "BAJO", "OTRO", "SERNAMEG"),
    (9.3, "VITAL_ALTO", "PUIR", "MP"),
    (9.28, "VITAL", "OTRO", "MP"),
    (9.2, "ALTO", "OTRO", "SERNAMEG"),
    (8.6, "MEDIO", "OTRO", "SERNAMEG"),
    (8.1, "BAJO", "OTRO", "SERNAMEG"),
    (3.1, "MEDIO", "PUIR", "CARAB"),
    (0.12, "VITAL_ALTO", "PUIR", "MP"),
    (0.1, "VITAL", "JUICIO", ""),
    (0.01, "ALTO", "JUICIO", ""),
)
# Bands in the order a quick look at a centre would find them; nobody assessed every fifth woman.
BANDS = ("BAJO", "MEDIO", "MEDIO", "ALTO", "BAJO", "VITAL_ALTO", "MEDIO", "VITAL")


def build(world: World, women: list[Survivor]) -> None:
    """Record the results, oldest first, as the worker of the first centre of each woman."""
    for years, band, instrument, institution in LONG_LIFE:
        found = (band, instrument, institution)
        _record(world, women[0], found, timedelta(days=365 * years))
    for number, survivor in enumerate(women[1:], start=1):
        if number % 5:
            _short_life(world, survivor, number)


def _short_life(world: World, survivor: Survivor, number: int) -> None:
    """One result that came from outside, and perhaps what the team thought of it later."""
    chance, band = world.chance, BANDS[number % len(BANDS)]
    days = chance.randint(20, 120)
    first = "PUIR" if number % 2 else "OTRO"
    if band == "VITAL_ALTO":
        first = "PUIR"
    found = (band, first, chance.choice(("MP", "CARAB", "PDI")))
    _record(world, survivor, found, timedelta(days=days, hours=chance.randint(1, 20)))
    if number % 3 == 1:
        later = "MEDIO" if band in {"ALTO", "BAJO"} else "ALTO"
        ago = timedelta(days=chance.randint(0, min(days - 1, 12)), hours=chance.randint(1, 20))
        _record(world, survivor, (later, "JUICIO", ""), ago)


def _record(world: World, survivor: Survivor, found: tuple[str, str, str], ago: timedelta) -> None:
    band, instrument, institution = found
    worker = world.worker_of(_centre(world, survivor))
    finding = Finding(
        band=band, assessed_at=world.at - ago, instrument=Instrument.objects.get(pk=instrument),
        institution=Institution.objects.filter(pk=institution).first(),
        unit="Unidad de ejemplo" if institution else "",
        reference=f"EJEMPLO-{world.chance.randint(1000, 9999)}" if institution else "",
        reason=(UP if band in {"ALTO", "VITAL"} else DOWN)[ago.days % 3],
    )  # fmt: skip
    _as(worker, survivor, finding, world)


def _as(worker: Staff, survivor: Survivor, finding: Finding, world: World) -> None:
    with acting(worker.context):
        record_result(survivor=survivor, finding=finding, by=worker, at=world.at)


def _centre(world: World, survivor: Survivor) -> Centre:
    by_id = {centre.pk: centre for centre in world.centres.values()}
    return by_id[survivor.centre_ids[0]]
