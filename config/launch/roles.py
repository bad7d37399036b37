"""The three database roles: owner of the tables, system work, and the application.

The application role owns nothing and bypasses nothing; the system role reads and writes every
row by an explicit policy, and only unattended commands take it.
"""

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

from .trouble import Trouble

NAMES = ("siivbg_owner", "siivbg_system", "siivbg_app")
Connection = psycopg.Connection[tuple[object, ...]]


def administrator(dbname: str | None = None) -> Connection:
    """Open a connection that may create roles: the embedded superuser, or DATABASE_URL's login."""
    default = {key: str(value) for key, value in settings.DATABASES["default"].items()}
    name = dbname or default["NAME"]
    if settings.DATABASE_URL:
        address = make_conninfo(settings.DATABASE_URL, dbname=name, connect_timeout=5)
    else:
        address = make_conninfo(
            host=default["HOST"], port=default["PORT"], user="postgres", dbname=name
        )
    return psycopg.connect(address, autocommit=True)


def prepare(dbname: str | None = None) -> None:
    """Create the roles where missing and set the default rights in one database. Safe to repeat.

    Raises Trouble where the login may not do so.
    """
    with administrator(dbname) as connection:
        try:
            for name in NAMES:
                _ensure(connection, name)
            for statement in RIGHTS:
                connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            raise Trouble(refusal(connection)) from None


def refusal(connection: Connection) -> str:
    """The sentence for a login that may not make the roles, with what its administrator runs."""
    me, database = _row(connection, "SELECT session_user, current_database()")
    made = "; ".join(f"CREATE ROLE {name} NOLOGIN" for name in NAMES)
    return (
        f"The login {me} may not prepare the database roles: have the server's administrator run "
        f"ALTER ROLE {me} CREATEROLE; ALTER DATABASE {database} OWNER TO {me}; or, in its place, "
        f"{made}; GRANT {', '.join(NAMES)} TO {me} WITH ADMIN OPTION; and run again."
    )


def _ensure(connection: Connection, name: str) -> None:
    role = sql.Identifier(name)
    known = "SELECT count(*) FROM pg_roles WHERE rolname = %s"
    if not _row(connection, known, name)[0]:
        login = sql.SQL("NOLOGIN" if settings.DATABASE_URL else "LOGIN")
        connection.execute(sql.SQL("CREATE ROLE {} {}").format(role, login))
    _join(connection, name, str(_row(connection, "SELECT session_user")[0]))


def _join(connection: Connection, group: str, member: str) -> None:
    """Make one role a member of another, unless it is (a repeat needs no right to do it)."""
    granted = (
        "SELECT count(*) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
        "JOIN pg_roles r ON r.oid = m.member WHERE g.rolname = %s AND r.rolname = %s"
    )
    # A server from 16 on makes the creator a member who may not become the role: so ask again.
    if connection.info.server_version >= 160000:
        granted += " AND m.set_option"
    if not _row(connection, granted, group, member)[0]:
        statement = sql.SQL("GRANT {} TO {}")
        connection.execute(statement.format(sql.Identifier(group), sql.Identifier(member)))


def _row(connection: Connection, statement: str, *values: str) -> tuple[object, ...]:
    row = connection.execute(statement, values or None).fetchone()
    assert row is not None
    return row


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
