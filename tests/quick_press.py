"""Papers without their layout, for the many tests that never read what is printed.

Laying out a page and writing its fonts costs more than everything else such a test does. The page
itself is still put together from its template and its data; each template is laid out in earnest
once in each process, so that none can break unseen. A test that reads what a paper says or shows
asks for `earnest_press`; one that forgot finds no word in it, and `tests/guards/test_papers.py`
names it.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import pydyf
import pytest

from casework.documents import codes, render

_pdf, _print_page, _qr = render.pdf, render.print_page, codes.qr
_laid_out: set[str] = set()


def quick_pdf(template: str, context: Mapping[str, object], **more: Any) -> bytes:
    """Give a paper of one empty page; the first time for a template, lay it out all the same."""
    if template not in _laid_out:
        _laid_out.add(template)
        render.print_page = _print_page
        try:
            assert _pdf(template, context, **more).startswith(b"%PDF-1.7")
        finally:
            render.print_page = quick_page
    return _pdf(template, context, **more)


def quick_page(page: str, pictures: Mapping[str, bytes]) -> bytes:
    """Give one empty page whose file is another for another text, as the real one is."""
    made = pydyf.PDF()
    shape = {"Type": "/Page", "Parent": made.pages.reference, "MediaBox": "[0 0 9 9]"}
    made.add_page(pydyf.Dictionary(shape))
    written = io.BytesIO()
    made.write(written, identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode())
    return written.getvalue()


@cache
def _one_square() -> bytes:
    return _qr("AAAA-BBBB", "http://localhost/verificar/")


def quick_square(code: str, address: str) -> bytes:
    """Give a square that leads elsewhere: no test of a quick paper looks at it."""
    return _one_square()


def take_over() -> None:
    """Print quickly from now on."""
    render.pdf, render.print_page, codes.qr = quick_pdf, quick_page, quick_square


@contextmanager
def in_earnest() -> Iterator[None]:
    """Print in earnest meanwhile."""
    render.pdf, render.print_page, codes.qr = _pdf, _print_page, _qr
    try:
        yield
    finally:
        take_over()


@pytest.fixture
def earnest_press() -> Iterator[None]:
    """Print in earnest during a test, and in the fixtures it asks for after this one."""
    with in_earnest():
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_press() -> None:
    take_over()
