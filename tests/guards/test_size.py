"""Small files, small functions, names that say something (examples.md, budgets)."""

import ast
import re

from .sources import functions, modules, product_modules, relative, tree

MODULE_LINES = 300
FUNCTION_LINES = 40
EMPTY_NAMES = re.compile(r"^(utils?|helpers?|managers?|common|core)$")
EMPTY_CLASS = re.compile(r"(Utils?|Helpers?|Managers?|Common|Core)$")


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {relative(path): len(path.read_text().splitlines()) for path in modules()}
    assert {name: count for name, count in lengths.items() if count > MODULE_LINES} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    long = {
        function.place: function.length
        for path in product_modules()
        for function in functions(path)
        if function.length > FUNCTION_LINES
    }
    assert long == {}


def test_no_module_or_folder_has_an_empty_name() -> None:
    names = {
        relative(path): part
        for path in modules()
        for part in (*path.parts[:-1], path.stem)
        if EMPTY_NAMES.match(part)
    }
    assert names == {}


def test_no_class_has_an_empty_name() -> None:
    names = {
        f"{relative(path)} {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and EMPTY_CLASS.search(node.name)
    }
    assert names == set()


def test_every_shipped_module_says_what_it_is() -> None:
    silent = {
        relative(p)
        for p in product_modules()
        if p.stat().st_size and not ast.get_docstring(tree(p))
    }
    assert silent == set()
