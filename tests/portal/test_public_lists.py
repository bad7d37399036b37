"""The register of activities (law DP-51) and the agreements (DP-59), as anybody reads them."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.territory.models import Agreement, Executor, Institution
from config import activities
from config.checks import agreements_published
from portal import agreements, register
from portal.models import AgreementsCheck

from .test_first_site import PAGE_BYTES, Loads
from .test_workplace import at_work

pytestmark = pytest.mark.django_db
PAGES = ("/privacidad/registro/", "/privacidad/convenios/", "/privacidad/versiones/",
         "/privacidad/versiones/es-1/", "/privacidad/english/")  # fmt: skip


@pytest.fixture
def nora() -> User:
    return User.objects.create_user("nora")


def agreement(**more: object) -> Agreement:
    today = timezone.localdate()
    terms = {
        "number": "C-1", "valid_from": today - timedelta(days=9), "matter": "Prueba",
        "valid_to": today, "legal_grounds": "Ley de ejemplo", "purposes": "Derivar",
        "data_types": "Nombre", "treatment": "Consulta", "data_subjects": "Mujeres",
        "duties": "Secreto", "breach_notice_hours": 24,
    }  # fmt: skip
    return Agreement.objects.create(**{**terms, **more})


def body() -> Institution:
    return Institution.objects.create(code="EJEMPLO", name="Institución de ejemplo")


def executor() -> Executor:
    return Executor.objects.create(name="Fundación de ejemplo", kind="foundation")


def test_every_model_about_a_person_has_a_subject_in_the_register() -> None:
    models = [model for model, _privacy in activities.personal_models()]
    assert len(models) > 40
    assert [m._meta.label for m in models if activities.subject_of(m) is None] == []


def test_each_line_has_eight_columns_and_none_is_empty() -> None:
    lines = list(register.rows())
    assert len(lines) >= 15
    assert len(register.columns()) == 8
    for category, cells in lines:
        assert category
        assert len(cells) == 7
        assert all(name and words for name, words in cells)


def test_purpose_and_universe_come_from_the_classes_of_the_fields() -> None:
    told = {(a.category, a.purpose, a.retention) for a in register.activities()}
    risk = [a for a in register.activities() if a.category == "Nivel de riesgo"]
    assert [a.purpose for a in risk] == ["Atender primero a quien corre más peligro"]
    assert len(told) == len(register.activities())
    accounts = next(a for a in register.activities() if a.universe == "quienes trabajan en la red")
    assert accounts.recipients == "Nadie fuera de este sistema"


def test_a_model_nobody_put_under_a_subject_is_shown_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = len(register.activities())
    kept = {place: s for place, s in activities.SUBJECTS.items() if place != "casework.risk"}
    monkeypatch.setattr(activities, "SUBJECTS", kept)
    assert len(register.activities()) >= before


def test_the_register_reads_no_table_about_anybody(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get("/privacidad/registro/")
    tables = " ".join(query["sql"] for query in captured)
    for model, _privacy in activities.personal_models():
        assert f'"{model._meta.db_table}"' not in tables


def test_the_register_can_be_taken_as_a_table(client: Client) -> None:
    answer = client.get("/privacidad/registro/csv/")
    assert answer["Content-Disposition"] == 'attachment; filename="registro-de-tratamientos.csv"'
    table = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert table[0] == list(register.columns())
    assert len(table) == len(register.activities()) + 1
    assert {len(line) for line in table} == {8}


def test_what_the_legal_team_has_not_reviewed_is_marked(client: Client) -> None:
    html = client.get("/privacidad/registro/").content.decode()
    assert "Propuesta" in html
    assert "el ministerio debe fijar los años" in html


def test_agreements_in_force_are_shown_with_their_four_elements(client: Client) -> None:
    agreement(institution=body())
    agreement(executor=executor(), number="C-2")
    html = client.get("/privacidad/convenios/").content.decode()
    for words in ("Institución de ejemplo", "Fundación de ejemplo", "Ley de ejemplo", "Derivar",
                  "Nombre", "Consulta"):  # fmt: skip
        assert words in html


def test_an_agreement_that_is_over_or_not_begun_is_not_shown(client: Client) -> None:
    today = timezone.localdate()
    agreement(institution=body(), valid_to=today - timedelta(days=1))
    agreement(executor=executor(), number="C-2", valid_from=today + timedelta(days=1),
              valid_to=today + timedelta(days=2))  # fmt: skip
    html = client.get("/privacidad/convenios/").content.decode()
    assert html.count("Ninguno está vigente.") == 2


def test_words_of_an_agreement_are_shown_as_words(client: Client) -> None:
    agreement(institution=body(), purposes="<script>a()</script>")
    html = client.get("/privacidad/convenios/").content.decode()
    assert "&lt;script&gt;a()" in html
    assert "<script>a" not in html


@pytest.mark.parametrize(("days", "late"), [(0, False), (31, False), (32, True)])
def test_after_thirty_one_days_the_list_is_late(days: int, late: bool, nora: User) -> None:
    last = AgreementsCheck.objects.create(by=nora, remark="Sin cambios.")
    assert agreements.freshness(last.at + timedelta(days=days)).is_late is late


def test_the_day_that_counts_is_the_one_in_chile(nora: User) -> None:
    # 23:30 of 30 November in Chile is 1 December in UTC.
    AgreementsCheck.objects.create(
        by=nora, remark="Sin cambios.", at=datetime(2026, 12, 1, 2, 30, tzinfo=UTC)
    )
    assert agreements.freshness(datetime(2027, 1, 1, 2, 30, tzinfo=UTC)).is_late is False
    assert agreements.freshness(datetime(2027, 1, 1, 3, 30, tzinfo=UTC)).is_late is True


def test_the_deployment_check_warns_when_the_month_is_over(nora: User) -> None:
    earlier = timezone.now() - timedelta(days=40)
    AgreementsCheck.objects.create(by=nora, remark="Sin cambios.", at=earlier)
    assert [said.id for said in agreements_published()] == ["siivbg.W003"]
    AgreementsCheck.objects.create(by=nora, remark="Sin cambios.")
    assert agreements_published() == []


def test_an_approver_publishes_the_list_and_an_editor_does_not(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    address = "/cms/snippets/portal/agreementscheck/add/"
    at_work("Redacción", monkeypatch).post(address, {"remark": "No."})
    assert not AgreementsCheck.objects.exists()
    at_work("Aprobación", monkeypatch).post(address, {"remark": "Terminó un convenio."})
    found = AgreementsCheck.objects.get()
    assert found.by.username == "persona-Aprobación"
    html = client.get("/privacidad/convenios/").content.decode()
    assert "Última actualización" in html
    assert "Terminó un convenio." in html
    assert "persona-" not in html


def test_what_was_published_is_not_changed_by_anybody(
    monkeypatch: pytest.MonkeyPatch, nora: User
) -> None:
    one = AgreementsCheck.objects.create(by=nora, remark="Sin cambios.")
    approver = at_work("Aprobación", monkeypatch)
    User.objects.filter(username="persona-Aprobación").update(is_superuser=True)
    for act in ("edit", "delete"):
        approver.post(f"/cms/snippets/portal/agreementscheck/{act}/{one.pk}/", {"remark": "Otra"})
    one.refresh_from_db()
    assert one.remark == "Sin cambios."
    group = Group.objects.get(name="Aprobación")
    verbs = group.permissions.filter(codename__endswith="agreementscheck")
    assert set(verbs.values_list("codename", flat=True)) == {
        "add_agreementscheck", "view_agreementscheck",
    }  # fmt: skip


def test_the_pages_load_nothing_from_elsewhere_and_weigh_little(client: Client) -> None:
    for address in PAGES:
        html = client.get(address).content
        fetched = Loads(html.decode()).fetched
        assert [found for found in fetched if not found.startswith("/estatico/")] == []
        files = [finders.find(found.removeprefix("/estatico/")) for found in set(fetched)]
        sizes = [len(open(file, "rb").read()) for file in files if file]  # noqa: PTH123, SIM115
        assert len(html) + sum(sizes) <= PAGE_BYTES


def test_dates_are_written_as_in_chile(client: Client) -> None:
    agreement(institution=body(), valid_from=date(2026, 3, 2), valid_to=date(2099, 3, 2))
    assert "2 de marzo de 2026" in client.get("/privacidad/convenios/").content.decode()
