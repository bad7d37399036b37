"""What the database does and refuses about carrying rights out.

A limit begins with the request that asks for it, from any visit; the database finds whose it is and
tells nobody (as in `rights.sql`). What is kept apart is not there for staff, whatever page asks.
"""

from casework.access.rls import APP, CENTRES, OPERATOR, SYSTEM

from .choices import Part

REQUESTS = "complaints_rightsrequest"
FILING = "(select nullif(current_setting('app.request_id', true), '')::uuid)"
_HEAD = "SECURITY DEFINER SET search_path = public, pg_temp AS $$"

# Which tables a part is. What is named nowhere here is not kept apart: her record's own row (who
# asks must be answered), her door and consents (they protect), the codes of her trayecto.
TABLES: dict[str, tuple[str, ...]] = {
    Part.ABOUT: ("datum",),
    Part.CONTACT: ("safecontact",),
    Part.HOUSEHOLD: ("relatedperson",),
    Part.ACCOUNT: ("account",),
    Part.EPISODES: ("episode", "episoderevision", "aggressor", "aggressorlink", "backgroundnote"),
    Part.RISK: ("riskresult",),
    Part.CASES: ("case", "casemove", "caseteam", "session", "contacttry", "followup",
                 "unmetrequest", "task", "taskmove", "waitingentry", "waitingevent"),
    Part.PLANS: ("plan", "planobjective", "planactivity", "planreview", "plansignature",
                 "safetyplan"),
    Part.LEGAL: ("reportingduty", "complaintdraft", "protectivemeasure", "measurerenewal",
                 "breach", "legalprocess", "hearing", "legaldocument"),
    Part.REFERRALS: ("referral",),
    Part.DOCUMENTS: ("attachment",),
}  # fmt: skip

# The files, or that part of them, that are not there for an operator: those where she is named,
# and those kept apart, unless an emergency reading of hers is open.
CLOSED = f"""
CREATE OR REPLACE FUNCTION siivbg_closed(asked uuid, room text) RETURNS uuid[]
LANGUAGE sql STABLE {_HEAD}
  SELECT coalesce(array_agg(person), '{{}}') FROM (
    SELECT survivor_id AS person FROM casework_conflict
      WHERE operator_id = asked AND lifted_at IS NULL
    UNION SELECT b.survivor_id FROM complaints_block b
      WHERE asked IS NOT NULL AND b.survivor_id IS NOT NULL AND b.ended_at IS NULL
        AND b.part IN ('file', room) AND NOT EXISTS (
          SELECT 1 FROM complaints_emergencyread e
          WHERE e.block_id = b.id AND e.operator_id = asked AND e.until > now())) closed;
$$;
"""

APART = f"""
CREATE OR REPLACE FUNCTION siivbg_apart(person uuid, asked uuid) RETURNS text[]
LANGUAGE sql STABLE {_HEAD}
  SELECT coalesce(array_agg(DISTINCT b.part::text), '{{}}') FROM complaints_block b
  WHERE b.survivor_id = person AND b.ended_at IS NULL AND asked IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM complaints_emergencyread e
    WHERE e.block_id = b.id AND e.operator_id = asked AND e.until > now());
$$;
"""

# In force for whom: asked by the gate in whatever context, so that nothing passes unseen.
OBJECTED = f"""
CREATE FUNCTION siivbg_objected(people uuid[])
RETURNS TABLE (person uuid, purpose text, recipient text) LANGUAGE sql STABLE {_HEAD}
  SELECT o.survivor_id, o.purpose::text, o.recipient::text FROM complaints_objection o
  WHERE o.survivor_id = ANY (people) AND o.ended_at IS NULL;
$$;
ALTER FUNCTION siivbg_objected(uuid[]) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_objected(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_objected(uuid[]) TO {APP}, {SYSTEM};
"""

# Empties what finds her and hides her rows from everybody; what was asked and answered stays with
# its team. Who may: the team deciding on her erasure, in the act, or unattended work.
FORGET = f"""
CREATE FUNCTION siivbg_forget(person uuid) RETURNS void LANGUAGE plpgsql {_HEAD}
DECLARE one record;
BEGIN
  IF coalesce(current_setting('role', true), '') <> '{SYSTEM}' AND NOT EXISTS (
       SELECT 1 FROM complaints_erasure e JOIN {REQUESTS} r ON r.id = e.request_id
       WHERE e.survivor_id = person AND r.survivor_id = person AND r."right" = 'suppression'
         AND r.state = 'reviewing' AND r.centre_ids && {CENTRES}) THEN
    RAISE insufficient_privilege USING MESSAGE = 'no erasure was decided';
  END IF;
  UPDATE {REQUESTS} SET survivor_id = NULL, identity_level = CASE
    WHEN run_digest IS NULL AND document_digest IS NULL THEN 'none' ELSE identity_level END
    WHERE survivor_id = person;
  UPDATE casework_survivor SET run_digest = NULL, document_digest = NULL, birth_year = NULL,
    document_country = '', comuna_id = NULL, name_tokens = '{{}}', centre_ids = '{{}}'
    WHERE id = person;
  UPDATE casework_safecontact SET value_digest = NULL WHERE survivor_id = person;
  UPDATE casework_aggressor SET run_digest = NULL, document_digest = NULL, birth_year = NULL
    WHERE survivor_id = person;
  DELETE FROM casework_draft d WHERE d.about = person OR d.key_id IN (
    SELECT k.id FROM casework_datakey k WHERE k.survivor_id = person);
  FOR one IN SELECT c.relname AS name FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'survivor_id'
      JOIN pg_attribute b ON b.attrelid = c.oid AND b.attname = 'centre_ids'
      WHERE c.relkind = 'r' AND c.relname LIKE 'casework\\_%' AND NOT a.attisdropped LOOP
    EXECUTE format('UPDATE %I SET centre_ids = ''{{}}'' WHERE survivor_id = $1', one.name)
      USING person;
  END LOOP;
END $$;
ALTER FUNCTION siivbg_forget(uuid) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_forget(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_forget(uuid) TO {APP}, {SYSTEM};
"""

WHOSE = f"""
CREATE FUNCTION siivbg_limit_whose() RETURNS trigger LANGUAGE plpgsql {_HEAD}
BEGIN
  NEW.survivor_id := (SELECT r.survivor_id FROM {REQUESTS} r WHERE r.id = NEW.request_id);
  RETURN NEW;
END $$;
ALTER FUNCTION siivbg_limit_whose() OWNER TO {SYSTEM};
CREATE TRIGGER whose BEFORE INSERT ON complaints_objection
  FOR EACH ROW EXECUTE FUNCTION siivbg_limit_whose();
CREATE TRIGGER whose BEFORE INSERT ON complaints_block
  FOR EACH ROW EXECUTE FUNCTION siivbg_limit_whose();
"""


def _closed_to_all(table: str, app_may: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM {APP};
GRANT {app_may} ON {table} TO {APP};
CREATE POLICY system ON {table} TO {SYSTEM} USING (true) WITH CHECK (true);
"""


def _of_request(table: str, *, changes: str = "", filing: bool = False) -> str:
    """Give the SQL of a table that hangs from a request. changes: the columns that may change."""
    mine = f"EXISTS (SELECT 1 FROM {REQUESTS} r WHERE r.id = {table}.request_id)"
    added = f"{mine} OR request_id = {FILING}" if filing else mine
    update = (
        f"""
GRANT UPDATE ({changes}) ON {table} TO {APP};
CREATE POLICY changed ON {table} FOR UPDATE TO {APP} USING ({mine});
"""
        if changes
        else ""
    )
    return (
        _closed_to_all(table, "SELECT, INSERT")
        + f"""
CREATE POLICY of_request ON {table} FOR SELECT TO {APP} USING ({mine});
CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({added});
"""
        + update
    )


ENDING = "ended_at, ended_why, ended_by"
LIMITS = _of_request("complaints_objection", changes=ENDING, filing=True) + _of_request(
    "complaints_block", changes=ENDING, filing=True
)
READINGS = (
    _closed_to_all("complaints_emergencyread", "SELECT, INSERT")
    + f"""
GRANT UPDATE (seen_by, seen_at) ON complaints_emergencyread TO {APP};
CREATE POLICY of_block ON complaints_emergencyread FOR SELECT TO {APP} USING (
  EXISTS (SELECT 1 FROM complaints_block b WHERE b.id = block_id));
CREATE POLICY own ON complaints_emergencyread FOR INSERT TO {APP} WITH CHECK (
  operator_id = {OPERATOR} AND seen_by IS NULL
  AND EXISTS (SELECT 1 FROM complaints_block b WHERE b.id = block_id));
CREATE POLICY seen ON complaints_emergencyread FOR UPDATE TO {APP} USING (
  operator_id <> {OPERATOR} AND EXISTS (SELECT 1 FROM complaints_block b WHERE b.id = block_id));
"""
)
CHANGES = (
    _of_request("complaints_correction", changes="done_at, removed_at")
    + _of_request(
        "complaints_recipientnotice",
        changes="state, told_at, excuse, how, settled_by, settled_at, last_sent_at",
    )
    + _of_request("complaints_erasure")
    + _of_request("complaints_secondlook")
    + _of_request(
        "complaints_datacopy",
        changes="container_id, packed_by, packed_at, expires_at, taken_at, taken_kind",
    )
)

# A centre's part is its own until two of its people read it; then whoever answers may join it.
COPIES = (
    _closed_to_all("complaints_copypart", "SELECT, INSERT, UPDATE")
    + f"""
CREATE POLICY own_centre ON complaints_copypart TO {APP}
  USING (centre_ids && {CENTRES}) WITH CHECK (centre_ids && {CENTRES});
CREATE POLICY reviewed ON complaints_copypart FOR SELECT TO {APP} USING (
  reviewed_at IS NOT NULL AND EXISTS (SELECT 1 FROM {REQUESTS} r WHERE r.id = request_id));
"""
    + _closed_to_all("complaints_removedwords", "SELECT, INSERT")
    + f"""
CREATE POLICY own_centre ON complaints_removedwords TO {APP}
  USING (centre_ids && {CENTRES}) WITH CHECK (centre_ids && {CENTRES});
"""
)


# What was read by two people and decided on stays so: for whoever packs it, and as the proof.
READ = f"""
CREATE FUNCTION siivbg_part_kept() RETURNS trigger LANGUAGE plpgsql {_HEAD}
BEGIN
  IF EXISTS (SELECT 1 FROM {REQUESTS} r WHERE r.id = NEW.request_id
      AND r.state IN ('decided', 'answered', 'withdrawn', 'transferred')) THEN
    RAISE EXCEPTION 'it was decided on as it was read' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
ALTER FUNCTION siivbg_part_kept() OWNER TO {SYSTEM};
CREATE TRIGGER kept BEFORE INSERT OR UPDATE ON complaints_copypart
  FOR EACH ROW EXECUTE FUNCTION siivbg_part_kept();
"""


def _keep_apart(room: str, table: str) -> str:
    """Put the part's name into the policy that hides a conflicted file."""
    return f"""
ALTER POLICY barred ON {table} USING (
  survivor_id IS NULL OR survivor_id <> ALL ((select siivbg_closed({OPERATOR}, '{room}'))::uuid[]));
"""


def create_all() -> str:
    """Give all of it, in order."""
    apart = "".join(
        _keep_apart(room, f"casework_{name}") for room, names in TABLES.items() for name in names
    )
    return "\n".join(
        [WHOSE, LIMITS, READINGS, CHANGES, COPIES, CLOSED, APART, OBJECTED, FORGET, apart]
    )
