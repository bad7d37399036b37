"""What the database itself does and refuses about requests.

A request may be filed by anybody about the RUN a visit proved: the trigger finds whose it is, with
the same questions for every RUN, and whoever files gets no row back (safety.md 1.2, AB06, AB31).
"""

from casework.access.rls import APP, CENTRES, OPERATOR, SURVIVOR, SYSTEM, follow_survivor, protect

TABLE = "complaints_rightsrequest"
CHILDREN = ("complaints_requestevent", "complaints_requestfile", "complaints_sending")
# The key of the request being filed: made by this transaction's setting, like a visit's cookie.
KEY = "(select nullif(current_setting('app.request', true), '')::uuid)"
FILING = "(select nullif(current_setting('app.request_id', true), '')::uuid)"
ANSWERS = "(select current_setting('app.answers', true)) = 'on'"
KIND = "coalesce(current_setting('app.kind', true), '')"
BARRED = f"(select siivbg_barred({OPERATOR}))::uuid[]"

MATCH = f"""
CREATE FUNCTION siivbg_request_filed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE person uuid; centres int[]; nearest int;
  who text := {KIND};
  unattended boolean := coalesce(current_setting('role', true), '') = '{SYSTEM}';
BEGIN
  IF NEW.survivor_id IS NOT NULL AND NOT unattended AND NOT (
       who = 'survivor' AND NEW.survivor_id = {SURVIVOR}
    OR who = 'staff' AND EXISTS (SELECT 1 FROM casework_survivor s
         WHERE s.id = NEW.survivor_id AND s.centre_ids && {CENTRES})) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not the asker''s to name';
  END IF;
  SELECT s.id, s.centre_ids INTO person, centres FROM casework_survivor s
    WHERE s.id = NEW.survivor_id OR (NEW.survivor_id IS NULL AND s.merged_into_id IS NULL
      AND (s.run_digest = NEW.run_digest OR s.document_digest = NEW.document_digest)) LIMIT 1;
  SELECT a.centre_id INTO nearest FROM casework_attention a
    WHERE a.survivor_id = coalesce(person, NEW.id) AND a.centre_id = ANY (centres)
    ORDER BY a.at DESC LIMIT 1;
  NEW.survivor_id := person;
  NEW.centre_ids := coalesce(centres, '{{}}');
  NEW.centre_id := nearest;
  RETURN NEW;
END $$;
ALTER FUNCTION siivbg_request_filed() OWNER TO {SYSTEM};
CREATE TRIGGER filed BEFORE INSERT ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION siivbg_request_filed();
"""

# After `filed` in the alphabet: follows her centres from then on (by name, see spread_centres).
FOLLOW = follow_survivor(TABLE)

# She may take back what was asked in her name, and nothing else; what a request says of its
# beginning never changes.
KEEP = f"""
CREATE FUNCTION siivbg_request_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF {KIND} = 'survivor' AND (NEW.state <> 'withdrawn' OR NEW.answer IS DISTINCT FROM OLD.answer
     OR NEW.outcome <> OLD.outcome) THEN
    RAISE insufficient_privilege USING MESSAGE = 'she may only take it back';
  END IF;
  IF (NEW.number, NEW.filed_at, NEW.regime, NEW."right", NEW.due_at, NEW.key_id, NEW.channel)
     IS DISTINCT FROM
     (OLD.number, OLD.filed_at, OLD.regime, OLD."right", OLD.due_at, OLD.key_id, OLD.channel) THEN
    RAISE EXCEPTION 'the beginning of a request never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state IN ('answered', 'withdrawn', 'transferred') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'a request that ended stays so' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION siivbg_request_kept();
"""

PROTECT_REQUESTS = f"""
ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {TABLE} FROM {APP};
GRANT SELECT, INSERT, UPDATE ON {TABLE} TO {APP};
CREATE POLICY system ON {TABLE} TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY anybody_files ON {TABLE} FOR INSERT TO {APP} WITH CHECK (
  key_id = {KEY} AND state IN ('filed', 'identifying', 'held', 'working')
  AND prepared_by IS NULL AND decided_by IS NULL AND answered_at IS NULL);
CREATE POLICY own_centre ON {TABLE} FOR SELECT TO {APP} USING (centre_ids && {CENTRES});
CREATE POLICY own_centre_works ON {TABLE} FOR UPDATE TO {APP}
  USING (centre_ids && {CENTRES}) WITH CHECK (centre_ids && {CENTRES});
CREATE POLICY officer ON {TABLE} FOR SELECT TO {APP} USING ({ANSWERS});
CREATE POLICY officer_works ON {TABLE} FOR UPDATE TO {APP}
  USING ({ANSWERS} AND survivor_id IS NULL) WITH CHECK ({ANSWERS} AND survivor_id IS NULL);
CREATE POLICY herself ON {TABLE} FOR SELECT TO {APP} USING (survivor_id = {SURVIVOR});
CREATE POLICY herself_withdraws ON {TABLE} FOR UPDATE TO {APP}
  USING (survivor_id = {SURVIVOR}) WITH CHECK (survivor_id = {SURVIVOR});
CREATE POLICY barred ON {TABLE} AS RESTRICTIVE FOR SELECT TO {APP}
  USING (survivor_id IS NULL OR survivor_id <> ALL ({BARRED}));
CREATE POLICY barred_works ON {TABLE} AS RESTRICTIVE FOR UPDATE TO {APP}
  USING (survivor_id IS NULL OR survivor_id <> ALL ({BARRED}));
CREATE INDEX {TABLE}_centres ON {TABLE} USING gin (centre_ids);
"""

# Whose request may be opened, asked of the requests table under the asker's own policies. The
# officer sees every line and opens only those that match nobody.
_OPENS = (
    f"SELECT 1 FROM {TABLE} r WHERE r.key_id = {{key}} AND (r.survivor_id IS NULL "
    f"OR r.survivor_id = {SURVIVOR} OR r.centre_ids && {CENTRES})"
)


def _child(table: str) -> str:
    """Give the SQL of a table that hangs from a request: read and added to, never changed."""
    mine = f"EXISTS (SELECT 1 FROM {TABLE} r WHERE r.id = {table}.request_id)"
    filing = f"request_id = {FILING}"
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM {APP};
GRANT SELECT, INSERT ON {table} TO {APP};
CREATE POLICY system ON {table} TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY of_request ON {table} FOR SELECT TO {APP} USING ({mine} OR {filing});
CREATE POLICY added ON {table} FOR INSERT TO {APP} WITH CHECK ({mine} OR {filing});
"""


def _file(table: str) -> str:
    """Give the policies of a documents' table for what is sealed with a request's key."""
    unowned = "survivor_id IS NULL AND centre_ids = '{}'"
    return f"""
CREATE POLICY request_reads ON {table} FOR SELECT TO {APP}
  USING ({unowned} AND (key_id = {KEY} OR EXISTS ({_OPENS.format(key=f"{table}.key_id")})));
CREATE POLICY request_adds ON {table} FOR INSERT TO {APP} WITH CHECK (
  {unowned} AND (key_id = {KEY} OR EXISTS ({_OPENS.format(key=f"{table}.key_id")})));
"""


KEYS = f"""
CREATE POLICY request_insert ON casework_datakey FOR INSERT TO {APP} WITH CHECK (owner = 'request');
CREATE POLICY request_select ON casework_datakey FOR SELECT TO {APP} USING (
  owner = 'request' AND (id = {KEY} OR EXISTS ({_OPENS.format(key="casework_datakey.id")})));
"""

# All that a visit which is not open may know of what was asked in it (design 4.3).
MINE = f"""
CREATE FUNCTION siivbg_my_requests(asked bytea)
RETURNS TABLE (number text, "right" text, filed_at timestamptz, due_at timestamptz, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.number::text, r."right"::text, r.filed_at, coalesce(r.extended_to, r.due_at),
    CASE WHEN r.state IN ('answered', 'withdrawn') THEN r.state::text ELSE 'in_process' END
  FROM {TABLE} r WHERE r.run_digest = asked AND r.neutral AND r.filer = 'self'
  ORDER BY r.filed_at DESC LIMIT 20;
$$;
ALTER FUNCTION siivbg_my_requests(bytea) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_my_requests(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_my_requests(bytea) TO {APP}, {SYSTEM};
"""

WISHES = protect("complaints_heirwish", survivor_may=("select", "insert", "update")) + (
    follow_survivor("complaints_heirwish")
)


def create_all() -> str:
    """Give all of it, in order."""
    children = "".join(_child(table) for table in CHILDREN)
    files = _file("casework_storedfile") + _file("casework_sealeddocument")
    return "\n".join([MATCH, FOLLOW, KEEP, PROTECT_REQUESTS, children, KEYS, files, MINE, WISHES])


# Later tables of a request: a claim before the Agency is answered in its own row.
CLAIMS = (
    _child("complaints_agencyclaim")
    + f"""
GRANT UPDATE (answered_at, extended_to) ON complaints_agencyclaim TO {APP};
CREATE POLICY worked_on ON complaints_agencyclaim FOR UPDATE TO {APP} USING (
  EXISTS (SELECT 1 FROM {TABLE} r WHERE r.id = complaints_agencyclaim.request_id));
"""
)

# Somebody asks and is registered afterwards: from then on her team answers what is still open.
LATE = f"""
CREATE FUNCTION siivbg_request_found() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.merged_into_id IS NULL THEN
    UPDATE {TABLE} r SET survivor_id = NEW.id, centre_ids = NEW.centre_ids,
        centre_id = NEW.centre_ids[1], assigned_to = NULL
      WHERE r.survivor_id IS NULL AND r.state NOT IN ('answered', 'withdrawn', 'transferred')
        AND r.prepared_by IS NULL
        AND (r.run_digest = NEW.run_digest OR r.document_digest = NEW.document_digest);
  END IF;
  RETURN NULL;
END $$;
ALTER FUNCTION siivbg_request_found() OWNER TO {SYSTEM};
CREATE TRIGGER request_found AFTER INSERT OR UPDATE OF run_digest, document_digest
  ON casework_survivor FOR EACH ROW EXECUTE FUNCTION siivbg_request_found();
"""
