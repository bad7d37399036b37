"""The privacy notice: twelve parts, two people, and every version there ever was (law DP-50)."""

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation
from wagtail.test.utils.form_data import rich_text

from casework.audit.models import AuditEvent
from portal.approval.rules import PublicationRefused
from portal.models import NoticeVersion, PrivacyPage
from portal.notice.marks import stray_marks
from portal.notice.publishing import why_not
from portal.notice.twelve import HEADINGS, TWELVE, plain
from tests.database import as_system

from .test_workplace import at_work

pytestmark = pytest.mark.django_db
NEW = "<p>Solo el tiempo que haga falta. Luego se borra todo.</p>"


def approver_named(name: str) -> User:
    """Give somebody with the right to publish: what stops her is that she wrote it."""
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="Aprobación"))
    return user


@pytest.fixture
def nora() -> User:
    return approver_named("nora")


@pytest.fixture
def elsa() -> User:
    return approver_named("elsa")


def notice(language: str = "es") -> PrivacyPage:
    return PrivacyPage.objects.get(language=language)


def draft(by: User | None, language: str = "es", **changes: Any) -> Any:
    """Leave a draft with these changes, numbered anew."""
    page = notice(language)
    for name, value in {"version": "0.2", "dated_on": date(2026, 12, 1), **changes}.items():
        setattr(page, name, value)
    return page.save_revision(user=by)


def published(author: User, approver: User, **changes: Any) -> NoticeVersion:
    draft(author, **changes).publish(user=approver)
    found = NoticeVersion.objects.filter(language=changes.get("language", "es")).first()
    assert found is not None
    return found


def page_form(page: PrivacyPage, **changes: str) -> dict[str, str]:
    texts = {name: getattr(page, name) for name, _heading in TWELVE}
    texts.update({name: said for name, said in changes.items() if name in HEADINGS})
    rich = {name: rich_text(said, features=["bold", "link", "ul"]) for name, said in texts.items()}
    head = {"title": page.title, "slug": page.slug, "summary": page.summary, "version": "0.2",
            "dated_on": "2026-12-01"}  # fmt: skip
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    others = {name: said for name, said in changes.items() if name not in HEADINGS}
    return {**head, **rich, **comments, **others}


def save(client: Client, page: PrivacyPage, **changes: str) -> str:
    answer = client.post(f"/cms/pages/{page.pk}/edit/", page_form(page, **changes), follow=True)
    return answer.content.decode()


def test_the_first_version_is_there_from_the_start_in_two_languages(client: Client) -> None:
    assert {(one.language, one.number) for one in NoticeVersion.objects.all()} == {
        ("es", 1), ("en", 1),
    }  # fmt: skip
    for kept in NoticeVersion.objects.all():
        with translation.override(kept.language):
            today = [str(heading) for _name, heading in TWELVE]
        assert [heading for _name, heading, _text in kept.parts] == today
    english = client.get("/privacidad/english/", headers={"accept-language": "es"})
    assert '<html lang="en"' in english.content.decode()
    assert english["Content-Language"] == "en"
    assert "Your rights" in english.content.decode()


def test_the_notice_speaks_its_own_language_whatever_the_browser_asks(client: Client) -> None:
    html = client.get("/privacidad/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="es"' in html
    assert "Tus derechos" in html
    assert "Your rights" not in html


def test_what_no_source_tells_is_marked_in_both_languages(client: Client) -> None:
    for address, mark in (
        ("/privacidad/", "Por definir por el ministerio"),
        ("/privacidad/english/", "For the ministry to decide"),
    ):
        assert client.get(address).content.decode().count(mark) >= 5


def test_a_second_person_publishes_and_the_earlier_version_stays(
    nora: User, elsa: User, client: Client
) -> None:
    before = NoticeVersion.objects.get(language="es").words
    version = published(nora, elsa, retention=NEW)
    assert (version.number, version.author, version.approved_by) == (2, nora, elsa)
    assert "Luego se borra todo" in client.get("/privacidad/").content.decode()
    old = client.get("/privacidad/versiones/es-1/").content.decode()
    assert "Luego se borra todo" not in old
    assert "Esta es una versión anterior" in old
    assert NoticeVersion.objects.get(language="es", number=1).words == before
    listed = client.get("/privacidad/versiones/").content.decode()
    assert "/privacidad/versiones/es-1/" in listed
    assert "/privacidad/versiones/es-2/cambios/" in listed


def test_publishing_is_written_in_the_log(nora: User, elsa: User) -> None:
    version = published(nora, elsa, retention=NEW)
    with as_system():
        event = AuditEvent.objects.get(target_kind="privacy_notice")
    assert event.target_id == str(version.pk)
    assert event.detail == {"code": "es", "version": 2}


def test_nobody_publishes_her_own_words(nora: User) -> None:
    with pytest.raises(PublicationRefused, match="Otra persona"):
        draft(nora, retention=NEW).publish(user=nora)
    assert NEW not in notice().retention
    assert NoticeVersion.objects.filter(language="es").count() == 1


def test_she_who_corrects_the_draft_is_an_author_too(nora: User, elsa: User) -> None:
    draft(nora, retention=NEW)
    assert why_not(draft(elsa, retention=NEW, title="Otro título"), elsa)
    assert why_not(draft(nora, retention=NEW, title="Otro título"), elsa)


def test_saving_without_a_change_makes_nobody_an_author(nora: User, elsa: User) -> None:
    draft(nora, retention=NEW)
    assert why_not(draft(elsa, retention=NEW), elsa) == []


def test_a_clock_or_a_program_publishes_nothing(nora: User) -> None:
    with pytest.raises(PublicationRefused):
        draft(nora, retention=NEW).publish()
    assert why_not(draft(None, retention=NEW), nora)


def test_an_empty_part_stops_the_publication_and_is_named_kindly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor, approver = at_work("Redacción", monkeypatch), at_work("Aprobación", monkeypatch)
    save(editor, notice(), transfers="<p> </p>")
    html = save(approver, notice(), transfers="<p> </p>", **{"action-publish": "1"})
    assert "Falta escribir: “¿Salen tus datos de Chile?”" in html
    assert NoticeVersion.objects.filter(language="es").count() == 1
    assert plain(notice().transfers)


def test_in_the_workplace_one_writes_and_another_publishes(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    editor, approver = at_work("Redacción", monkeypatch), at_work("Aprobación", monkeypatch)
    save(editor, notice(), retention=NEW)
    assert NoticeVersion.objects.filter(language="es").count() == 1
    save(approver, notice(), retention=NEW, **{"action-publish": "1"})
    version = NoticeVersion.objects.filter(language="es").first()
    assert version is not None
    assert version.number == 2
    assert version.author != version.approved_by


def test_in_the_workplace_an_approver_alone_is_told_why_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    approver = at_work("Aprobación", monkeypatch)
    html = save(approver, notice(), retention=NEW, **{"action-publish": "1"})
    assert "Otra persona" in html
    assert NEW not in notice().retention
    assert "Luego se borra todo" in notice().get_latest_revision().content["retention"]


@pytest.mark.parametrize("act", ["unpublish", "delete", "move/{}/confirm"])
@pytest.mark.parametrize("above", [False, True])
def test_nobody_takes_the_notice_off_the_site(
    act: str, above: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    strongest = at_work("Aprobación", monkeypatch)
    User.objects.update(is_superuser=True)
    page = notice().get_parent() if above else notice("en")
    address = f"/cms/pages/{page.pk}/{act.format(notice().pk)}/"
    answer = strongest.post(address, {}, follow=True)
    assert "permanece en el sitio" in answer.content.decode()
    assert notice().live
    assert notice("en").live


def test_many_pages_at_once_never_include_the_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    strongest = at_work("Aprobación", monkeypatch)
    User.objects.update(is_superuser=True)
    draft(User.objects.get(), retention=NEW)
    address = f"/cms/bulk/wagtailcore/page/publish/?id={notice().pk}&next=/cms/"
    assert "se publica aparte" in strongest.post(address, {}, follow=True).content.decode()
    assert NEW not in notice().retention


def test_the_address_others_lead_to_stays(nora: User) -> None:
    page = notice()
    page.slug = "otra"
    with pytest.raises(Exception, match="dirección"):
        page.full_clean()


@pytest.mark.parametrize(
    "text",
    [
        "<p><script>a()</script></p>", '<p onclick="a()">x</p>', '<img src="https://a.cl/x.png">',
        '<p><a href="javascript:a()">x</a></p>', '<a href="//a.cl">x</a>', "<!-- x --><p>x</p>",
        '<iframe src="/"></iframe>', '<p style="x">x</p>', '<a href=" JavaScript:a()">x</a>',
        "<svg/onload=a()>", '<embed embedtype="media" url="https://a.cl">',
    ],
)  # fmt: skip
def test_nothing_that_runs_or_loads_is_published(text: str, nora: User, elsa: User) -> None:
    assert stray_marks(text)
    with pytest.raises(PublicationRefused):
        draft(nora, security=f"<p>Se guarda en clave.</p>{text}").publish(user=elsa)


def test_the_database_keeps_each_version_as_it_was() -> None:
    for act in (
        lambda: NoticeVersion.objects.update(summary="Otra"),
        lambda: NoticeVersion.objects.all().delete(),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            act()


def test_the_database_wants_two_people(nora: User) -> None:
    last = NoticeVersion.objects.get(language="es")
    copied = {"language": "es", "version": "9", "dated_on": last.dated_on, "title": "x",
              "summary": "x", "parts": [], "published_at": timezone.now(), "number": 2}  # fmt: skip
    for people in ({}, {"author": nora, "approved_by": nora}, {"author": nora}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NoticeVersion.objects.create(**copied, **people)


def test_what_changed_is_said_in_words(nora: User, elsa: User, client: Client) -> None:
    published(nora, elsa, retention=NEW)
    html = client.get("/privacidad/versiones/es-2/cambios/").content.decode()
    assert "<ins>Luego se borra todo.</ins>" in html
    assert re.search(r"Se quitó:</b> <del>[^<]+</del>", html)
    assert html.count("<section>") == 1
    assert client.get("/privacidad/versiones/es-1/cambios/").status_code == 404
    assert client.get("/privacidad/versiones/fr-1/").status_code == 404
    assert client.get("/privacidad/versiones/es-9/").status_code == 404


def test_the_page_in_force_leads_to_what_changed(nora: User, elsa: User, client: Client) -> None:
    assert "cambios/" not in client.get("/privacidad/").content.decode()
    published(nora, elsa, retention=NEW)
    assert "/privacidad/versiones/es-2/cambios/" in client.get("/privacidad/").content.decode()


def test_the_names_of_those_who_wrote_and_published_are_not_public(
    nora: User, elsa: User, client: Client
) -> None:
    published(nora, elsa, retention=NEW)
    for address in ("", "versiones/", "versiones/es-2/", "versiones/es-2/cambios/"):
        html = client.get(f"/privacidad/{address}").content.decode()
        assert "nora" not in html
        assert "elsa" not in html
