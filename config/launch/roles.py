"""The three database roles: owner of the tables, system work, and the application.

The application role owns nothing and bypasses nothing; the system role reads and writes every
row by an explicit policy, and only unattended commands take it.
"""

import psycopg
from django.conf import settings
from psycopg import sql

NAMES = ("siivbg_owner", "siivbg_system", "siivbg_app")


def administrator(dbname: str | None = None) -> "psycopg.Connection[tuple[object, ...]]":
    """Open a connection that may create roles: the embedded superuser, or DATABASE_URL's login."""
    default = settings.DATABASES["default"]
    user = "postgres" if not settings.DATABASE_URL else default["USER"]
    return psycopg.connect(
        host=default["HOST"],
        port=default["PORT"],
        user=user,
        password=default.get("PASSWORD") or None,
        dbname=dbname or default["NAME"],
        autocommit=True,
        connect_timeout=5,
    )


def prepare(dbname: str | None = None) -> None:
    """Create the roles where missing and set the default rights in one database."""
    with administrator(dbname) as connection:
        for name in NAMES:
            _ensure(connection, name)
        for statement in RIGHTS:
            connection.execute(statement)


def _ensure(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        login = sql.SQL("NOLOGIN" if settings.DATABASE_URL else "LOGIN")
        connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(name), login))
    me = connection.execute("SELECT current_user").fetchone()
    assert me is not None
    connection.execute(
        sql.SQL("GRANT {} TO {}").format(sql.Identifier(name), sql.Identifier(str(me[0])))
    )


RIGHTS = (
    "GRANT siivbg_system TO siivbg_owner",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE, CREATE ON SCHEMA public TO siivbg_owner",
    "GRANT USAGE, CREATE ON SCHEMA public TO siivbg_system",
    "GRANT USAGE ON SCHEMA public TO siivbg_app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE siivbg_owner IN SCHEMA public "
    "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO siivbg_app, siivbg_system",
    "ALTER DEFAULT PRIVILEGES FOR ROLE siivbg_owner IN SCHEMA public "
    "GRANT USAGE, SELECT ON SEQUENCES TO siivbg_app, siivbg_system",
)
