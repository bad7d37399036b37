"""What a survivor's page costs to load: bytes and requests, on a phone that never came before."""

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from casework.identity.run import Run
from consent.record_models import ConsentRecord

from .browser import Answer, Browser, Unmeasurable
from .pages import text_of
from .people import phone_of
from .table import Row

KILOBYTES, REQUESTS = 30.0, 6
UNKNOWN = 49_999_999  # a RUN body that no invented woman has
OWN_PAGES = {
    "what is known": "datos/",
    "how errands go": "gestiones/",
    "how she is reached": "contacto/",
    "what she asked for": "solicitudes/",
    "questions to her team": "equipo/",
    "how she comes in": "acceso/",
    "how to leave": "al-salir/",
}
_LOADED = {"stylesheet", "icon", "preload", "manifest", "apple-touch-icon", "mask-icon"}
_URL = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)")
_TEXT = {".css", ".js", ".svg", ".json", ".webmanifest", ".html"}


def weight_rows(run: Run) -> Iterator[Row]:
    """Weigh every kind of page of the survivor's zone. run: somebody whose space is open."""
    for name, answer in _pages(run):
        yield weighed(name, answer, kilobytes=KILOBYTES, most=REQUESTS)


def _pages(run: Run) -> Iterator[tuple[str, Answer]]:
    home, text = "/mi-espacio/", text_of()
    yield "entrance", _good(Browser(), home)
    yield "neutral page", _good(phone_of(Run(UNKNOWN)), home)
    phone = phone_of(run)
    yield "her space", _good(phone, home)
    yield "her permissions", _good(phone, f"{home}permisos/")
    yield "a text to sign", _good(phone, f"{home}permisos/{text.code}/")
    yield "what she signed", _good(phone, _signed(phone, text.code))
    yield "who has read", _good(phone, f"{home}lecturas/")
    for name, path in OWN_PAGES.items():
        yield name, _good(phone, home + path)


def _signed(phone: Browser, code: str) -> str:
    """Sign, and give the address of what was signed."""
    answers = {f"item_{item.pk}": "no" for item in text_of().items.all()}
    answer = phone.post(f"/mi-espacio/permisos/{code}/", **answers)
    address = answer.headers.get("Location", "")
    if answer.status != 302 or not address:
        raise Unmeasurable(f"{ConsentRecord._meta.verbose_name}: not signed.")
    return address


def _good(browser: Browser, path: str) -> Answer:
    answer = browser.get(path)
    if answer.status != 200:
        raise Unmeasurable(f"A page of the survivor's zone answered {answer.status}.")
    return answer


def weighed(name: str, answer: Answer, *, kilobytes: float, most: int) -> Row:
    """Give what a page costs beside its budget. most: requests."""
    found = Resources()
    found.feed(answer.body.decode())
    addresses = found.addresses | {
        part for address in found.addresses for part in _parts_of(address)
    }
    sizes = {address: _size(address) for address in addresses}
    total = (len(answer.body) + sum(sizes.values())) / 1000
    fonts = sum(address.endswith((".woff", ".woff2", ".ttf", ".otf")) for address in addresses)
    requests = 1 + len(addresses)
    good = total <= kilobytes and requests <= most and not fonts
    return Row(
        f"Weight: {name}",
        f"{total:.1f} kB, {requests} requests",
        reference=f"page {len(answer.body) / 1000:.1f} kB, fonts {fonts}",
        ratio=f"{total / kilobytes:.2f}x",
        limit=f"{kilobytes:g} kB, {most}, no font",
        verdict="ok" if good else "over",
    )


class Resources(HTMLParser):
    """Collects what a browser would fetch for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        given = {name: value or "" for name, value in attrs}
        address = given.get("src", "") if tag in {"script", "img", "source", "iframe"} else ""
        if tag == "link" and _LOADED & set(given.get("rel", "").split()):
            address = given.get("href", "")
        if tag == "use":
            address = given.get("href", "")
        address = address.partition("#")[0]
        if address and not address.startswith("data:"):
            self.addresses.add(address)


def _parts_of(address: str) -> Iterator[str]:
    """Give what a style sheet fetches in its turn."""
    path = _file(address)
    if path.suffix == ".css":
        for part in _URL.findall(path.read_text(encoding="utf-8")):
            place = (path.parent / part.partition("#")[0]).resolve()
            yield settings.STATIC_URL + place.as_posix().rpartition("/static/")[2]


def _size(address: str) -> int:
    """Give the bytes of a static file as they travel: texts compressed ahead, as in production."""
    path = _file(address)
    content = path.read_bytes()
    return len(gzip.compress(content, 9)) if path.suffix in _TEXT else len(content)


def _file(address: str) -> Path:
    found = finders.find(address.removeprefix(settings.STATIC_URL))
    if not isinstance(found, str) or not address.startswith(settings.STATIC_URL):
        raise Unmeasurable("A page fetches something that is not one of our static files.")
    return Path(found)
