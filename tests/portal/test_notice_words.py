"""Words of the notice: nothing empty, nothing hard, nothing that runs; what changed is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.models import NoticeVersion
from portal.notice.comparing import Mark, lines
from portal.notice.marks import safe_address, stray_marks
from portal.notice.rules import problems
from portal.notice.twelve import HEADINGS, settled, written

from .test_notice import NEW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("nothing", ["", "<p></p>", "<p> &nbsp;</p>", "<ul><li></li></ul>"])
def test_none_of_the_twelve_may_be_empty(nothing: str) -> None:
    whole = NoticeVersion.objects.get(language="es").words
    for name, heading in HEADINGS.items():
        said = problems({**whole, name: nothing}, "es", {})
        assert len(said) == 1
        assert str(heading) in said[0]


def test_a_version_needs_its_own_number_and_a_later_date() -> None:
    earlier = NoticeVersion.objects.get(language="es").words
    changed = {**earlier, "retention": NEW}
    assert len(problems(changed, "es", earlier)) == 1
    assert len(problems({**changed, "dated_on": "2020-01-01"}, "es", earlier)) == 2
    assert problems({**changed, "version": "2"}, "es", earlier) == []


def test_words_too_hard_for_her_are_not_published() -> None:
    hard = "<p>La responsabilidad institucional correspondiente a la administración documental " \
           "establecida reglamentariamente constituye obligatoriedad.</p>"  # fmt: skip
    words = {**NoticeVersion.objects.get(language="es").words, "retention": hard}
    assert str(HEADINGS["retention"]) in problems(words, "es", {})[0]
    assert problems(words, "en", {}) == []


@pytest.mark.parametrize(
    "address", ["https://a.cl", "tel:1455", "mailto:a@a.cl", "/mi-espacio/", "#rights"]
)
def test_links_to_pages_mails_and_telephones_are_let_through(address: str) -> None:
    assert safe_address(address)
    assert stray_marks(f'<p><a href="{address}">x</a></p>') == []


WORDS = st.lists(st.sampled_from(["Sí.", "No.", "Se borra.", "Se guarda."]), max_size=8)


@given(WORDS, WORDS)
def test_comparing_gives_back_both_texts(before: list[str], after: list[str]) -> None:
    found = list(lines(f"<p>{' '.join(before)}</p>", f"<p>{' '.join(after)}</p>"))
    assert [line.words for line in found if line.mark != Mark.ADDED] == before
    assert [line.words for line in found if line.mark != Mark.REMOVED] == after


def test_the_editors_keys_and_line_ends_are_no_change() -> None:
    assert (
        settled('<p data-block-key="a1">x</p>\n<p data-block-key="b">y</p>') == "<p>x</p><p>y</p>"
    )
    assert written({"policy": '<p data-block-key="a">x</p>'})["policy"] == "<p>x</p>"
