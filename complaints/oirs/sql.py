"""What the database itself does and refuses about questions and complaints.

Filed by anybody; read by the centre that answers, by herself in her space, and by whoever holds
number and code, for whom the key of that one row is set for the length of a transaction
(`complaints.rights.keys`). Nothing internal is read by anybody but staff.
"""

from casework.access.rls import APP, CENTRES, OPERATOR, SURVIVOR, SYSTEM
from complaints.rights.sql import ANSWERS, FILING, KEY, KIND

TABLE = "complaints_ticket"
ENTRIES, FILES = "complaints_ticketentry", "complaints_ticketfile"
BARRED = f"(select siivbg_barred({OPERATOR}))::uuid[]"

# Whose it is when it comes in: the worker's centre, hers, or nobody's until it is routed (OI-02).
FILED = f"""
CREATE FUNCTION siivbg_ticket_filed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE who text := {KIND}; centres int[];
  unattended boolean := coalesce(current_setting('role', true), '') = '{SYSTEM}';
BEGIN
  SELECT s.centre_ids INTO centres FROM casework_survivor s WHERE s.id = NEW.survivor_id;
  IF NEW.survivor_id IS NOT NULL AND NOT unattended AND NOT (
       who = 'survivor' AND NEW.survivor_id = {SURVIVOR}
    OR who = 'staff' AND coalesce(centres && {CENTRES}, false)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not the asker''s to name';
  END IF;
  IF who = 'survivor' THEN
    NEW.centre_id := coalesce((SELECT a.centre_id FROM casework_attention a
      WHERE a.survivor_id = NEW.survivor_id AND a.centre_id = ANY (centres)
      ORDER BY a.at DESC LIMIT 1), centres[1]);
  ELSIF who <> 'staff' AND NOT unattended THEN
    NEW.centre_id := NULL;
  END IF;
  NEW.centre_ids := CASE WHEN NEW.centre_id IS NULL THEN '{{}}' ELSE ARRAY[NEW.centre_id] END;
  RETURN NEW;
END $$;
ALTER FUNCTION siivbg_ticket_filed() OWNER TO {SYSTEM};
CREATE TRIGGER filed BEFORE INSERT ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION siivbg_ticket_filed();
"""

# Who wrote may bring what was missing and denounce a delay: nothing else of it is hers to change.
# Whose it is changes only when two records of one woman are joined.
KEPT = f"""
CREATE OR REPLACE FUNCTION siivbg_ticket_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF {KIND} IN ('survivor', 'anonymous', '') AND current_user = '{APP}' AND (
     (NEW.centre_id, NEW.assigned_to, NEW.answered_at, NEW.extended_to, NEW.reached_at)
       IS DISTINCT FROM
     (OLD.centre_id, OLD.assigned_to, OLD.answered_at, OLD.extended_to, OLD.reached_at)
     OR NEW.state <> OLD.state AND (OLD.state, NEW.state) <> ('completing', 'working')) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not for who wrote to change';
  END IF;
  IF current_user = '{APP}' AND NEW.survivor_id IS DISTINCT FROM OLD.survivor_id
     OR (NEW.number, NEW.filed_at, NEW.kind, NEW.due_at, NEW.key_id, NEW.code_digest)
     IS DISTINCT FROM
     (OLD.number, OLD.filed_at, OLD.kind, OLD.due_at, OLD.key_id, OLD.code_digest)
  THEN
    RAISE EXCEPTION 'the beginning never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state IN ('answered', 'withdrawn', 'handed') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'what ended stays so' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""
KEEP = f"""{KEPT}
CREATE TRIGGER kept BEFORE UPDATE ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION siivbg_ticket_kept();
"""

PROTECT = f"""
ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {TABLE} FROM {APP};
GRANT SELECT, INSERT, UPDATE ON {TABLE} TO {APP};
CREATE POLICY system ON {TABLE} TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY anybody_files ON {TABLE} FOR INSERT TO {APP} WITH CHECK (
  key_id = {KEY} AND state = 'filed' AND answered_at IS NULL AND assigned_to IS NULL
  AND (centre_ids = '{{}}' OR {KIND} = 'survivor' OR centre_ids && {CENTRES}));
CREATE POLICY own_centre ON {TABLE} FOR SELECT TO {APP} USING (centre_ids && {CENTRES});
CREATE POLICY own_centre_works ON {TABLE} FOR UPDATE TO {APP}
  USING (centre_ids && {CENTRES}) WITH CHECK (centre_ids && {CENTRES});
CREATE POLICY officer ON {TABLE} FOR SELECT TO {APP} USING ({ANSWERS});
CREATE POLICY officer_works ON {TABLE} FOR UPDATE TO {APP}
  USING ({ANSWERS} AND centre_ids = '{{}}') WITH CHECK ({ANSWERS} AND centre_ids = '{{}}');
CREATE POLICY herself ON {TABLE} FOR SELECT TO {APP} USING (survivor_id = {SURVIVOR});
CREATE POLICY herself_writes ON {TABLE} FOR UPDATE TO {APP}
  USING (survivor_id = {SURVIVOR}) WITH CHECK (survivor_id = {SURVIVOR});
CREATE POLICY bearer ON {TABLE} FOR SELECT TO {APP} USING (key_id = {KEY});
CREATE POLICY bearer_writes ON {TABLE} FOR UPDATE TO {APP}
  USING (key_id = {KEY} AND {KIND} <> 'staff') WITH CHECK (key_id = {KEY});
CREATE POLICY barred ON {TABLE} AS RESTRICTIVE FOR SELECT TO {APP}
  USING (survivor_id IS NULL OR survivor_id <> ALL ({BARRED}));
CREATE POLICY barred_works ON {TABLE} AS RESTRICTIVE FOR UPDATE TO {APP}
  USING (survivor_id IS NULL OR survivor_id <> ALL ({BARRED}));
CREATE INDEX {TABLE}_centres ON {TABLE} USING gin (centre_ids);
"""

# The officer sees every line and opens only what has no owner yet.
_OPENS = (
    f"SELECT 1 FROM {TABLE} t WHERE t.key_id = {{key}} AND (t.centre_ids = '{{{{}}}}' "
    f"OR t.survivor_id = {SURVIVOR} OR t.centre_ids && {CENTRES})"
)


def _child(table: str, readable: str = "true") -> str:
    """Give the SQL of a table that hangs from it: read and added to, never changed."""
    mine = f"EXISTS (SELECT 1 FROM {TABLE} t WHERE t.id = {table}.ticket_id)"
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM {APP};
GRANT SELECT, INSERT ON {table} TO {APP};
CREATE POLICY system ON {table} TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY of_ticket ON {table} FOR SELECT TO {APP} USING ({mine} AND {readable});
CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK (
  ({mine} OR ticket_id = {FILING}) AND {readable});
"""


SEALED = f"""
CREATE POLICY ticket_reads ON casework_storedfile FOR SELECT TO {APP} USING (
  survivor_id IS NULL AND centre_ids = '{{}}'
  AND EXISTS ({_OPENS.format(key="casework_storedfile.key_id")}));
CREATE POLICY ticket_adds ON casework_storedfile FOR INSERT TO {APP} WITH CHECK (
  survivor_id IS NULL AND centre_ids = '{{}}'
  AND EXISTS ({_OPENS.format(key="casework_storedfile.key_id")}));
CREATE POLICY ticket_select ON casework_datakey FOR SELECT TO {APP} USING (
  owner = 'request' AND EXISTS ({_OPENS.format(key="casework_datakey.id")}));
"""

# Number and code together give the row and its key, for one transaction; anything else, nothing.
BEARER = f"""
CREATE FUNCTION siivbg_ticket_of(asked text, digest bytea) RETURNS TABLE (id uuid, key_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.key_id FROM {TABLE} t WHERE t.number = asked AND t.code_digest = digest;
$$;
ALTER FUNCTION siivbg_ticket_of(text, bytea) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_ticket_of(text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_ticket_of(text, bytea) TO {APP}, {SYSTEM};
"""

# Passing it on takes it out of one's own sight: only from who may work on it, and to one centre.
ROUTE = f"""
CREATE FUNCTION siivbg_ticket_routed(ticket uuid, centre int, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE {TABLE} t SET centre_id = centre, centre_ids = ARRAY[centre], assigned_to = NULL,
      updated_at = moment
    WHERE t.id = ticket AND {KIND} = 'staff' AND t.state IN ('filed', 'working', 'completing')
      AND (t.survivor_id IS NULL OR t.survivor_id <> ALL ({BARRED}))
      AND (t.centre_ids && {CENTRES} OR t.centre_ids = '{{}}' AND {ANSWERS});
  RETURN FOUND;
END $$;
ALTER FUNCTION siivbg_ticket_routed(uuid, int, timestamptz) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_ticket_routed(uuid, int, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_ticket_routed(uuid, int, timestamptz) TO {APP}, {SYSTEM};
"""


# About the people of her own centre: its head gives it away, to who answers without a centre.
GIVEN_UP = f"""
CREATE FUNCTION siivbg_ticket_given_up(ticket uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE {TABLE} t SET centre_id = NULL, centre_ids = '{{}}', assigned_to = NULL,
      updated_at = moment
    WHERE t.id = ticket AND {KIND} = 'staff' AND t.state IN ('filed', 'working', 'completing')
      AND t.kind IN ('claim', 'grievance') AND t.centre_ids && {CENTRES}
      AND (t.survivor_id IS NULL OR t.survivor_id <> ALL ({BARRED}));
  RETURN FOUND;
END $$;
ALTER FUNCTION siivbg_ticket_given_up(uuid, timestamptz) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_ticket_given_up(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_ticket_given_up(uuid, timestamptz) TO {APP}, {SYSTEM};
"""


def create_all() -> str:
    """Give all of it, in order."""
    thread = _child(ENTRIES, f"(NOT inside OR {KIND} = 'staff')")
    return "\n".join([FILED, KEEP, PROTECT, thread, _child(FILES), SEALED, BEARER, ROUTE])
