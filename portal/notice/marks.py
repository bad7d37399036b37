"""Marks a published text may carry: paragraphs, lists, bold and links; nothing that runs or loads.

The editor offers no more, but a draft can also come from elsewhere (an import, an older version):
what is published is looked at again (safety.md AB21).
"""

from html.parser import HTMLParser

ALLOWED: dict[str, frozenset[str]] = {
    "p": frozenset({"data-block-key"}),
    "b": frozenset(),
    "strong": frozenset(),
    "br": frozenset(),
    "ul": frozenset(),
    "ol": frozenset(),
    "li": frozenset({"data-block-key"}),
    "a": frozenset({"href", "id", "linktype"}),
}
SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")


def stray_marks(text: str) -> list[str]:
    """Give what a text may not carry, as it was written; nothing when it is clean."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.found


def safe_address(address: str) -> bool:
    """Say whether a link leads to a page, a mail or a telephone: never to a script."""
    if address.startswith("/"):
        return not address.startswith(("//", "/\\"))
    return address.lower().startswith(SCHEMES)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = ALLOWED.get(tag)
        stray = known is None or any(not self._fits(known, name, said) for name, said in attrs)
        if stray:
            self.found.append(self.get_starttag_text() or f"<{tag}>")

    def handle_comment(self, data: str) -> None:
        self.found.append("<!--")

    def handle_decl(self, decl: str) -> None:
        self.found.append("<!")

    def unknown_decl(self, data: str) -> None:
        self.found.append("<![")

    def handle_pi(self, data: str) -> None:
        self.found.append("<?")

    @staticmethod
    def _fits(known: frozenset[str], name: str, said: str | None) -> bool:
        return name in known and (name != "href" or safe_address((said or "").strip()))
