"""SQL of the migration: what the ORM cannot say about access."""

from .counter_cache import TABLE
from .rls import APP, CENTRES, SYSTEM
from .rules import MIN_REASON

SEALING = 1 + 12 + 16  # what the vault adds to a text: format, nonce, tag

OPERATOR = "(select nullif(current_setting('app.operator', true), '')::uuid)"

# The door asks before the database knows who is asking; it gets identifiers and nothing else.
GRANTED = f"""
CREATE FUNCTION siivbg_granted(asked uuid, moment timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.survivor_id FROM casework_grant g
  WHERE g.operator_id = asked AND g.starts_at <= moment AND moment < g.ends_at
    AND (g.ended_at IS NULL OR moment < g.ended_at)
$$;
ALTER FUNCTION siivbg_granted(uuid, timestamptz) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_granted(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_granted(uuid, timestamptz) TO {APP}, {SYSTEM};
"""

_PARTY = f"operator_id = {OPERATOR} OR asked_of_id = {OPERATOR}"
_NEW = f"operator_id = {OPERATOR} AND asked_of_id <> operator_id AND approved_by_id IS NULL"

# Who asked, who was asked, and the centres that hold her file see a grant. Only who asks may
# enter one, undecided; only the two parties may change it.
PROTECT_GRANTS = f"""
ALTER TABLE casework_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework_grant FORCE ROW LEVEL SECURITY;
REVOKE ALL ON casework_grant FROM {APP};
GRANT SELECT, INSERT, UPDATE ON casework_grant TO {APP};
CREATE POLICY system ON casework_grant TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY parties ON casework_grant FOR SELECT TO {APP}
  USING ({_PARTY} OR centre_ids && {CENTRES});
CREATE POLICY asks ON casework_grant FOR INSERT TO {APP} WITH CHECK ({_NEW});
CREATE POLICY decides ON casework_grant FOR UPDATE TO {APP} USING ({_PARTY})
  WITH CHECK ({_PARTY});
CREATE INDEX casework_grant_centres ON casework_grant USING gin (centre_ids);
ALTER TABLE casework_grant ADD CONSTRAINT grant_reason_long_enough
  CHECK (octet_length(reason) >= {MIN_REASON + SEALING});
"""

# Nothing leaves the register by the server's hand, and what was signed stays signed.
KEEP = f"""
REVOKE DELETE ON casework_operator, casework_assignment FROM {APP};
REVOKE UPDATE, DELETE ON casework_undertaking FROM {APP};
"""

# Grants asked before they followed her record. The owner sees no rows; the system role does.
CATCH_UP = f"""
SET LOCAL ROLE {SYSTEM};
UPDATE casework_grant g SET centre_ids = s.centre_ids
  FROM casework_survivor s WHERE s.id = g.survivor_id;
RESET ROLE;
"""

# A certificate is kept as it was recorded; only its revocation may be added. What each level needs
# is read by the server and changed by whoever installs.
CERTIFICATES = f"""
REVOKE UPDATE, DELETE ON casework_certificate FROM {APP};
GRANT UPDATE (revoked_at, revoked_because) ON casework_certificate TO {APP};
REVOKE INSERT, UPDATE, DELETE ON casework_levelrequirement FROM {APP};
"""

EVERY_LEVEL_NEEDS_ONE = """
INSERT INTO casework_levelrequirement (id, created_at, level, needed)
SELECT gen_random_uuid(), now(), level, true
FROM unnest(ARRAY['N1', 'N2', 'N3', 'N4', 'N5', 'N6']) AS level;
"""

CACHE = TABLE.format(table="casework_cache")
CACHE_GONE = "DROP TABLE casework_cache;"
