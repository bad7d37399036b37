"""What helps editors: how a draft reads, pictures with words, links that lead nowhere."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import polib
import pytest
import wagtail
from django.core.files.images import ImageFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images import get_image_model

from portal.approval.rules import PublicationRefused
from portal.editing import ages
from portal.editing.links import broken
from portal.editing.spoken import SPOKEN, scripted
from portal.models import ContentPage, Helpline

from .editors import number_of, person, put_on_site
from .papers import guideline, published
from .test_workplace import at_work

pytestmark = pytest.mark.django_db
HARD = (
    "La institucionalidad intersectorial especializada promoverá articuladamente "
    "procedimientos administrativos complementarios, considerando simultáneamente "
    "responsabilidades interinstitucionales previamente establecidas reglamentariamente."
)


def page() -> ContentPage:
    found: ContentPage = ContentPage.objects.get(slug="derivacion")
    return found


def with_body(*pieces: tuple[str, object]) -> ContentPage:
    subject = page()
    subject.body = list(pieces)
    return subject


def test_words_too_hard_for_whoever_needs_them_are_not_published() -> None:
    with pytest.raises(PublicationRefused, match=r"La institucionalidad"):
        put_on_site(with_body(("paragraph", f"<p>{HARD}</p>")))


def test_plain_words_are_published() -> None:
    put_on_site(with_body(("paragraph", "<p>Te escuchamos. Tú eliges qué hacer.</p>")))
    assert "Tú eliges" in page().plain_text


def test_the_editor_sees_how_each_piece_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    with_body(("paragraph", f"<p>{HARD}</p>")).save_revision(user=person("nora"))
    editor = at_work("Redacción", monkeypatch)
    html = editor.get(f"/cms/pages/{page().pk}/edit/").content.decode()
    assert "Cómo se lee" in html
    assert "Escríbelo de nuevo" in html


def picture() -> object:
    drawn = BytesIO()
    Drawing.new("RGB", (1600, 1200), "#446688").save(drawn, "PNG")
    file = ImageFile(BytesIO(drawn.getvalue()), name="puerta.png")
    return get_image_model().objects.create(title="Puerta", file=file)


def picture_form(image: object, **said: str) -> dict[str, str]:
    return {
        "title": "Otra", "slug": "derivacion", "summary": "Una frase.", "body-count": "1",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "body-0-type": "picture",
        "body-0-order": "0", "body-0-deleted": "", "body-0-id": "",
        "body-0-value-image": str(image.pk), **said,  # type: ignore[attr-defined]
    }  # fmt: skip


def test_a_picture_without_words_is_sent_back(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = at_work("Redacción", monkeypatch)
    address, image = f"/cms/pages/{page().pk}/edit/", picture()
    sent = picture_form(image, **{"action-publish": "1"})
    editor.post(address, picture_form(image, **{"body-0-value-alt_text": "Puerta azul"}))
    assert page().get_latest_revision_as_object().body[0].value.contextual_alt_text == "Puerta azul"
    approver = at_work("Aprobación", monkeypatch)
    assert approver.post(address, sent).status_code == 200
    assert not page().body or page().body[0].block_type != "picture"


def test_a_picture_is_drawn_small_and_with_its_words(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    editor = at_work("Redacción", monkeypatch)
    address = f"/cms/pages/{page().pk}/edit/"
    said = {"body-0-value-alt_text": "Una puerta azul, abierta"}
    editor.post(address, picture_form(picture(), **said))
    page().get_latest_revision().publish(user=person("elsa"))
    html = client.get(page().url).content.decode()
    assert 'alt="Una puerta azul, abierta"' in html
    assert 'width="720" height="405"' in html
    source = html.partition('<p class="picture"><img src="')[2].partition('"')[0]
    answer = client.get(source)
    assert answer["Content-Type"] == "image/webp"
    assert len(b"".join(answer.streaming_content)) < 60_000


def test_links_that_lead_nowhere_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert broken() == []
    gone, good = "/no-hay-nada-aqui/", "/telefonos/"
    text = (
        f'<p>Mira <a href="{gone}">esto</a>, <a href="{good}">los teléfonos</a>, '
        '<a linktype="page" id="999999">otra</a> y <a href="https://www.gob.cl/">gob</a>.</p>'
    )
    put_on_site(with_body(("paragraph", text)))
    assert [(one.page.pk, one.target) for one in broken()] == [
        (page().pk, gone), (page().pk, "page 999999"),
    ]  # fmt: skip
    editor = at_work("Redacción", monkeypatch)
    html = editor.get("/cms/reports/enlaces/").content.decode()
    assert gone in html
    assert good not in html.partition("<table")[2]


def test_contents_are_listed_by_age_what_has_to_be_looked_at_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    today = timezone.localdate()
    late = published(guideline(review_on=today - timedelta(days=1)))
    later = published(guideline("otra", review_on=today + timedelta(days=1)))
    ContentPage.objects.filter(pk=page().pk).update(
        last_published_at=timezone.now() - timedelta(days=366)
    )
    rows = {one.what.pk: one for one in ages.pages()}
    assert [rows[one.pk].late for one in (late, later, page())] == [True, False, True]
    assert [one.what.pk for one in ages.pages()][:2] == [late.pk, page().pk]
    assert rows[late.pk].published_by == "elsa"
    editor = at_work("Redacción", monkeypatch)
    html = editor.get("/cms/reports/edad/").content.decode()
    assert html.count("<b>Mírala de nuevo</b>") == 2
    assert "/cms/reports/aging-pages/" not in editor.get("/cms/").content.decode()


def test_hours_nobody_checked_for_half_a_year_are_told() -> None:
    today = timezone.localdate()
    Helpline.objects.update(checked_on=today, hours="siempre")
    assert ages.hours() == []
    Helpline.objects.filter(number="149").update(checked_on=today - timedelta(days=183))
    assert [str(one.what)[:3] for one in ages.hours()] == ["149"]


def test_only_a_preview_carries_the_checks_of_the_editor(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    editor = at_work("Redacción", monkeypatch)
    address = f"/cms/pages/{page().pk}/edit/preview/?in_preview_panel=true"
    editor.post(address, picture_form(picture(), **{"body-0-value-alt_text": "Una puerta"}))
    drawn = editor.get(address)
    assert "<wagtail-userbar>" in drawn.content.decode()
    assert "unsafe-" not in drawn["Content-Security-Policy"]
    for who in (client, editor):
        assert "userbar" not in who.get(page().url).content.decode()


def test_what_wagtail_says_in_spanish_by_itself_is_not_said_by_us() -> None:
    """Nor is anything said that it says no more: these words are only those it has none for."""
    folder = Path(str(wagtail.__file__)).parent
    english, spanish = set(), set()
    both = (english, "en/LC_MESSAGES/django.po"), (spanish, "es/LC_MESSAGES/django.mo")
    for found, names in both:
        for file in folder.rglob(f"locale/{names}"):
            rows = polib.pofile(str(file)) if file.suffix == ".po" else polib.mofile(str(file))
            known = [one for one in rows if one.msgstr or one.msgstr_plural or found is english]
            found |= {one.msgid for one in known}
    said = {one if isinstance(one, str) else one.__reduce__()[1][-1]["singular"] for one in SPOKEN}
    assert said & spanish == set()
    assert said <= english


def test_words_of_its_scripts_are_only_those_it_has_none_for() -> None:
    folder = Path(str(wagtail.__file__)).parent / "admin" / "locale"
    english, spanish = (
        polib.pofile(str(folder / language / "LC_MESSAGES" / "djangojs.po"))
        for language in ("en", "es")
    )
    known = {one.msgid for one in spanish if one.msgstr or any(one.msgstr_plural.values())}
    given = scripted()
    assert set(given) <= {one.msgid for one in english} - known
    assert all(given[word] not in (word, [word, f"{word}s"]) for word in given), given


def test_the_first_screen_begins_with_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = at_work("Redacción", monkeypatch)
    put_on_site(with_body(("paragraph", '<p>Mira <a href="/no-hay/">esto</a>.</p>')))
    published(guideline(review_on=timezone.localdate() - timedelta(days=1)))
    html = editor.get("/cms/").content.decode()
    assert number_of("Enlaces que no llevan a ninguna parte", html) == 1
    assert number_of("Hay que mirar de nuevo", html) > 1  # hours nobody checked are there too


def test_editors_choose_among_the_hours_of_chile(monkeypatch: pytest.MonkeyPatch) -> None:
    html = at_work("Redacción", monkeypatch).get("/cms/account/").content.decode()
    assert 'value="Pacific/Easter"' in html
    assert 'value="localtime"' not in html
