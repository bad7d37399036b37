"""Institutions of the Ruta Crítica, and agreements that say what they must."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from casework.territory.models import Agreement, Executor, Institution
from casework.territory.validity import chilean_day

pytestmark = pytest.mark.django_db
TERMS = {
    "number": "DEMO-2026-1",
    "valid_from": date(2026, 1, 1),
    "valid_to": date(2026, 12, 31),
    "matter": "Atención de mujeres en un centro",
    "legal_grounds": "Ley 21.675, art. 23",
    "purposes": "Atender a las mujeres del territorio",
    "data_types": "Identificación, contacto, atenciones",
    "data_subjects": "Mujeres atendidas",
    "treatment": "Registro y consulta",
    "duties": "Confidencialidad y seguridad",
    "breach_notice_hours": 24,
}


@pytest.fixture
def executor() -> Executor:
    return Executor.objects.create(name="Fundación Ficticia", kind=Executor.Kind.FOUNDATION)


def test_the_members_of_the_circuit_of_femicide_are_marked() -> None:
    members = set(Institution.objects.filter(is_cif=True).values_list("code", flat=True))
    assert members == {"MMEG", "SEREMI", "SERNAMEG", "CARAB", "PDI", "SPD", "MP", "SML", "SPE"}


def test_the_twelve_bodies_of_the_law_and_their_chair_are_marked() -> None:
    """VG-03."""
    members = Institution.objects.filter(in_commission=True).exclude(code="MMEG")
    assert members.count() == 12


def test_the_whole_critical_route_is_there() -> None:
    expected = (
        "MMEG SEREMI SERNAMEG CARAB PDI SPD MP SML SPE PJUD GENCHI MINSAL MINEDUC MDSF SRCEI MUNI "
        "GORE DPP DPR CAJ SERMIG MINVU SENADIS SENDA PRODEMU INDH OSC"
    )
    codes = set(Institution.objects.values_list("code", flat=True))
    assert set(expected.split()) <= codes


def test_nothing_of_the_network_is_deleted() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Institution.objects.filter(code="OSC").delete()


def test_an_agreement_states_everything_a_processor_owes(executor: Executor) -> None:
    agreement = Agreement.objects.create(executor=executor, **TERMS)
    assert agreement.delegation == Agreement.Delegation.NO
    assert agreement.at_end == Agreement.AtEnd.RETURN


@pytest.mark.parametrize(
    ("element", "empty"),
    [
        ("matter", ""),
        ("legal_grounds", ""),
        ("purposes", ""),
        ("data_types", ""),
        ("data_subjects", ""),
        ("treatment", ""),
        ("duties", ""),
        ("breach_notice_hours", None),
    ],
)
def test_a_processor_agreement_without_an_element_is_refused(
    executor: Executor, element: str, empty: object
) -> None:
    """DP-57 and VG-03."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(executor=executor, **{**TERMS, element: empty})


@pytest.mark.parametrize("element", ["legal_grounds", "purposes", "data_types", "treatment"])
def test_a_data_transfer_without_an_element_is_refused(element: str) -> None:
    """VG-03."""
    body = Institution.objects.get(code="MUNI")
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(institution=body, **{**TERMS, element: ""})


def test_an_agreement_has_one_party(executor: Executor) -> None:
    body = Institution.objects.get(code="MUNI")
    for parties in ({}, {"executor": executor, "institution": body}):
        with pytest.raises(IntegrityError, match="one_party"), transaction.atomic():
            Agreement.objects.create(**parties, **TERMS)


def test_sub_delegation_needs_its_written_leave(executor: Executor) -> None:
    """DP-57."""
    allowed = {**TERMS, "delegation": Agreement.Delegation.WITH_LEAVE}
    with pytest.raises(IntegrityError, match="leave"), transaction.atomic():
        Agreement.objects.create(executor=executor, **allowed)
    Agreement.objects.create(executor=executor, leave_reference="Oficio 12", **allowed)


def test_an_agreement_does_not_end_before_it_begins(executor: Executor) -> None:
    with pytest.raises(IntegrityError, match="days_in_order"), transaction.atomic():
        Agreement.objects.create(executor=executor, **{**TERMS, "valid_to": date(2025, 12, 31)})


def test_it_is_in_force_until_the_last_minute_of_its_last_day_in_chile(executor: Executor) -> None:
    agreement = Agreement.objects.create(executor=executor, **TERMS)
    last_minute = datetime(2027, 1, 1, 2, 59, tzinfo=UTC)  # 23:59 in Santiago
    assert agreement.is_valid_on(chilean_day(last_minute))
    assert not agreement.is_valid_on(chilean_day(datetime(2027, 1, 1, 3, 0, tzinfo=UTC)))
    assert Agreement.objects.valid_on(date(2026, 12, 31)).exists()
    assert not Agreement.objects.valid_on(date(2027, 1, 1)).exists()


def test_after_the_end_the_data_must_be_returned_or_erased(executor: Executor) -> None:
    """DP-57."""
    agreement = Agreement.objects.create(executor=executor, **TERMS)
    assert not agreement.end_task_due(date(2026, 12, 31))
    assert agreement.end_task_due(date(2027, 1, 1))
    agreement.closed_on = date(2027, 1, 10)
    assert not agreement.end_task_due(date(2027, 1, 11))
