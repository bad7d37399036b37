"""The notice is one step away from every form, and from the foot of every page (law DP-50)."""

import re

import pytest
from django.test import Client

from tests.guards.sources import relative, templates

SHELLS = ("public", "survivor", "staff")
_PARENT = re.compile(r"""\{% extends ["']([^"']+)["']""")
# Stand-ins for somebody else's site, which production does not have.
_SIMULATORS = "casework/interop/templates/simulator"
ELSEWHERE = {f"{_SIMULATORS}/screen.html", f"{_SIMULATORS}/outbox.html"}


def sources() -> dict[str, str]:
    return {relative(path): path.read_text() for path in templates()}


def shell_of(name: str, known: dict[str, str]) -> str:
    """Give the shell a template is drawn in: the last it extends before the base."""
    found = _PARENT.search(known[name])
    if not found or found[1] == "shell/base.html":
        return name
    return shell_of(next(other for other in known if other.endswith(f"/{found[1]}")), known)


def test_every_page_with_a_form_is_drawn_in_a_shell() -> None:
    known = sources()
    pages = [
        name for name, text in known.items()
        if "<form" in text and _PARENT.search(text) and "wagtailadmin" not in text
    ]  # fmt: skip
    assert len(pages) > 60
    ends = {f"config/templates/shell/{shell}.html" for shell in SHELLS} | ELSEWHERE
    drawn = {name: shell_of(name, known) for name in pages}
    assert {name: shell for name, shell in drawn.items() if shell not in ends} == {}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_foot_of_each_shell_leads_to_the_notice(shell: str) -> None:
    known = sources()
    footer = known[f"config/templates/shell/{shell}.html"].partition("{% block footer %}")[2]
    assert '{% include "shell/_footer_links.html"' in footer
    assert 'href="/privacidad/"' in known["config/templates/shell/_footer_links.html"]


@pytest.mark.django_db
def test_in_her_space_the_notice_stands_under_the_form_itself(client: Client) -> None:
    main = client.get("/mi-espacio/").content.decode().partition("<main")[2].partition("</main")[0]
    assert '<a href="/privacidad/">Qué pasa con tus datos</a>' in main


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/mi-espacio/", "/gestion/entrar/", "/verificar/", "/"])
def test_pages_of_every_zone_lead_to_the_notice(address: str, client: Client) -> None:
    foot = client.get(address, follow=True).content.decode().partition("<footer")[2]
    assert 'href="/privacidad/"' in foot
