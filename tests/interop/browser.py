"""A browser reduced to what a login needs: cookies, links, one form, redirects one at a time."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests

ANA = "88888888"
ROSA = "55555555"


class Browser:
    """Walks a login step by step, so that a test can meddle between two steps."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.session = requests.Session()
        self.session.trust_env = False

    def get(self, address: str) -> requests.Response:
        """Follow a link, but no redirect."""
        url = address if address.startswith("http") else self.origin + address
        return self.session.get(url, allow_redirects=False, timeout=20)

    def enter(self, query: str = "") -> str:
        """Press the button and give the provider's address we are sent to."""
        response = self.get(f"/claveunica/entrar/{query}")
        assert response.status_code == 302, response.status_code
        return response.headers["Location"]

    def choose(self, address: str, person: str = ANA, fault: str = "", **more: str) -> str:
        """Choose who to be at the simulator and give the address we are sent back to."""
        form = {"persona": person, "fault": fault, **more}
        response = self.post(address, form)
        assert response.status_code == 302, response.status_code
        return response.headers["Location"]

    def post(self, address: str, form: dict[str, str] | None = None) -> requests.Response:
        """Send the form of a page, with its token against forgery."""
        page = self.get(address)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert token is not None, page.status_code
        url = address if address.startswith("http") else self.origin + address
        data = {"csrfmiddlewaretoken": token[1], **(form or {})}
        return self.session.post(url, data=data, allow_redirects=False, timeout=20)

    def way_back(self, person: str = ANA, fault: str = "", query: str = "") -> str:
        """Go as far as the return address, without following it."""
        return self.choose(self.enter(query), person, fault)

    def log_in(self, person: str = ANA, fault: str = "", query: str = "") -> requests.Response:
        """Walk the whole login and give its last answer."""
        return self.get(self.way_back(person, fault, query))

    @property
    def attempts(self) -> list[str]:
        """Names of the attempts this browser holds."""
        return [each.name for each in self.session.cookies if each.name.startswith("paso-")]


def query_of(address: str) -> dict[str, str]:
    """Give the parameters of an address."""
    return dict(parse_qsl(urlsplit(address).query))


def with_query(address: str, **changes: str) -> str:
    """Give the address with parameters changed; an empty value removes one."""
    parts = {**query_of(address), **changes}
    kept = {name: value for name, value in parts.items() if value}
    return f"{address.partition('?')[0]}?{urlencode(kept)}"
