"""Words a hostile editor might try, and how to see whether one of them came alive in an answer."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

ELSEWHERE = "malo.example"
ADDED = "zarzuela"  # what `{{ }}` would write
RECKONED = "96303246"  # what `{% %}` would write
CORPUS = (
    "<script>__hit(1)</script>",
    "</script><script>__hit(2)</script>",
    "<img src=x onerror=__hit(3)>",
    '"><svg/onload=__hit(4)>',
    "' autofocus onfocus=__hit(5) x='",
    '" autofocus onfocus="__hit(6)" x="',
    '<a href="javascript:__hit(7)">x</a>',
    "javascript:__hit(8)//",
    "JaVaScRiPt&#58;__hit(9)",
    "&lt;img src=x onerror=__hit(10)&gt;",
    "data:text/html,<script>__hit(11)</script>",
    '<iframe srcdoc="<img src=x onerror=parent.__hit(12)>">',
    "<svg><animate onbegin=__hit(13) attributeName=x dur=1s>",
    '<math><a xlink:href="javascript:__hit(14)">x</a></math>',
    "<math><mtext><mglyph><style></math><img src onerror=__hit(15)>",
    '{{ "zarz"|add:"uela" }}',
    "{% widthratio 48151623 1 2 %}",
    "{{constructor.constructor('__hit(18)')()}}",
    "</textarea></select><details open ontoggle=__hit(19)>",
    "</title></style><body onload=__hit(20)>",
    "--><object data=javascript:__hit(21)>",
    r"\u003cimg src=x onerror=__hit(22)\u003e",
    "＜script＞__hit(23)＜/script＞",
    "\u202e\u2028<img\x0csrc=x\x0conerror=__hit(24)>",
    "${__hit(25)}`-'-__hit(25)-'",
    '"}]</script><script>__hit(26)</script>',
    f"<base href=//{ELSEWHERE}/><meta http-equiv=refresh content=0;url=//{ELSEWHERE}/>",
    f'<link rel=stylesheet href=//{ELSEWHERE}/><style>@import "//{ELSEWHERE}/"</style>',
    "<form action=javascript:__hit(29)><button formaction=javascript:__hit(29)>x",
)
ALL = "\n".join(CORPUS)
# Where a field is too short for most of them: out of an attribute, out of an element, a script.
SHORT = ('"><svg/onload=__hit(4)>', '"><i onclick=x>', "<i onx>", "<")


def packed(room: int | None, turn: int = 0) -> str:
    """Give as many of them as a field holds, beginning at a place that changes with the field."""
    if room is None or room >= len(ALL):
        return ALL
    said = next(one for one in SHORT if len(one) <= room)
    start = turn % len(CORPUS)
    for one in (*CORPUS[start:], *CORPUS[:start]):
        if len(said) + 1 + len(one) <= room:
            said = f"{said} {one}"
    return said


ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "poster", "content",
             "srcset", "background", "cite", "ping", "manifest"}  # fmt: skip
RUNS = re.compile(r"^(javascript|vbscript|data:text/html|data:image/svg)", re.I)


class _Alive(HTMLParser):
    """Collects what a browser would run or fetch of the corpus."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script: str | None = None
        self._style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = {name: value or "" for name, value in attrs}
        for name, value in marks.items():
            if name.startswith("on") or name in {"srcdoc", "style"}:
                self.found.append(f"<{tag} {name}={value!r}>")
            bare = re.sub(r"[\x00-\x20]", "", value)
            if name in ADDRESSES and (RUNS.match(bare) or ELSEWHERE in _host(bare)):
                self.found.append(f"<{tag} {name}={value!r}>")
        self._script = marks.get("type", "text/javascript") if tag == "script" else None
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._script, self._style = None, False

    def handle_data(self, data: str) -> None:
        if self._script is not None and "json" in self._script:
            try:
                json.loads(data)
            except ValueError:
                self.found.append(f"JSON broken: {data[:80]}")
        elif self._script is not None and ("__hit" in data or ELSEWHERE in data):
            self.found.append(f"<script>{data[:80]}")
        elif self._style and ELSEWHERE in data:
            self.found.append(f"<style>{data[:80]}")


def _host(address: str) -> str:
    found = re.match(r"^(?:https?:)?//([^/?#]*)", address, re.I)
    return found[1] if found else ""


def alive(text: str) -> list[str]:
    """Give what of the corpus is more than words in a page; nothing when all of it is read."""
    found = _Alive(text).found
    return found + [f"a template wrote {one}" for one in (ADDED, RECKONED) if one in text]


def alive_in(content_type: str, text: str) -> list[str]:
    """The same for whatever was answered: a page, or pieces of pages inside JSON."""
    if "json" in content_type:
        return [found for piece in _strings(json.loads(text)) for found in alive(piece)]
    return alive(text) if "html" in content_type else []


def _strings(value: Any) -> Iterator[str]:
    """Give the pieces of pages inside a JSON answer: its entries called `html`."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from [one] if name == "html" and isinstance(one, str) else _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
