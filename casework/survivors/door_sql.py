"""What a visit after ClaveUnica writes on a door, whether or not there is a door behind the RUN.

Each function belongs to the system role; the same statement is sent for every RUN in the country.
"""

from casework.access.rls import APP, SYSTEM


def _door(name: str, values: str, body: str) -> str:
    return f"""
CREATE FUNCTION {name}({values}) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
{body}
$$;
ALTER FUNCTION {name}({values}) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION {name}({values}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {name}({values}) TO {APP}, {SYSTEM};
"""


# Somebody came in with her ClaveUnica: told to her team if she wanted, once and until somebody
# spoke with her, unless that same visit brings her number (safety.md 1.2).
ENTERED = _door(
    "siivbg_door_entered",
    "person uuid, came timestamptz",
    "UPDATE casework_door SET unkeyed_at = coalesce(unkeyed_at, came) "
    "WHERE survivor_id = person AND warn_team AND mode <> 'open';",
)

# outcome: 'right', 'wrong' or 'duress'. came: when the visit began that tries.
TRIED = "DROP FUNCTION siivbg_door_tried(uuid, text, timestamptz);" + _door(
    "siivbg_door_tried",
    "person uuid, outcome text, wait_until timestamptz, came timestamptz",
    """UPDATE casework_door SET
    failures = CASE outcome WHEN 'right' THEN 0 WHEN 'wrong' THEN failures + 1 ELSE failures END,
    next_try_at = wait_until,
    duress_at = CASE outcome WHEN 'duress' THEN now() ELSE duress_at END,
    unkeyed_at = CASE WHEN outcome = 'right' AND unkeyed_at = came THEN NULL ELSE unkeyed_at END
  WHERE survivor_id = person;""",
)

# What a worker's day asks of every door of her centres; `selfservice.door_watch` asks just this.
TOLD = """
CREATE INDEX casework_door_told ON casework_door (survivor_id)
  WHERE duress_at IS NOT NULL OR unkeyed_at IS NOT NULL
     OR (frozen_at IS NOT NULL AND changed_by IS NULL);
"""
