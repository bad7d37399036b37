"""The reader of templates sees what it is meant to see."""

from pathlib import Path

import pytest

from .markup import Findings, read


def reading(tmp_path: Path, source: str) -> Findings:
    (tmp_path / "a.html").write_text(source)
    return read(tmp_path / "a.html")


@pytest.mark.parametrize("source", ["<p>Hola</p>", "<img alt='Hola'>", "{% if a %}Hola{% endif %}"])
def test_written_words_are_seen(tmp_path: Path, source: str) -> None:
    assert "Hola" in reading(tmp_path, source).texts


@pytest.mark.parametrize(
    "source",
    ["{% translate 'Hi' %}", "{% blocktranslate %}Hi {{ a }}{% endblocktranslate %}", "{# Hi #}",
     "{% comment %}Hi{% endcomment %}", "<input value='{{ hi }}'>"],
)  # fmt: skip
def test_words_from_the_catalogue_are_not(tmp_path: Path, source: str) -> None:
    assert not any("Hi" in text for text in reading(tmp_path, source).texts)


@pytest.mark.parametrize(
    "source",
    ["<script>a()</script>", "<style>p{}</style>", "<p style='color:red'>", "<a onclick='b()'>",
     "{% if x %}<body onload=c()>{% endif %}"],
)  # fmt: skip
def test_inline_code_is_seen(tmp_path: Path, source: str) -> None:
    assert reading(tmp_path, source).inline != []


@pytest.mark.parametrize(
    "source",
    ["<script src='https://x.cl/a.js'></script>", "<img src=//x.cl/a.png>", "<form action='HTTP://x'>",
     "<link href='https://x.cl/a.css' rel=stylesheet>", "<iframe src='javascript:a()'></iframe>"],
)  # fmt: skip
def test_outside_hosts_are_seen(tmp_path: Path, source: str) -> None:
    assert reading(tmp_path, source).elsewhere != []


def test_a_plain_link_to_elsewhere_is_no_load(tmp_path: Path) -> None:
    assert reading(tmp_path, "<a href='https://www.gob.cl/'></a>").elsewhere == []
