"""What the demo staff passed: everybody certified, but one since yesterday and one not yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from casework.access.certificate_models import RequiredCourse
from casework.access.levels import Level
from casework.access.models import Operator
from casework.audit.actors import Actor
from casework.identity.run import Run, check_digit
from casework.territory.validity import CHILE
from portal.certification.actions import issue
from portal.certification.award import Award, Mode, last_day

from .people import OPERATORS, DemoOperator

BODY = "Programa de formación de ejemplo"
FIRST = Award(
    code="SIIVBG-INICIAL", name="Uso responsable del sistema (curso de ejemplo)", version="1",
    topics=frozenset("abcdefg"), mode=Mode.ONLINE, hours=16, starts_on=date(2024, 1, 8),
    ends_on=date(2024, 1, 12), teacher="Docente de ejemplo", body=BODY, grade=Decimal("6.1"),
    minimum=Decimal("4.0"), attendance=95,
)  # fmt: skip
CARE = replace(
    FIRST, code="ATENCION-ESPECIALIZADA", name="Atención especializada (curso de ejemplo)",
    topics=frozenset("abcdef"), mode=Mode.MIXED, hours=40, grade=Decimal("6.4"),
)  # fmt: skip
NEEDS = {level: (FIRST, CARE) if level in {Level.N5, Level.N6} else (FIRST,) for level in Level}
# Days from today to the last day hers counts; the others' ends far away.
ENDS = {"vencida": -1, "por.vencer": 6}
NONE_YET = frozenset({"aprendiz"})
FICTIONAL_RUNS = 9_900_000


def build(operators: dict[str, Operator], at: datetime) -> int:
    """Say what each level needs and give everybody hers. Gives how many certificates."""
    for level, courses in NEEDS.items():
        for award in courses:
            RequiredCourse.objects.create(level=level, course_code=award.code, name=award.name)
    made = 0
    for number, person in enumerate(OPERATORS):
        if person.level and person.username not in NONE_YET:
            by = _another(operators, person)
            run = Run.parse(person.run or _invented(number))
            for award, issued_at in _awards(person, number, at):
                issue(operator=operators[person.username], award=award, by=by, at=issued_at,
                      run=run, post="Profesional a honorarios" if person.level == "N6" else "",
                )  # fmt: skip
                made += 1
    return made


def _invented(number: int) -> str:
    body = FICTIONAL_RUNS + number
    return f"{body}-{check_digit(body)}"


def _awards(person: DemoOperator, number: int, at: datetime) -> Iterator[tuple[Award, datetime]]:
    day = at.astimezone(CHILE).date()
    for award in NEEDS[Level(person.level)]:
        ends = ENDS.get(person.username) if award is NEEDS[Level(person.level)][-1] else None
        issued = _ending_on(day + timedelta(days=ends), award) if ends is not None else None
        issued = issued or day - timedelta(days=40 + 9 * number)
        course = replace(
            award, starts_on=issued - timedelta(days=30), ends_on=issued - timedelta(days=2)
        )
        yield course, datetime.combine(issued, time(11), CHILE)


def _ending_on(last: date, award: Award) -> date:
    """Give the day on which it was issued, when that is its last."""
    first = last - timedelta(days=31 * (award.months or 0) + 2)
    while (found := last_day(first, award.months)) is None or found < last:
        first += timedelta(days=1)
    return first


def _another(operators: dict[str, Operator], person: DemoOperator) -> Actor:
    """An administrator who is not herself: nobody certifies herself."""
    name = "datos" if person.username == "administracion" else "administracion"
    return Actor(kind="staff", id=operators[name].pk, level="N2")
