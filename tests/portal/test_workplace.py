"""The editors' workplace: Spanish, quiet, and with no more power than the work needs."""

import json
import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from casework.access.doors import StaffDoor
from portal.models import ContentPage, Helpline

from .editors import put_on_site
from .test_first_site import Loads

pytestmark = pytest.mark.django_db


def past_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the staff door, which has tests of its own."""
    monkeypatch.setattr(StaffDoor, "process_view", lambda *args: None)
    monkeypatch.setattr(StaffDoor, "__call__", lambda door, request: door.get_response(request))


def at_work(group: str, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Give somebody already inside."""
    past_the_door(monkeypatch)
    user = User.objects.create_user(f"persona-{group}")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> Client:
    return at_work("Redacción", monkeypatch)


@pytest.fixture
def approver(monkeypatch: pytest.MonkeyPatch) -> Client:
    return at_work("Aprobación", monkeypatch)


def page() -> ContentPage:
    return ContentPage.objects.get(slug="derivacion")


def form(title: str, **more: str) -> dict[str, str]:
    return {
        "title": title, "slug": "derivacion", "summary": "Una frase.", "body-count": "0",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", **more,
    }  # fmt: skip


@pytest.mark.parametrize("address", ["/cms/", "/cms/account/", "/cms/images/", "/cms/documents/"])
def test_the_workplace_speaks_spanish_and_calls_nobody_outside(
    editor: Client, address: str
) -> None:
    answer = editor.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="es"' in html
    fetched = Loads(html).fetched
    assert [found for found in fetched if re.match(r"(https?:)?//", found)] == []
    assert "gravatar" not in html
    assert any(found.endswith("portal/cms.css") for found in fetched)


@pytest.mark.parametrize("address", ["/cms/", "/cms/pages/{}/edit/", "/cms/images/"])
def test_no_script_stands_inside_a_page_of_the_workplace(editor: Client, address: str) -> None:
    html = editor.get(address.format(page().pk)).content.decode()
    bare = re.findall(r"<script(?![^>]*\b(?:src|type)=)[^>]*>", html)
    assert bare == []
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", html)


def test_an_editor_cannot_publish(editor: Client) -> None:
    subject = page()
    editor.post(f"/cms/pages/{subject.pk}/edit/", form("Otra cosa", **{"action-publish": "1"}))
    subject.refresh_from_db()
    assert subject.title != "Otra cosa"


def test_an_editor_can_leave_a_draft(editor: Client) -> None:
    subject = page()
    answer = editor.post(f"/cms/pages/{subject.pk}/edit/", form("Otra cosa"))
    assert answer.status_code == 302
    subject.refresh_from_db()
    assert subject.draft_title == "Otra cosa"


def test_an_approver_publishes_what_an_editor_wrote(editor: Client, approver: Client) -> None:
    subject = page()
    address = f"/cms/pages/{subject.pk}/edit/"
    editor.post(address, form("Otra cosa"))
    approver.post(address, form("Otra cosa", **{"action-publish": "1"}))
    subject.refresh_from_db()
    assert subject.title == "Otra cosa"


def test_an_editor_writes_a_number_and_an_approver_publishes_it(
    editor: Client, approver: Client
) -> None:
    line = Helpline.objects.get(number="1455")
    address = f"/cms/snippets/portal/helpline/edit/{line.pk}/"
    change = {"number": "1455", "name": "Nueva", "position": "0", "is_shown": "on"}
    editor.post(address, {**change, "action-publish": "1"})
    line.refresh_from_db()
    assert line.name != "Nueva"
    approver.post(address, {**change, "action-publish": "1"})
    line.refresh_from_db()
    assert line.name == "Nueva"


@pytest.mark.parametrize("address", ["/cms/users/", "/cms/groups/", "/cms/sites/"])
def test_an_editor_sees_no_accounts_and_no_settings(editor: Client, address: str) -> None:
    assert editor.get(address).status_code in {302, 403, 404}


def test_the_menu_leads_to_no_other_site(editor: Client) -> None:
    html = editor.get("/cms/").content.decode()
    assert "/cms/pages/" in html
    assert "guide.wagtail.org" not in html
    assert "docs.wagtail" not in html


@pytest.mark.parametrize("kind", ["heading", "list", "notice"])
def test_a_script_in_a_text_is_shown_as_text(client: Client, kind: str) -> None:
    script = "<script>a()</script>"
    value = {
        "heading": script,
        "list": [script],
        "notice": {"kind": "info", "title": script, "text": script},
    }
    subject = page()
    subject.title = subject.summary = script
    subject.body = [(kind, value[kind])]
    put_on_site(subject)
    html = client.get(subject.url).content.decode()
    assert "&lt;script&gt;a()" in html
    assert "<script>a" not in html


def test_rich_text_from_the_editor_keeps_only_plain_marks(
    editor: Client, approver: Client, client: Client
) -> None:
    subject = page()
    source = {
        "blocks": [{"key": "a", "text": "hola <script>a()</script>", "type": "unstyled", "depth": 0,
                    "inlineStyleRanges": [{"offset": 0, "length": 4, "style": "STRIKETHROUGH"}],
                    "entityRanges": [{"offset": 0, "length": 4, "key": 0}]}],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:a()"}}
        },
    }  # fmt: skip
    body = {
        "body-count": "1", "body-0-type": "paragraph", "body-0-order": "0", "body-0-deleted": "",
        "body-0-id": "", "body-0-value": json.dumps(source),
    }  # fmt: skip
    address = f"/cms/pages/{subject.pk}/edit/"
    editor.post(address, {**form("Otra"), **body})
    approver.post(address, {**form("Otra"), **body, "action-publish": "1"})
    html = client.get(subject.url).content.decode()
    assert "hola" in html
    assert "<script>a" not in html
    assert "javascript:" not in html


def test_a_draft_is_framed_by_the_editor_and_by_nobody_else(editor: Client) -> None:
    address = f"/cms/pages/{page().pk}/edit/preview/"
    assert editor.post(address, form("En borrador")).json()["is_valid"]
    answer = editor.get(address)
    assert "En borrador" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-" not in answer["Content-Security-Policy"]
