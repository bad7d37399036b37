"""The measuring process of the open site: gives one row a line (JSON)."""

import sys
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from config.bench.browser import Browser, Unmeasurable  # noqa: E402 - models need applications
from config.bench.first_text import Visit, first_texts  # noqa: E402
from config.bench.table import Row  # noqa: E402
from config.bench.telling import tell  # noqa: E402
from config.bench.weight import weighed  # noqa: E402

# Pages somebody in danger may need, and all the others: kilobytes and requests of a first visit.
HELP, OTHERS = (30.0, 6), (100.0, 12)
PAGES = {
    "home": ("/", HELP),
    "how to recognise": ("/reconocer/", HELP),
    "how to ask for help": ("/pedir-ayuda/", HELP),
    "your rights": ("/tus-derechos/", HELP),
    "directory": ("/red-de-apoyo/", HELP),
    "directory, a region": ("/red-de-apoyo/region/13/", HELP),
    "directory, a comuna": ("/red-de-apoyo/comuna/13101/", HELP),
    "directory, the map": ("/red-de-apoyo/mapa/", HELP),
    "numbers to call": ("/telefonos/", HELP),
    "search": ("/buscar/", OTHERS),
    "list of protocols": ("/protocolos/", OTHERS),
    "protocol": ("/protocolos/hoja-1/", OTHERS),
    "news": ("/noticias/", OTHERS),
    "courses": ("/formacion/", OTHERS),
    "map of the site": ("/mapa-del-sitio/", OTHERS),
}
LOADED = ("home", "directory, a comuna", "protocol")


def rows(plan: dict[str, Any]) -> Iterator[Row]:
    """Weigh each page; then load some behind a slow line. Raises Unmeasurable."""
    for name, (path, (kilobytes, most)) in PAGES.items():
        stranger = Browser()
        stranger.cookies.clear()
        answer = stranger.get(path)
        if answer.status != 200:
            raise Unmeasurable(f"A page of the open site answered {answer.status}.")
        yield weighed(f"site, {name}", answer, kilobytes=kilobytes, most=most)
    yield from first_texts([Visit(f"site, {name}", PAGES[name][0]) for name in LOADED])


if __name__ == "__main__":
    sys.exit(tell(rows))
