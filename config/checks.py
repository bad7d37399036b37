"""Checks of our own, numbered, each with its remedy. `manage.py check --deploy` runs them all."""

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import Error as DatabaseError
from django.db import connection
from django.utils import timezone

from casework.sharing import gate
from config.launch import text_libraries

Check = Callable[..., Sequence[CheckMessage]]
PRIVATE_FOLDERS = ("KEY_DIR", "PRIVATE_DIR", "ANCHOR_DIR", "SEAL_DIR")
CREDENTIALS = ("client_id", "client_secret")


def simulators(**options: Any) -> list[CheckMessage]:
    """E001: a stand-in for ClaveUnica lets anybody in as anybody."""
    if not (settings.PRODUCTION and settings.SIMULATORS):
        return []
    return [_error(1, "The simulators are on in production.", "Remove SIMULATORS.")]


def debugging(**options: Any) -> list[CheckMessage]:
    """E002: error pages of a debugger show personal data."""
    if not (settings.PRODUCTION and settings.DEBUG):
        return []
    return [_error(2, "DEBUG is on in production.", "Remove DEBUG.")]


def private_folders(**options: Any) -> list[CheckMessage]:
    """E003, E004: keys, private files, anchors and seals: never served, never for others."""
    return [*_served_folders(), *_open_folders()]


def _served_folders() -> Iterator[CheckMessage]:
    served = [Path(settings.STATIC_ROOT), Path(settings.MEDIA_ROOT)]
    for name in PRIVATE_FOLDERS:
        folder = Path(getattr(settings, name))
        if any(root == folder or root in folder.parents for root in served):
            yield _error(
                3, f"{name} is inside a folder that the web server publishes.", f"Move {name} away."
            )


def _open_folders() -> Iterator[CheckMessage]:
    for name in PRIVATE_FOLDERS:
        folder = Path(getattr(settings, name))
        if folder.exists() and folder.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
            yield _error(
                4, f"{name} is open to other users of this machine.", f"chmod 700 {folder}"
            )


def antivirus(**options: Any) -> list[CheckMessage]:
    """E005: with no scanner every upload would be refused, and nobody would know why."""
    if not settings.ANTIVIRUS_REQUIRED or settings.CLAMD_ADDRESS or settings.PRACTICE:
        return []
    hint = "Set CLAMD_ADDRESS to unix:/path or host:port of clamd."
    return [_error(5, "The antivirus is required and has no address.", hint)]


def database_role(**options: Any) -> list[CheckMessage]:
    """E006, E007, E010, E011: the server's role obeys row-level security; writes are durable."""
    asked = (
        "SELECT rolsuper OR rolbypassrls, current_setting('synchronous_commit') = 'off', "
        "EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')) "
        "FROM pg_roles WHERE rolname = current_user"
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(asked)
            too_strong, lossy, owner = cursor.fetchone()
    except DatabaseError:
        hint = "Start the server, or correct DATABASE_URL and DATABASE_APP_URL."
        return [_error(10, "The database cannot be reached.", hint)]
    return list(_role_messages(too_strong, lossy, owner))


def _role_messages(too_strong: bool, lossy: bool, owner: bool) -> Iterator[CheckMessage]:
    own = "Let the server log in with DATABASE_APP_URL, as a member of siivbg_app only."
    if too_strong:
        yield _error(6, "The server's database role passes over row-level security.", own)
    if lossy:
        yield _error(
            7,
            "synchronous_commit is off: a power cut would lose writes already confirmed.",
            "ALTER SYSTEM SET synchronous_commit = on; SELECT pg_reload_conf();",
        )
    if owner:
        yield _error(11, "The server's database role owns tables.", own)


def sharing_rule(**options: Any) -> list[CheckMessage]:
    """E008: with no rule nothing can be shared; a rule is registered by an application above."""
    if gate.registered():
        return []
    return [_error(8, "No sharing rule is registered.", "Keep `consent` in INSTALLED_APPS.")]


def exit_target(**options: Any) -> list[CheckMessage]:
    """E009: leaving in a hurry must not show on the wire, nor run a script."""
    if settings.EXIT_TARGET.startswith("https://"):
        return []
    return [_error(9, "EXIT_TARGET is not an https address.", "Set it to an https:// address.")]


def public_origin(**options: Any) -> list[CheckMessage]:
    """E012: links, QR codes and the return from ClaveUnica are built on it."""
    if settings.PUBLIC_ORIGIN.startswith("https://"):
        return []
    hint = "Set PUBLIC_ORIGIN to https:// and the site's name."
    return [_error(12, "PUBLIC_ORIGIN is not an https address.", hint)]


def state_login(**options: Any) -> list[CheckMessage]:
    """E013: without its credentials nobody can enter with ClaveUnica."""
    if settings.PRACTICE or all(settings.CLAVE_UNICA[name] for name in CREDENTIALS):
        return []
    hint = "Set CLAVE_UNICA_CLIENT_ID and CLAVE_UNICA_CLIENT_SECRET."
    return [_error(13, "ClaveUnica has no credentials.", hint)]


def own_database(**options: Any) -> list[CheckMessage]:
    """E014: the embedded server trusts whoever reaches its socket and has no backups of its own."""
    if settings.DATABASE_URL or settings.DATABASE_APP_URL:
        return []
    hint = "Set DATABASE_URL to a PostgreSQL 15 or newer."
    return [_error(14, "The embedded database is for development and trials only.", hint)]


def no_way_out(**options: Any) -> list[CheckMessage]:
    """E015: the training copy sends nothing to anybody, whatever its environment says."""
    if not settings.PRACTICE:
        return []
    hint = "Start it with SIIVBG_PRACTICE=1 and leave the rest to the settings."
    return [_error(15, f"The training copy has a way out: {one}.", hint) for one in ways_out()]


def ways_out() -> Iterator[str]:
    """Name each port of this process to the outside that is not off."""
    channels = [name for name, (url, _token) in settings.MESSAGE_PROVIDERS.items() if url]
    ways = {
        "SIMULATORS": settings.SIMULATORS,
        "CLAVE_UNICA": any(settings.CLAVE_UNICA[name] for name in CREDENTIALS),
        "MESSAGES_FROM": settings.MESSAGES_FROM,
        "EMAIL_BACKEND": not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend"),
        "MESSAGE_PROVIDERS": channels,
        "SIGNER": settings.SIGNER != "casework.documents.signers.LocalAuthority",
        "TIMESTAMP_URL": settings.TIMESTAMP_URL,
        "CLAMD_ADDRESS": settings.CLAMD_ADDRESS,
    }
    yield from (name for name, open_ in ways.items() if open_)


def text_drawing(**options: Any) -> list[CheckMessage]:
    """W001, W002: PDF records need Pango; without the subset library they are slow."""
    absent = text_libraries.missing()
    if absent:
        return [_warning(1, "PDF records cannot be made.", text_libraries.absence(absent))]
    if text_libraries.slow():
        return [_warning(2, "PDF records will be slow.", text_libraries.slowness())]
    return []


def agreements_published(**options: Any) -> list[CheckMessage]:
    """W003: the list of data agreements, once published, is late (law DP-59: each month)."""
    from portal.agreements import freshness  # noqa: PLC0415 - its model is not loaded yet above

    try:
        found = freshness(timezone.now())
    except DatabaseError:
        return []
    if not found.is_late or found.published_at is None:
        return []
    when = f"since {timezone.localdate(found.published_at):%Y-%m-%d}"
    hint = "Look them over and publish them in the workplace: Agreements."
    return [_warning(3, f"The data agreements were not published this month ({when}).", hint)]


ALWAYS: tuple[Check, ...] = (simulators, debugging, sharing_rule, no_way_out, text_drawing)
ON_DEPLOY: tuple[Check, ...] = (
    private_folders, antivirus, database_role, exit_target, public_origin, state_login,
    own_database, agreements_published,
)  # fmt: skip


def register_all() -> None:
    """Register every check; `config` does it when it is ready."""
    for check in ALWAYS:
        register(check, Tags.compatibility)
    for check in ON_DEPLOY:
        register(check, Tags.security, deploy=True)


def _error(number: int, text: str, hint: str) -> CheckMessage:
    return Error(text, hint=hint, id=f"siivbg.E{number:03d}")


def _warning(number: int, text: str, hint: str) -> CheckMessage:
    return Warning(text, hint=hint, id=f"siivbg.W{number:03d}")
