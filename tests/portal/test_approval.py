"""Every page of the site needs two persons: one writes, another publishes (safety.md AB22)."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from casework.protocols import port
from config.launch.periodic import COMMANDS
from portal.approval.rules import PublicationRefused, writers
from portal.approval.words import written
from portal.models import (
    ContentPage,
    DocumentVersion,
    Helpline,
    MinistrySettings,
    SectionPage,
)

from .editors import person, put_on_site
from .papers import protocol
from .test_workplace import at_work, form

pytestmark = pytest.mark.django_db


def page() -> ContentPage:
    return ContentPage.objects.get(slug="derivacion")


def draft(name: str, title: str = "Otra cosa") -> Any:
    """Somebody leaves a draft with another title."""
    subject = page()
    subject.title = title
    return subject.save_revision(user=person(name))


def test_a_second_person_publishes_what_the_first_wrote() -> None:
    draft("nora").publish(user=person("elsa"))
    assert page().title == "Otra cosa"


def test_nobody_publishes_what_she_wrote() -> None:
    with pytest.raises(PublicationRefused, match="Otra persona"):
        draft("nora").publish(user=person("nora"))
    assert page().title != "Otra cosa"


def test_whoever_changed_a_word_on_the_way_does_not_publish_it_either() -> None:
    draft("nora")
    mended = draft("elsa", "Otra cosa, corregida")
    with pytest.raises(PublicationRefused):
        mended.publish(user=person("elsa"))
    mended.publish(user=person("vera"))
    assert page().title == "Otra cosa, corregida"


def test_opening_a_draft_and_saving_it_as_it_was_makes_nobody_its_author() -> None:
    draft("nora")
    subject = page().get_latest_revision_as_object()
    again = subject.save_revision(user=person("elsa"))
    assert writers(again) == [person("nora").pk]
    again.publish(user=person("elsa"))
    assert page().title == "Otra cosa"


def test_what_was_published_before_counts_for_nobody() -> None:
    put_on_site(page())
    assert writers(draft("elsa")) == [person("elsa").pk]


def test_a_program_alone_publishes_nothing() -> None:
    with pytest.raises(PublicationRefused, match="persona"):
        draft("nora").publish()


def test_a_page_nobody_is_known_to_have_written_is_not_published() -> None:
    subject = page()
    subject.title = "De nadie"
    with pytest.raises(PublicationRefused):
        subject.save_revision().publish(user=person("elsa"))


def scheduled(by: str) -> None:
    subject = page()
    subject.title = "A su hora"
    subject.go_live_at = timezone.now() + timedelta(hours=2)
    subject.save_revision(user=person("nora")).publish(user=person(by))


def test_a_page_appears_at_the_hour_a_second_person_set(monkeypatch: pytest.MonkeyPatch) -> None:
    scheduled(by="elsa")
    assert (page().title != "A su hora", page().live) == (True, True)
    later = timezone.now() + timedelta(hours=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    assert page().title == "A su hora"


def test_a_protocol_a_number_and_the_settings_have_their_hour_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the periodic work runs it: with nobody there, in the role it has."""
    hour = timezone.now() + timedelta(hours=2)
    line, row = Helpline.objects.get(number="149"), MinistrySettings.objects.get()
    document = protocol()
    line.name, row.owner = "A su hora", "A su hora"
    for subject in (line, row, document):
        subject.go_live_at = hour
        subject.save_revision(user=person("nora")).publish(user=person("elsa"))
    assert port.in_force("prueba", timezone.localdate()) is None
    later = hour + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    for subject in (line, row, document):
        subject.refresh_from_db()
    assert (line.name, row.owner, document.live) == ("A su hora", "A su hora", True)
    assert port.in_force("prueba", timezone.localdate()) is not None
    assert DocumentVersion.objects.get().approved_by == person("elsa")
    assert "publish_scheduled" in COMMANDS


def test_its_writer_cannot_set_the_hour() -> None:
    with pytest.raises(PublicationRefused):
        scheduled(by="nora")


def test_in_the_workplace_the_writer_is_told_that_somebody_else_publishes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    approver = at_work("Aprobación", monkeypatch)
    address = f"/cms/pages/{page().pk}/edit/"
    said = approver.post(address, form("Otra cosa", **{"action-publish": "1"}), follow=True)
    assert "nadie aprueba su propio texto" in said.content.decode()
    subject = page()
    assert (subject.title != "Otra cosa", subject.draft_title) == (True, "Otra cosa")


def test_a_new_page_waits_for_a_second_person(monkeypatch: pytest.MonkeyPatch) -> None:
    approver: Client = at_work("Aprobación", monkeypatch)
    above = SectionPage.objects.first()
    assert above is not None
    sent = {**form("Nueva"), "slug": "nueva", "action-publish": "1"}
    address = f"/cms/pages/add/portal/contentpage/{above.pk}/"
    said = approver.post(address, sent, follow=True)
    assert "nadie aprueba su propio texto" in said.content.decode()
    assert not ContentPage.objects.get(slug="nueva").live


def test_a_copy_is_not_on_the_site_either() -> None:
    above = SectionPage.objects.first()
    copied = page().copy(to=above, update_attrs={"slug": "copia"}, keep_live=True)
    assert not ContentPage.objects.get(pk=copied.pk).live


def test_several_pages_are_not_published_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    draft("nora")
    approver = at_work("Aprobación", monkeypatch)
    address = f"/cms/bulk/wagtailcore/page/publish/?id={page().pk}&next=/cms/"
    said = approver.post(address, follow=True)
    assert "de a una" in said.content.decode()
    assert page().title != "Otra cosa"


def test_the_same_words_are_the_same_whatever_keys_the_editor_renews() -> None:
    def body(key: str, text: str) -> dict[str, str]:
        piece = f'<p data-block-key="{key}">{text}</p>'
        return {"body": json.dumps([{"type": "paragraph", "value": piece, "id": key}])}

    assert written(body("a", "Hola")) == written(body("b", "Hola"))
    assert written(body("a", "Hola")) != written(body("a", "Chao"))
