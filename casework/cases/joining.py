"""Two records with an open case in the same centre cannot be joined: one case has to end first.

A case has its sessions, plan and papers; joined as they are, two open cases of one woman in one
centre would hide one of them from the team.
"""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from casework.survivors.duplicates.obstacles import Obstacle, add_obstacle

# It counts in every centre, whoever asks, and answers only yes or no.
TWO_OPEN_CASES = """
CREATE FUNCTION siivbg_two_open_cases(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM casework_case a JOIN casework_case b ON b.centre_id = a.centre_id
    WHERE a.survivor_id = one AND b.survivor_id = other
      AND a.closed_at IS NULL AND b.closed_at IS NULL);
$$;
ALTER FUNCTION siivbg_two_open_cases(uuid, uuid) OWNER TO siivbg_system;
REVOKE ALL ON FUNCTION siivbg_two_open_cases(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_two_open_cases(uuid, uuid) TO siivbg_app, siivbg_system;
"""
WORDS = _(
    "Both records have an open case in the same centre. First let one case exit, "
    "with the reason “Registro duplicado”; then join them."
)


def two_open_cases(one: UUID, other: UUID) -> bool:
    """Say whether some centre has an open case under both records."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT siivbg_two_open_cases(%s, %s)", [one, other])
        row = cursor.fetchone()
    return bool(row and row[0])


def register() -> None:
    """Stand between such records."""
    add_obstacle(Obstacle("two-open-cases", WORDS, two_open_cases))
