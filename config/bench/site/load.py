"""The open site beside a bare Wagtail that keeps its pages, and with very many pages."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from statistics import median

from config.bench.table import Row, verdict
from config.bench.traffic import BARE, OURS, serving

from .asked import Asked, Heard, middle, together
from .database import Site

KEEPING = "config.bench.bare_cached_settings"
SHARE = 0.9  # of the pages per second of a bare Wagtail, at least
FLAT = 1.5  # times the p95 of the small site, at most
NEW = {"Cookie": "a=1"}  # a visitor with a cookie: nothing kept is answered
WORDS = {"words": "vivienda traslado"}
TURNS = 5
MORE = 8  # times as often is a page asked that is kept: it takes half a thousandth of a second
GONE = "siivbg_bench_gone"
HOME, PROTOCOL = Asked("/"), Asked("/protocolos/hoja-1/")
# What is asked of ours, and the bare one's page of its weight: the same where Wagtail serves it.
KEPT = {
    "home": (HOME, HOME),
    "protocol": (PROTOCOL, PROTOCOL),
    "list of protocols": (Asked("/protocolos/"), Asked("/protocolos/")),
    "directory, a comuna": (Asked("/red-de-apoyo/comuna/13101/"), PROTOCOL),
    "search, its form": (Asked("/buscar/"), HOME),
}
ANEW = {
    "home": Asked("/", headers=NEW),
    "protocol": Asked("/protocolos/hoja-1/", headers=NEW),
    "list of protocols": Asked("/protocolos/", headers=NEW),
    "news": Asked("/noticias/", headers=NEW),
    "directory, a comuna": Asked("/red-de-apoyo/comuna/13101/", headers=NEW),
    "search, two words": Asked("/buscar/", fields=WORDS),
    "search, a slip": Asked("/buscar/", fields={"words": "vivenda"}),
}


def beside_bare(site: Site, *, times: int) -> Iterator[Row]:
    """Ask for each page, ours and the bare one's by turns, so that both meet the same machine."""
    with ExitStack() as stack:
        ours, bare, keeping = (
            stack.enter_context(serving(one, site.environment())) for one in (OURS, BARE, KEEPING)
        )
        for name, (asked, like) in KEPT.items():
            yield _beside(f"Site: {name}", (ours, asked), (keeping, like), "kept", times)
        search = Asked("/bare-search/?words=vivienda+traslado")
        here = (ours, ANEW["search, two words"])
        yield _beside("Site: search, its answer", here, (bare, search), "search", times // MORE)


def without_database(site: Site, *, times: int) -> Iterator[Row]:
    """Ask for the home while there is no database, beside a bare Wagtail that has one."""
    gone = {**site.environment(), "SIIVBG_DB_NAME": GONE}
    with serving(KEEPING, site.environment()) as keeping, serving(OURS, gone) as ours:
        here, there = (ours, Asked("/")), (keeping, Asked("/"))
        yield _beside("Site: home, no database", here, there, "kept", times)


def _beside(
    name: str, here: tuple[int, Asked], there: tuple[int, Asked], what: str, times: int
) -> Row:
    for port, asked in (here, there):
        together(port, asked, times=times // 4)
    turns = [
        [together(port, asked, times=times) for port, asked in (here, there)]
        for _turn in range(TURNS)
    ]
    return compared(name, turns, what)


def compared(name: str, turns: Sequence[Sequence[Heard]], what: str) -> Row:
    """Give our pages per second beside the bare ones, by the middle one of the turns' shares.

    turns: ours and the bare one's, heard one after the other. what: which of its pages that was.
    """
    ours, bare = (middle(one) for one in zip(*turns, strict=True))
    share = median(here.rate / there.rate for here, there in turns)
    return Row(
        name, _said(ours), reference=f"bare Wagtail's {what} {_said(bare)}",
        ratio=f"{share:.2f}x its pages", limit=f"{SHARE:g}x or more",
        verdict=verdict(SHARE, share),
    )  # fmt: skip


def grown(small: Site, large: Site, *, times: int) -> Iterator[Row]:
    """Ask for each page, made anew, of both sites by turns."""
    with serving(OURS, small.environment()) as few, serving(OURS, large.environment()) as many:
        for name, asked in ANEW.items():
            for port in (few, many):
                together(port, asked, times=times // 4)
            turns = [
                [together(port, asked, times=times) for port in (few, many)]
                for _turn in range(TURNS)
            ]
            before, after = (middle(one) for one in zip(*turns, strict=True))
            yield grown_row(name, before, after, (small.pages, large.pages))


def grown_row(name: str, before: Heard, after: Heard, pages: tuple[int, int]) -> Row:
    """Give the p95 of a page of the large site beside that of the small one."""
    ratio = after.p95 / before.p95
    return Row(
        f"{pages[1]:,} pages: {name}", f"p95 {after.p95 * 1000:.1f} ms",
        reference=f"{pages[0]} pages, p95 {before.p95 * 1000:.1f} ms", ratio=f"{ratio:.2f}x",
        limit=f"{FLAT:g}x", verdict=verdict(ratio, FLAT),
    )  # fmt: skip


def _said(heard: Heard) -> str:
    return f"{heard.rate:.0f}/s, p95 {heard.p95 * 1000:.1f} ms"
