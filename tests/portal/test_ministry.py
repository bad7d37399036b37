"""What the ministry sets by itself: two persons, from what is allowed, nothing odd is served."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from wagtail.images import get_image_model

from config.shell.errors import error_page
from portal.approval.rules import PublicationRefused
from portal.helplines import Helpline, shown
from portal.ministry import kept
from portal.ministry.models import MinistrySettings

from .editors import person
from .hostile import drawing
from .test_workplace import at_work

pytestmark = pytest.mark.django_db
WEATHER = "https://www.meteochile.gob.cl/"


def chosen(**values: object) -> None:
    """One person sets it, another publishes it."""
    row = MinistrySettings.objects.get()
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save_revision(user=person("nora")).publish(user=person("elsa"))
    kept.forget()


def numbers(client: Client) -> str:
    return client.get("/telefonos/").content.decode()


def line(number: str = "1455") -> Helpline:
    found: Helpline = Helpline.objects.get(number=number)
    return found


def test_leaving_leads_where_two_persons_chose(client: Client) -> None:
    chosen(exit_target=WEATHER)
    assert client.get("/salir/")["Location"] == WEATHER
    assert f'data-target="{WEATHER}"' in client.get("/telefonos/").content.decode()


def test_one_person_alone_does_not_change_where_leaving_leads(client: Client) -> None:
    row = MinistrySettings.objects.get()
    row.exit_target = WEATHER
    with pytest.raises(PublicationRefused):
        row.save_revision(user=person("nora")).publish(user=person("nora"))
    kept.forget()
    assert client.get("/salir/")["Location"] != WEATHER


@pytest.mark.parametrize("target", ["https://otro.example/", "javascript:alert(1)", "http://x/"])
def test_leaving_leads_only_where_the_installation_allows(target: str) -> None:
    with pytest.raises(ValidationError, match="Elige"):
        chosen(exit_target=target)


def test_a_target_written_behind_the_editors_back_counts_for_nothing(client: Client) -> None:
    MinistrySettings.objects.update(exit_target="https://otro.example/")
    kept.forget()
    assert client.get("/salir/")["Location"] == "https://www.gob.cl/"


def test_a_notice_is_on_the_first_page_until_its_last_day(client: Client) -> None:
    today = localdate()
    words = {"notice_title": "Feriado", "notice_text": "Los centros atienden el martes."}
    chosen(notice_until=today, **words)
    assert "Los centros atienden el martes." in client.get("/").content.decode()
    chosen(notice_until=today - timedelta(days=1), **words)
    assert "Los centros atienden el martes." not in client.get("/").content.decode()


def test_a_notice_without_an_end_is_not_kept() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MinistrySettings.objects.update(notice_title="Feriado", notice_text="Hola")


def test_there_is_one_row_of_settings() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MinistrySettings(pk=2).save()


def test_the_name_the_ministry_chose_stands_on_the_site(client: Client) -> None:
    chosen(name="Red de ejemplo", owner="Ministerio de ejemplo")
    html = client.get("/").content.decode()
    assert "Red de ejemplo" in html
    assert "Ministerio de ejemplo" in html


def test_the_logo_stands_on_the_site_with_its_words_and_not_in_her_space(client: Client) -> None:
    file = ImageFile(BytesIO(drawing()), name="logo.png")
    logo = get_image_model().objects.create(title="Logo", file=file)
    with pytest.raises(ValidationError, match="logo"):
        chosen(logo=logo)
    row = MinistrySettings.objects.get()
    row.logo, row.logo_words = logo, "Ministerio de ejemplo"
    draft = row.save_revision(user=person("nora"))
    with pytest.raises(PublicationRefused):
        draft.publish(user=person("nora"))
    draft.publish(user=person("elsa"))
    html = client.get("/").content.decode()
    assert 'alt="Ministerio de ejemplo" width="71" height="40"' in html
    source = html.partition('class="brand"')[2].partition('src="')[2].partition('"')[0]
    assert client.get(source)["Content-Type"] == "image/webp"
    assert "Ministerio de ejemplo" not in client.get("/mi-espacio/").content.decode()


def test_a_logo_whose_file_is_gone_stops_no_page(client: Client) -> None:
    logo = get_image_model().objects.create(
        title="Logo", file=ImageFile(BytesIO(drawing()), name="logo.png")
    )
    logo.file.storage.delete(logo.file.name)
    chosen(logo=logo, logo_words="Ministerio de ejemplo")
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Ministerio de ejemplo" not in answer.content.decode()


def test_without_the_database_the_last_known_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen(exit_target=WEATHER)
    assert kept.exit_target() == WEATHER

    def silent(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(MinistrySettings.objects, "filter", silent)
    monkeypatch.setattr(kept.time, "monotonic", lambda: 1e12)
    assert kept.exit_target() == WEATHER


def test_a_page_of_errors_asks_the_database_for_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    kept.forget()
    with django_assert_num_queries(0):
        assert error_page(None, 500).status_code == 500


def test_a_number_changes_only_when_a_second_person_publishes_it(client: Client) -> None:
    changed = line()
    changed.name = "Otra cosa"
    draft = changed.save_revision(user=person("nora"))
    assert "Otra cosa" not in numbers(client)
    with pytest.raises(PublicationRefused):
        draft.publish(user=person("nora"))
    draft.publish(user=person("elsa"))
    assert "Otra cosa" in numbers(client)


def test_a_new_number_is_not_shown_before_a_second_person_publishes_it(client: Client) -> None:
    made = Helpline(number="600 123", name="Nueva")
    made.save()
    assert "600 123" not in numbers(client)
    made.save_revision(user=person("nora")).publish(user=person("elsa"))
    assert "600 123" in numbers(client)


def test_a_number_changed_behind_the_editors_back_is_not_shown(client: Client) -> None:
    line().save_revision(user=person("nora")).publish(user=person("elsa"))
    assert "1455" in [one.number for one in shown()]
    Helpline.objects.filter(number="1455").update(name="Llama acá mejor")
    assert "1455" not in [one.number for one in shown()]
    assert "Llama acá mejor" not in numbers(client)


def test_checked_hours_are_compared_as_they_were_published() -> None:
    changed = line()
    changed.hours, changed.checked_on, changed.is_verified = "de 8 a 20", date(2026, 11, 2), True
    changed.save_revision(user=person("nora")).publish(user=person("elsa"))
    assert "1455" in [one.number for one in shown()]


@pytest.mark.parametrize("act", ["delete", "unpublish"])
def test_nobody_takes_a_number_off_alone(act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    approver = at_work("Aprobación", monkeypatch)
    approver.post(f"/cms/snippets/portal/helpline/{act}/{line().pk}/", follow=True)
    assert line().live


def test_in_the_workplace_the_writer_of_a_number_is_told_that_somebody_else_publishes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    approver = at_work("Aprobación", monkeypatch)
    sent = {"number": "1455", "name": "Otra cosa", "position": "0", "is_shown": "on"}
    address = f"/cms/snippets/portal/helpline/edit/{line().pk}/"
    said = approver.post(address, {**sent, "action-publish": "1"}, follow=True).content.decode()
    assert "nadie aprueba su propio texto" in said
    assert "Otra cosa" in said
    assert line().name != "Otra cosa"


def test_an_editor_changes_the_settings_there_are_and_adds_no_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor = at_work("Redacción", monkeypatch)
    assert editor.get("/cms/snippets/portal/ministrysettings/edit/1/").status_code == 200
    assert editor.get("/cms/snippets/portal/ministrysettings/add/").status_code == 302
