"""A hostile editor fills everything she can write, and a second person publishes it unread."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from casework.territory.models import Centre
from complaints.amending import actions
from complaints.amending.models import Amendment
from complaints.amending.states import State
from tests import places

from .corpus import packed
from .editors import person
from .filling import sent
from .test_workplace import at_work

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="__hit(30)"><script>__hit(30)</script></svg>'


def write_all(monkeypatch: pytest.MonkeyPatch) -> list[Model]:
    """Fill every form of every kind; give what was published of it.

    How the words read is not asked: a hostile editor finds plain ones.
    """
    monkeypatch.setattr("portal.approval.reading.problems", lambda texts: ())
    monkeypatch.setattr("portal.notice.rules._heavy", lambda words: ())
    # Copies for outages are tried in `test_outage.py`: here each publication would write them all.
    monkeypatch.setattr("portal.site.copies.refresh", lambda: 0)
    editor, approver = at_work("Redacción", monkeypatch), at_work("Aprobación", monkeypatch)
    Centre.objects.exists() or places.centre("Puerto", "05101")
    files(editor)
    pages: list[Any] = [page for kind in _kinds() for page in _write_page(editor, kind)]
    for page in sorted(pages, key=lambda one: -one.depth):  # lessons before their course
        page.get_latest_revision().publish(user=person("elsa"))
    rows = [_write_row([editor, approver], kind) for kind in get_snippet_models()]
    return [*(Page.objects.get(pk=page.pk).specific for page in pages), *rows]


def drawing() -> bytes:
    """A small picture."""
    drawn = BytesIO()
    Drawing.new("RGB", (800, 450), "#446688").save(drawn, "PNG")
    return drawn.getvalue()


def files(editor: Client) -> None:
    """A picture, a paper and a film, named and titled by somebody hostile."""
    name = packed(60).replace("/", "∕")
    for kind, content, ending in (
        ("images", drawing(), "png"), ("documents", b"%PDF-1.4 <script>__hit(31)</script>", "pdf"),
        ("documents", b"<script>__hit(32)</script>", "mp4"),
        ("documents", b"WEBVTT\n\n<script>__hit(33)</script>", "vtt"),
    ):  # fmt: skip
        address = f"/cms/{kind}/add/"
        data = {**sent(editor.get(address).context["form"]), "tags": packed(90, 4)}
        data["file"] = SimpleUploadedFile(f"{name}.{ending}", content)
        assert_taken(editor.post(address, data))
    assert get_image_model().objects.exists()
    assert get_document_model().objects.exists()


def _kinds() -> list[type[Page]]:
    """Give every kind of page, those that go above others first."""
    waiting = [kind for kind in get_page_models() if kind._meta.app_label == "portal"]
    done: list[type[Page]] = []
    while waiting:
        ready = [one for one in waiting if _is_there_above(one, done)]
        assert ready, f"no page may hold {waiting}"
        done += ready
        waiting = [one for one in waiting if one not in ready]
    return done


def _is_there_above(kind: type[Page], done: list[type[Page]]) -> bool:
    return any(above is Page or above in done for above in kind.allowed_parent_page_models())


def _write_page(editor: Client, kind: type[Page]) -> list[Page]:
    there = kind.objects.order_by("path")
    if kind.max_count and there.count() >= kind.max_count:
        return [_filled(editor, reverse("wagtailadmin_pages:edit", args=[one.pk]), one)
                for one in there]  # fmt: skip
    above = Page.objects.type(*kind.allowed_parent_page_models()).order_by("-pk")[0]
    where = ["portal", kind._meta.model_name, above.pk]
    return [_filled(editor, reverse("wagtailadmin_pages:add", args=where), kind)]


def _write_row(writers: list[Client], kind: type[Model]) -> Model:
    """Fill a new row, or the only one there may be, as the first of them who may."""
    viewset = kind.snippet_viewset  # type: ignore[attr-defined]
    row: Any = kind._default_manager.first()
    new = reverse(viewset.get_url_name("add"))
    there = [reverse(viewset.get_url_name("edit"), args=[row.pk])] if row else []
    tried = [(writer, address) for address in (new, *there) for writer in writers]
    writer, address = next(one for one in tried if one[0].get(one[1]).status_code == 200)
    filled = _filled(writer, address, kind if address == new else row)
    if isinstance(filled, DraftStateMixin):
        filled.get_latest_revision().publish(user=person("elsa"))
        filled.refresh_from_db()
    return filled  # type: ignore[no-any-return]


def _filled(editor: Client, address: str, what: Any) -> Any:
    """Fill the form at an address and send it; give what was kept."""
    new = isinstance(what, type)
    before = set(what._default_manager.values_list("pk", flat=True)) if new else set()
    shown = editor.get(address)
    assert shown.status_code == 200, f"{address}: {shown.status_code}"
    assert_taken(editor.post(address, sent(shown.context["form"])))
    for change in Amendment.objects.filter(state=State.DRAFT):  # of what two persons change
        at = timezone.now()
        actions.send(change=change, by=change.author, at=at)
        actions.approve(change=change, by=person("elsa"), at=at)
    if new:
        return what._default_manager.exclude(pk__in=before).get()
    what.refresh_from_db()
    return what


def assert_taken(answer: Any) -> None:
    """Fail with what the form did not like."""
    if answer.status_code != 302:
        form = answer.context["form"]
        parts = {name: one.errors for name, one in getattr(form, "formsets", {}).items()}
        raise AssertionError(f"{form.instance!r}: {form.errors.as_json()} {parts}")
