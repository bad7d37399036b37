"""SQL for what a joined record brings: its readings into her ledger, her own lines.

Made after `duplicates.sql`, by the migration that gave her the choice between two values.
"""

from casework.access.rls import APP, SURVIVOR, SYSTEM

# Her record and all that were joined to it, also through one another. Only numbers.
JOINED = """
CREATE FUNCTION siivbg_joined(person uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE family(id) AS (
    SELECT person WHERE person IS NOT NULL
    UNION SELECT s.id FROM casework_survivor s JOIN family f ON s.merged_into_id = f.id
  ) SELECT coalesce(array_agg(id), '{}') FROM family;
$$;
"""
HANDED = f"""
ALTER FUNCTION siivbg_joined(uuid) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_joined(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_joined(uuid) TO {APP}, {SYSTEM};
"""

# Who read the joined record read her data: she sees it, until the two are parted again.
HER_LEDGER = f"""
ALTER POLICY herself ON casework_auditevent
  USING (subject = ANY ((select siivbg_joined({SURVIVOR}))::uuid[]));
"""

# She signs by herself, and a line of her trayecto says so to every team: of documents only.
HER_LINES = f"""
CREATE POLICY herself_signs ON casework_trajectoryevent FOR INSERT TO {APP}
  WITH CHECK (survivor_id = {SURVIVOR} AND kind = 'document' AND operator_id IS NULL);
"""


def create_all() -> str:
    """Give the SQL of the three rules."""
    return JOINED + HANDED + HER_LEDGER + HER_LINES
