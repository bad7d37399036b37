#!/usr/bin/env python3
"""Django's command line. Chooses the database role a command runs as."""

import gc
import os
import sys

# Migrations run as the owner of the tables; unattended work runs as the system
# role; everything else, the server above all, as the application role, which
# owns nothing and bypasses nothing.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "prepare_database", "showmigrations"}
SYSTEM_COMMANDS = {
    "seed_demo",
    "seed_pages",
    "seed_scale",
    "verify_audit",
    "anchor_audit",
    "expire_access",
    "expire_drafts",
    "replay_erasures",
    "rotate_keys",
    "send_messages",
    "tend_documents",
    "tend_episodes",
    "tend_protocols",
    "backup",
    "begin_practice",
    "restore",
    "createsuperuser",
    "create_operator",
    "record_certificate",
    "shell",
    "bench",
}


def role_for(command: str) -> str:
    """Give the database role ("owner", "system" or "app") for a command's name."""
    if command in OWNER_COMMANDS:
        return "owner"
    return "system" if command in SYSTEM_COMMANDS else "app"


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SIIVBG_DB_ROLE", role_for(sys.argv[1] if sys.argv[1:] else ""))
    if sys.argv[1:2] == ["migrate"]:
        # It makes thousands of model classes: searching them for garbage took a fifth of the time.
        gc.set_threshold(20_000, 20, 50)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
