"""Texts are found where people wrote them, in the form Django looks them up."""

import textwrap
from pathlib import Path

import pytest
from django.template import Context, Engine
from django.utils import translation

from config.catalogue import python_source, template_source
from config.catalogue.extract import extract
from config.catalogue.messages import Message, NotExtractable


def in_python(source: str) -> list[Message]:
    return list(python_source.messages(textwrap.dedent(source), "a.py"))


def in_template(source: str) -> list[Message]:
    return list(template_source.messages(source, "a.html"))


def test_the_translation_functions_are_known_by_whatever_name_they_are_imported() -> None:
    found = in_python(
        """
        from django.utils import translation
        from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext_lazy
        _("one"), gettext("two"), translation.gettext("three")
        ngettext("a day", "%(n)s days", 3)
        pgettext_lazy("verb", "file")
        """
    )
    assert sorted(found, key=lambda message: message.text) == [
        Message("a day", "%(n)s days"),
        Message("file", context="verb"),
        Message("one"),
        Message("three"),
        Message("two"),
    ]


def test_a_function_of_another_origin_is_left_alone() -> None:
    assert in_python("from os import path as _\n_('not a text')") == []


def test_adjacent_pieces_are_one_text() -> None:
    source = 'from django.utils.translation import gettext as _\n_("one " "piece")'
    assert in_python(source) == [Message("one piece")]


@pytest.mark.parametrize("argument", ['f"hello {name}"', "name", '"a" + name', "**{}"])
def test_a_text_made_at_run_time_is_refused_with_its_place(argument: str) -> None:
    source = f"from django.utils.translation import gettext as _\n_({argument})"
    with pytest.raises(NotExtractable, match="a.py:2"):
        in_python(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% translate 'Sign' %}", Message("Sign")),
        ('{% trans "100%" as done %}', Message("100%%")),
        ('{% translate "May" context "month" as m %}', Message("May", context="month")),
        ("{{ _('Hello')|upper }}", Message("Hello")),
        ('{{ x|default:_("Nothing") }}', Message("Nothing")),
        ('{% include "a.html" with title=_("A title") %}', Message("A title")),
        (
            "{% blocktranslate trimmed with n=a.b %}\n  Hello {{ n }},\n  10% off"
            "{% endblocktranslate %}",
            Message("Hello %(n)s, 10%% off"),
        ),
        (
            '{% blocktranslate count n=n context "x" %}a day{% plural %}{{ n }} days'
            "{% endblocktranslate %}",
            Message("a day", "%(n)s days", "x"),
        ),
    ],
)
def test_each_way_of_marking_a_text_in_a_template_is_read(source: str, expected: Message) -> None:
    assert in_template(source) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "{% translate 'Sign 100%' %}",
        "{% blocktranslate trimmed with n='x' %} Hello\n {{ n }}, 10% {% endblocktranslate %}",
        "{{ _('Hello you') }}",
    ],
)
def test_the_text_found_is_the_text_django_looks_up(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def note(text: str) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr(translation._trans, "gettext", note, raising=False)
    Engine(builtins=["django.templatetags.i18n"]).from_string(source).render(Context())
    assert asked == [message.text for message in in_template(source)]


def test_comments_hold_no_messages() -> None:
    assert (
        in_template("{% comment %}{% translate 'x' %}{% endcomment %}{# {% translate 'y' %} #}")
        == []
    )


def test_a_tag_inside_a_translated_block_is_refused() -> None:
    with pytest.raises(NotExtractable, match="a.html:2"):
        in_template("{% blocktranslate %}\n{% if a %}x{% endif %}{% endblocktranslate %}")


def test_a_text_used_in_two_files_is_one_message_with_both_named(tmp_path: Path) -> None:
    source = "from django.utils.translation import gettext\ngettext('Save')"
    (tmp_path / "portal/templates").mkdir(parents=True)
    (tmp_path / "portal/a.py").write_text(source)
    (tmp_path / "portal/templates/b.html").write_text("{% translate 'Save' %}")
    found = extract(tmp_path)
    assert list(found.messages) == [(None, "Save")]
    assert found.files[None, "Save"] == {"portal/a.py", "portal/templates/b.html"}
