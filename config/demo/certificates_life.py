"""Around the certificates of the demo staff: an exception, papers of other bodies, two copies."""

from datetime import date, datetime, time, timedelta

from casework.access.levels import Held, Level
from casework.access.principals import Staff
from casework.access.waivers import give_waiver
from casework.identity.run import Run
from casework.survivors.models import Survivor
from casework.territory.validity import CHILE, chilean_day
from portal.certification import completing, copying, outside
from portal.certification.models import IssuedCertificate, OutsideCertificate

from .certificates import CARE
from .papers import paper
from .people import OPERATORS
from .training import WITHOUT_RUN
from .women import World

BODY = "Universidad de ejemplo"


def build(world: World, women: list[Survivor]) -> None:
    """An exception that is over; papers that wait, accepted, not; what is asked for and waits."""
    day = chilean_day(world.at)
    _exception(world, day - timedelta(days=200))
    _outside(world, day)
    _copies(world, day)
    _without_run(world)


def _without_run(world: World) -> None:
    """He asks for the completed one, now that he wrote his RUN."""
    run = next(one.run for one in OPERATORS if one.username == WITHOUT_RUN)
    operator = world.operators[WITHOUT_RUN]
    lacking = IssuedCertificate.objects.get(operator=operator, digits_digest=None)
    completing.ask(
        lacking, run=Run.parse(run), by=Staff(operator.pk, operator.user_id, str(operator), ()),
        at=world.at - timedelta(days=1),
    )  # fmt: skip


def _exception(world: World, day: date) -> None:
    give_waiver(
        world.operators["por.vencer"], level=Level.N6, starts_on=day,
        ends_on=day + timedelta(days=13), by=_administrator(world), at=_moment(day),
        reason="El curso empezaba dos semanas después y el equipo tenía a dos con licencia.",
    )  # fmt: skip


def _outside(world: World, day: date) -> None:
    by = _administrator(world)
    _handed(world, "profesional", "Diplomado de atención con enfoque de género", day, 3)
    accepted = _handed(world, "trabajo.social", "Curso de primera acogida", day, 40)
    outside.accept(
        accepted, course_code=CARE.code, counts_to=day + timedelta(days=300), by=by,
        at=_moment(day - timedelta(days=35)),
    )  # fmt: skip
    refused = _handed(world, "abogada", "Seminario de actualización", day, 60)
    outside.refuse(
        refused, by=by, at=_moment(day - timedelta(days=55)),
        reason="Dura seis horas y el curso que reemplazaría, cuarenta. Falta además el programa.",
    )  # fmt: skip


def _handed(world: World, name: str, course: str, day: date, ago: int) -> OutsideCertificate:
    operator = world.operators[name]
    held = Held(Level.N6, centre_id=world.centres["D-VALPO"].pk)
    by = Staff(operator.pk, operator.user_id, str(operator), (held,))
    claim = outside.Claim(course, BODY, day - timedelta(days=ago + 90), hours=24)
    return outside.hand_in(
        claim, proof=paper(course, "certificado"), by=by, at=_moment(day - timedelta(days=ago))
    )


def _copies(world: World, day: date) -> None:
    one, other = _administrator(world), _administrator(world, "datos")
    asked = _moment(day - timedelta(days=120))
    grounds = copying.Grounds(
        "audit", "csv", "Auditoría interna, unidad de formación",
        "La auditoría anual revisa que cada persona con acceso tenga sus cursos al día.",
    )  # fmt: skip
    taken = copying.ask(centre=None, grounds=grounds, by=one, at=asked)
    copying.decide(taken, agreed=True, by=other, at=asked + timedelta(hours=3))
    taken.refresh_from_db()
    copying.take(taken, rows=21, by=one, at=asked + timedelta(hours=5))
    grounds = copying.Grounds(
        "personnel", "json", "Gestión y desarrollo de personas",
        "Personal actualiza las hojas de vida del semestre y pide los cursos aprobados.",
    )  # fmt: skip
    copying.ask(
        centre=world.centres["D-VALPO"], grounds=grounds, by=other,
        at=world.at - timedelta(hours=2),
    )  # fmt: skip


def _administrator(world: World, name: str = "administracion") -> Staff:
    operator = world.operators[name]
    return Staff(operator.pk, operator.user_id, str(operator), (Held(Level.N2),))


def _moment(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), CHILE)
