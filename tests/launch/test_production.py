"""On a real PostgreSQL: production as it will be installed, and `make run` with `DATABASE_URL`.

Production is prepared by hand and served by gunicorn, with nothing of a demo. A start gives the
same result there as on the embedded server, and plain words when the server says no.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.launch import outside

from .outside_server import SUPERUSER, address, administer
from .processes import Start, belonging_to, environment, free_port, launch
from .production_site import BEHIND, HOST, Site, installed

pytestmark = pytest.mark.slow
DOOR = "/gestion/entrar/"
MARK = "marca-que-nadie-debe-ver"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Site]:
    with installed(folder) as site:
        yield site


def test_the_deploy_check_has_nothing_to_say(site: Site) -> None:
    done = site.manage("check", "--deploy", "--fail-level", "WARNING")
    assert "System check identified no issues" in done.stdout + done.stderr
    assert done.returncode == 0


def test_it_is_ready_and_the_probe_says_no_more(site: Site) -> None:
    answer = site.ask("/salud/lista", tls=False)
    assert (answer.status, answer.body) == (200, "ok")


def test_plain_http_is_sent_to_tls(site: Site) -> None:
    answer = site.ask(DOOR, tls=False)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}{DOOR}")


def test_the_staff_door_carries_every_safe_header(site: Site) -> None:
    answer = site.ask(DOOR)
    assert answer.status == 200
    seconds = re.search(r"max-age=(\d+)", answer.headers["Strict-Transport-Security"])
    assert seconds
    assert int(seconds[1]) >= 31_536_000
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_cookies_are_bound_to_this_host_and_to_tls(site: Site) -> None:
    cookies = site.ask(DOOR).cookies
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-csrf", "__Host-gestion"}
    for cookie in cookies:
        assert all(word in cookie for word in ("Secure", "HttpOnly", "Path=/;", "SameSite=Lax"))
        assert "Domain" not in cookie


def test_style_and_scripts_are_served_for_good_by_their_fingerprint(site: Site) -> None:
    found = re.findall(r'(?:href|src)="(/estatico/[^"]+\.(?:css|js))"', site.ask(DOOR).body)
    assert found
    for path in found:
        answer = site.ask(path)
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert re.search(r"\.[0-9a-f]{12}\.", path)


@pytest.mark.parametrize(
    "path",
    ["/simulador/claveunica/openid/authorize/", "/simulador/claveunica/", "/componentes/",
     "/no-existe/", "/admin/", "/medios/"],
)  # fmt: skip
def test_what_is_not_for_production_is_not_there_and_says_nothing(site: Site, path: str) -> None:
    answer = site.ask(f"{path}?clave={MARK}")
    assert answer.status == 404
    for detail in ("Traceback", "urlconf", "config.urls", "DEBUG", "django", MARK):
        assert detail.lower() not in answer.body.lower()


def test_another_host_is_refused(site: Site) -> None:
    assert site.ask(DOOR, Host="otro.example.com").status == 400


def test_the_servers_login_can_neither_build_nor_take_another_role(site: Site) -> None:
    with psycopg.connect(address(site.place, "siivbg_web", "siivbg")) as connection:
        for forbidden in ("CREATE TABLE mine (a int)", "SET ROLE siivbg_system"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)
            connection.rollback()


def test_the_first_administrator_comes_in_by_the_door(site: Site) -> None:
    made = site.manage("create_operator", "primera", "--given-names", "Ana", "--surnames", "Uno")
    password = re.search(r"Temporary password, for 72 hours: (\S.*)", made.stdout)
    assert password, made.stderr
    assert "record_certificate primera" in made.stdout
    recorded = site.manage(
        "record_certificate", "primera", "--course", "Inducción", "--issuer", "Escuela",
        "--reference", "C-1", "--issued-on", "2026-01-05",
    )  # fmt: skip
    assert recorded.returncode == 0, recorded.stderr
    assert _log_in(site, "primera", "otra cosa") == (200, "")
    assert _log_in(site, "primera", password[1].strip())[0] == 302


def _log_in(site: Site, username: str, password: str) -> tuple[int, str]:
    """Show the password, after the page that gives the form; status and where it leads."""
    from urllib.parse import urlencode

    page = site.ask(DOOR)
    jar = "; ".join(cookie.split(";")[0] for cookie in page.cookies)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
    assert token
    fields = {"csrfmiddlewaretoken": token[1], "staff_login-current_step": "auth",
              "auth-username": username, "auth-password": password}  # fmt: skip
    answer = site.ask(
        DOOR, method="POST", body=urlencode(fields), Cookie=jar, Referer=f"https://{HOST}{DOOR}",
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    return answer.status, answer.headers.get("Location") or ""


@pytest.fixture(scope="module")
def var(folder: Path) -> Path:
    """The start's own data: `folder / "var"` is production's."""
    return folder / "start"


def refused(var: Path, url: str) -> str:
    done = launch("run", environment(var, free_port(), DATABASE_URL=url))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "secreta" not in done.stderr
    sentences = done.stderr.strip().splitlines()
    assert len(sentences) == 1, done.stderr
    return sentences[0]


def test_a_start_prepares_and_serves_as_on_the_embedded_one(site: Site, var: Path) -> None:
    """A login that is no superuser: it owns the database and may make roles.

    Without the demo world, which the embedded start builds and which is the same everywhere;
    from a database that lacks one migration, because `site` was migrated from nothing.
    """
    url = address(site.place, "siivbg", BEHIND)
    settings = {"DATABASE_URL": url, "SIIVBG_ENV": "test"}
    running = Start(var, **settings).until_ready()
    try:
        assert running.healthy()
        assert "  migrations " in running.output
        assert not (var / "pg").exists()
        with psycopg.connect(url) as connection:
            owners = connection.execute(
                "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            brought = connection.execute("SELECT to_regclass('django_session')").fetchone()
        assert owners == [("siivbg_owner",)]
        assert brought == ("django_session",)
        running.interrupt()
        assert belonging_to(var) == {}
        again = Start(var, **settings).until_ready()
        assert "migrations" not in again.output
        again.interrupt()
    finally:
        running.clean_up()


def test_a_wrong_password_is_told_without_showing_it(site: Site, tmp_path: Path) -> None:
    url = address(site.place).replace("secreta", "equivocada")
    sentence = refused(tmp_path / "var", url)
    assert f"refuses the login {SUPERUSER}" in sentence
    assert "equivocada" not in sentence


def test_a_missing_database_is_told_with_the_statement_that_makes_it(
    site: Site, tmp_path: Path
) -> None:
    sentence = refused(tmp_path / "var", address(site.place, database="ninguna"))
    assert f"CREATE DATABASE ninguna OWNER {SUPERUSER}" in sentence


def test_a_login_that_may_not_make_roles_is_told_what_to_ask_for(
    site: Site, tmp_path: Path
) -> None:
    administer(
        site.place,
        "CREATE ROLE modesta LOGIN PASSWORD 'secreta'",
        "CREATE DATABASE modesta OWNER modesta",
    )
    sentence = refused(tmp_path / "var", address(site.place, "modesta", "modesta"))
    assert "ALTER ROLE modesta CREATEROLE" in sentence


def test_the_place_of_an_address_carries_no_secret() -> None:
    assert outside.place("postgresql://ana:secreta@db.example:6000/x") == "db.example:6000"


def test_the_log_says_nothing_of_who_asked_for_what(site: Site) -> None:
    """Last in the file: it reads what all the others left behind, and adds the worst cases."""
    for path in (f"{DOOR}?volver={MARK}", f"/mi-espacio/?a={MARK}", f"/{MARK}/", "/?%ff=%00"):
        site.ask(path)
    site.ask(f"{DOOR}?q={MARK}", Host=f"{MARK}.example.com")
    site.ask(f"{DOOR}?q={MARK}", method="POST", body=f"a={MARK}")
    log = site.log.read_text()
    assert MARK not in log
    assert "?" not in log
    assert "secreta" not in log
