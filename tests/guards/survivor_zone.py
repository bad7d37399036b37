"""Everything a stranger may read over her shoulder: addresses, titles, file names."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from config.catalogue import template_source
from config.catalogue.merge import catalogue_path, open_catalogue

from .sources import ROOT, product_modules, relative, templates, tree

PREFIXES = ("mi-espacio/", "claveunica/", "salir/", "verificar/")
FOLDERS = (
    "selfservice/",
    "casework/interop/",
    "casework/documents/",
    "consent/templates/selfservice",
)
_TITLE = re.compile(r"\{% block title %\}(.*?)\{% endblock", re.DOTALL)
_FILE_NAME = re.compile(r"[\w{}. -]+\.(?:pdf|csv|json|zip|png|ics|vcf)\b", re.IGNORECASE)


@cache
def sensitive() -> re.Pattern[str]:
    """Any of the stems of the deny-list, at the start of a word."""
    lines = (Path(__file__).parent / "sensitive_words.txt").read_text().splitlines()
    stems = sorted((re.escape(plain(line)) for line in lines if line and line[0] != "#"), key=len)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(stems)})")


def plain(text: str) -> str:
    """Lower case, no accents, words parted by spaces."""
    letters = unicodedata.normalize("NFD", text.lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[-_/+.%]+", " ", bare)


def betrays(text: str) -> str:
    """Give the telling part of a text, or nothing."""
    found = sensitive().search(plain(text))
    return found[0] if found else ""


@cache
def _spanish() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in open_catalogue(catalogue_path(ROOT, "es"))}


def titles() -> Iterator[tuple[str, str]]:
    """Give (template, title in each language) of every page of the zone."""
    for path in templates():
        text = path.read_text()
        if not relative(path).startswith(FOLDERS) and "shell/survivor.html" not in text:
            continue
        for title in _TITLE.findall(text):
            yield relative(path), re.sub(r"\{[{%].*?[}%]\}", "", title)
            for message in template_source.messages(title, relative(path)):
                yield relative(path), message.text
                yield relative(path), _spanish().get(message.text, "")


def file_names() -> Iterator[tuple[str, str]]:
    """Give (module, name) of every file a module of the zone may hand out, and its static files."""
    for path in product_modules():
        if relative(path).startswith(FOLDERS):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield from ((relative(path), name) for name in _FILE_NAME.findall(node.value))
    for path in (*ROOT.glob("config/static/**/*"), *ROOT.glob("selfservice/static/**/*")):
        yield relative(path), path.name
