"""Protocols and guidelines: published by two persons, kept in versions, driving the work."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, transaction
from django.utils import timezone

from casework.access.principals import ANONYMOUS
from casework.audit.models import AuditEvent
from casework.protocols import port
from casework.protocols.models import ProtocolVersion
from portal.approval.rules import PublicationRefused
from portal.models import DocumentVersion, ProtocolPage
from portal.protocols import comparing, queries
from portal.protocols.effect import effect_of
from tests.database import as_system

from .editors import person, put_on_site
from .papers import LATER, STEPS, guideline, protocol, published, renewed

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def test_publishing_keeps_a_version_with_its_author_and_who_approved_it() -> None:
    page = published(protocol())
    version = DocumentVersion.objects.get()
    assert (version.number, version.code, version.page_id) == (1, "prueba", page.pk)
    assert (version.author, version.approved_by) == (person("nora"), person("elsa"))
    assert version.words["summary"] == "Una frase."


def test_publishing_a_protocol_puts_its_steps_in_force_for_the_work() -> None:
    published(protocol())
    version = port.in_force("prueba", DAY)
    assert version is not None
    assert version.url == "/gestion/biblioteca/prueba/1/"
    steps = version.steps.order_by("number")
    assert [(step.title, step.deadline, step.stays) for step in steps] == [
        ("Llamar para confirmar la hora", 5, False), ("Revisar el ingreso", 2, True),
    ]  # fmt: skip


def test_publishing_is_in_the_log() -> None:
    published(protocol())
    published(guideline())
    with as_system():
        said = {row.detail["what"] for row in AuditEvent.objects.filter(verb="text.changed")}
    assert {"protocol-published", "guideline-published"} <= said


def test_nobody_publishes_a_protocol_she_wrote() -> None:
    draft = protocol().save_revision(user=person("nora"))
    with pytest.raises(PublicationRefused):
        draft.publish(user=person("nora"))
    assert not DocumentVersion.objects.exists()
    assert not ProtocolVersion.objects.exists()


def refused(page: Any) -> str:
    with pytest.raises(PublicationRefused) as why, transaction.atomic():
        put_on_site(page)
    page.refresh_from_db()
    return str(why.value)


def test_steps_that_do_not_hold_together_are_not_published() -> None:
    wrong = {**STEPS[0], "trigger": "S99"}
    assert "S99" in refused(protocol(steps=[wrong]))


def test_a_protocol_without_steps_is_not_published_but_a_guideline_is() -> None:
    assert refused(protocol(steps=[]))
    published(guideline())
    assert DocumentVersion.objects.get().kind == "guideline"


@pytest.mark.parametrize("gone", ["review_on", "responsible"])
def test_a_document_says_when_it_is_reviewed_and_who_answers_for_it(gone: str) -> None:
    assert refused(guideline(**{gone: None}))


def test_a_document_has_an_owner_unless_it_is_an_example() -> None:
    assert refused(guideline(example=False))
    published(guideline("otra", example=False, institution_id="SERNAMEG"))
    assert DocumentVersion.objects.get().owner_name.startswith("Servicio Nacional")


def test_a_new_version_starts_later_than_the_one_before_it() -> None:
    page = published(protocol())
    page.summary = "Otra frase."
    assert "01-01-2026" in refused(page)


def test_a_new_version_ends_the_one_before_it_and_leaves_it_as_it_was() -> None:
    page = published(protocol())
    renewed(page, summary="Otra frase.", valid_from=date(2026, 6, 1))
    first, second = DocumentVersion.objects.order_by("number")
    assert (first.words["summary"], second.words["summary"]) == ("Una frase.", "Otra frase.")
    assert port.in_force("prueba", date(2026, 5, 31)).version == 1  # type: ignore[union-attr]
    assert port.in_force("prueba", date(2026, 6, 1)).version == 2  # type: ignore[union-attr]


def test_a_new_day_of_review_makes_no_version() -> None:
    page = published(protocol())
    renewed(page, review_on=date(2028, 1, 1))
    assert DocumentVersion.objects.count() == 1
    assert ProtocolPage.objects.get().review_on == date(2028, 1, 1)


@pytest.mark.parametrize("change", [{"title": "Otro"}, {"words": {}}])
def test_the_database_changes_no_version(change: dict[str, Any]) -> None:
    published(guideline())
    with pytest.raises(Error), transaction.atomic():
        DocumentVersion.objects.update(**change)
    with pytest.raises(Error), transaction.atomic(), as_system():
        DocumentVersion.objects.all()._raw_delete("default")


def test_the_code_stays_as_it_was_published() -> None:
    page = published(protocol())
    page.code = "otro-codigo"
    with pytest.raises(Exception, match="prueba"):
        page.full_clean()


def test_no_two_documents_share_a_code() -> None:
    published(protocol("uno"))
    page = guideline("dos")
    page.code = "uno"
    with pytest.raises(Exception, match="código|code"):
        page.full_clean()


def test_taking_a_protocol_off_the_site_ends_it_and_keeps_its_versions() -> None:
    page = published(protocol())
    page.unpublish()
    today = timezone.localdate()
    assert port.in_force("prueba", today) is None
    assert port.in_force("prueba", today - timedelta(days=1)) is not None
    assert DocumentVersion.objects.count() == 1
    assert list(queries.in_force(DocumentVersion.objects.all(), today)) == []


def test_what_was_taken_off_comes_back_as_a_new_version() -> None:
    page = published(protocol())
    page.unpublish()
    page.refresh_from_db()
    assert refused(page)
    renewed(page, valid_from=timezone.localdate())
    assert port.in_force("prueba", timezone.localdate()).version == 2  # type: ignore[union-attr]


def test_if_the_steps_cannot_be_put_in_force_nothing_is_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(**_more: Any) -> None:
        raise RuntimeError("no")

    page = protocol()
    monkeypatch.setattr("portal.protocols.publishing.casework.publish", broken)
    with pytest.raises(RuntimeError):
        put_on_site(page)
    page.refresh_from_db()
    assert not page.live
    assert not DocumentVersion.objects.exists()


def test_only_open_documents_are_seen_from_outside() -> None:
    published(guideline("abierta"))
    published(guideline("cerrada", audience="staff"))
    seen = queries.visible_to(ANONYMOUS).values_list("code", flat=True)
    assert set(seen) == {"abierta"}


def test_a_document_that_became_closed_takes_its_earlier_versions_with_it() -> None:
    page = published(guideline())
    renewed(page, audience="staff", valid_from=date(2026, 6, 1))
    assert not queries.visible_to(ANONYMOUS).exists()


def test_one_version_of_each_document_is_in_force() -> None:
    page = published(guideline())
    renewed(page, summary="Dos.", valid_from=date(2026, 6, 1))
    renewed(page, summary="Tres.", valid_from=date(2027, 6, 1))
    rows = DocumentVersion.objects.all()
    assert [one.number for one in queries.in_force(rows, DAY)] == [2]
    assert [one.number for one in queries.earlier(rows, DAY)] == [1]
    assert [one.number for one in queries.coming(rows, DAY)] == [3]


def test_what_changed_is_told_field_by_field_and_step_by_step() -> None:
    page = published(protocol())
    steps = [("step", {**STEPS[0], "deadline": 3}), ("step", {**STEPS[1], "number": "3"})]
    renewed(page, summary="Otra.", steps=steps, valid_from=date(2026, 6, 1), levels=["N5"])
    first, second = DocumentVersion.objects.order_by("number")
    found = comparing.between(first, second)
    assert {pair.after[:3] for pair in found.fields} >= {"Otr", "N5:"}
    assert {(one.mark.value, one.number) for one in found.steps} == {
        ("changed", "1"), ("new", "3"), ("gone", "2"),
    }  # fmt: skip
    (pair,) = next(one.pairs for one in found.steps if one.number == "1")
    assert (pair.before[:1], pair.after[:1]) == ("5", "3")


def test_who_writes_reads_why_it_cannot_be_published_before_another_is_asked() -> None:
    page = published(protocol())
    assert effect_of(page).against == []
    page.summary = "Otra frase."
    page.save_revision()
    page.refresh_from_db()
    (reason,) = effect_of(page.get_latest_revision_as_object()).against
    assert "01-01-2026" in reason  # the day of the version in force
    page.valid_from = LATER
    page.save_revision()
    page.refresh_from_db()
    assert effect_of(page.get_latest_revision_as_object()).against == []


def test_editors_choose_who_answers_for_a_document_by_name() -> None:
    page = protocol()
    user = page.responsible
    user.first_name, user.last_name = "Nora", "Canaria Ruiz"
    user.save()
    form = page.get_edit_handler().get_form_class()(instance=page, for_user=user)
    assert "Nora Canaria Ruiz" in [
        str(words) for _value, words in form.fields["responsible"].choices
    ]
