"""SQL of the log's tables: monthly partitions, refusals, row-level security.

The tables and the functions that move the chain belong to the owner role, which only
migrations use. Neither the application nor unattended work (siivbg_system) can touch a lane,
switch off a trigger, or change or remove a row; a superuser can, and `verify_audit` shows it.
"""

from .chain import CHAIN, LANES

APP = "siivbg_app"
SYSTEM = "siivbg_system"

TABLES = f"""
CREATE TABLE casework_auditlane (
  lane smallint PRIMARY KEY, seq bigint NOT NULL, head bytea NOT NULL
) WITH (fillfactor = 10);
INSERT INTO casework_auditlane
  SELECT n, 0, decode(repeat('00', 32), 'hex') FROM generate_series(0, {LANES - 1}) n;
CREATE TABLE casework_auditevent (
  id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  actor_kind varchar(16) NOT NULL,
  actor_id uuid,
  actor_level varchar(8) NOT NULL,
  actor_centre integer,
  verb varchar(64) NOT NULL,
  target_kind varchar(64) NOT NULL,
  target_id varchar(120) NOT NULL,
  subject uuid,
  purpose varchar(64) NOT NULL,
  request_id uuid,
  origin varchar(120) NOT NULL,
  detail jsonb NOT NULL,
  centre_ids integer[] NOT NULL,
  lane smallint NOT NULL,
  seq bigint NOT NULL,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX casework_auditevent_chain ON casework_auditevent (lane, seq);
CREATE INDEX casework_auditevent_subject ON casework_auditevent (subject, at)
  WHERE subject IS NOT NULL;
CREATE INDEX casework_auditevent_actor ON casework_auditevent (actor_id, at)
  WHERE actor_id IS NOT NULL;
CREATE INDEX casework_auditevent_at ON casework_auditevent (at);
CREATE TABLE casework_auditevent_rest PARTITION OF casework_auditevent DEFAULT;
"""

REFUSALS = """
CREATE FUNCTION siivbg_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The log is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER refuse_rows BEFORE UPDATE OR DELETE ON casework_auditevent
  FOR EACH ROW EXECUTE FUNCTION siivbg_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON casework_auditevent
  FOR EACH STATEMENT EXECUTE FUNCTION siivbg_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON casework_auditevent_rest
  FOR EACH STATEMENT EXECUTE FUNCTION siivbg_refuse();
CREATE TRIGGER refuse_rows BEFORE INSERT OR DELETE ON casework_auditlane
  FOR EACH ROW EXECUTE FUNCTION siivbg_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON casework_auditlane
  FOR EACH STATEMENT EXECUTE FUNCTION siivbg_refuse();
"""

# Her centres at that moment. Belongs to the system role: an operator's request may learn whose
# centres the row is for without being able to read her.
CENTRES = f"""
CREATE FUNCTION siivbg_audit_centres(person uuid, given integer[]) RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found integer[];
BEGIN
  IF person IS NOT NULL AND to_regclass('public.casework_survivor') IS NOT NULL THEN
    SELECT s.centre_ids INTO found FROM casework_survivor s WHERE s.id = person;
  END IF;
  RETURN coalesce(found, given, '{{}}');
END $$;
REVOKE ALL ON FUNCTION siivbg_audit_centres(uuid, integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_audit_centres(uuid, integer[]) TO siivbg_owner;
ALTER FUNCTION siivbg_audit_centres(uuid, integer[]) OWNER TO {SYSTEM};
"""

# A new month is made apart and then attached: that does not stop writers, as PARTITION OF would.
# A month whose rows already fell into the rest partition stays there: moving them would need the
# very delete that the log refuses.
PARTITIONS = f"""
CREATE FUNCTION siivbg_audit_partition(day date) RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first date := date_trunc('month', day::timestamp)::date;
  name text := 'casework_auditevent_' || to_char(first, '"y"YYYY"m"MM');
  low timestamptz := first::timestamp AT TIME ZONE 'UTC';
  high timestamptz := (first::timestamp + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass('public.' || name) IS NOT NULL THEN RETURN true; END IF;
  IF day NOT BETWEEN '2000-01-01' AND current_date + 3660 THEN RETURN false; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('siivbg_audit_partition'));
  IF to_regclass('public.' || name) IS NOT NULL THEN RETURN true; END IF;
  IF siivbg_audit_rest_holds(low, high) THEN RETURN false; END IF;
  EXECUTE format(
    'CREATE TABLE %I (LIKE casework_auditevent INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  EXECUTE format(
    'ALTER TABLE casework_auditevent ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    name, low, high);
  EXECUTE format(
    'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT '
    'EXECUTE FUNCTION siivbg_refuse()', name);
  PERFORM siivbg_audit_close(name);
  RETURN true;
END $$;
CREATE FUNCTION siivbg_audit_close(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE ALL ON %I FROM {APP}, {SYSTEM}', name);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
END $$;
CREATE FUNCTION siivbg_audit_rest_holds(low timestamptz, high timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM casework_auditevent WHERE at >= low AND at < high)
$$;
REVOKE ALL ON FUNCTION siivbg_audit_partition(date) FROM PUBLIC;
REVOKE ALL ON FUNCTION siivbg_audit_close(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION siivbg_audit_rest_holds(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_audit_partition(date) TO {APP}, {SYSTEM};
GRANT EXECUTE ON FUNCTION siivbg_audit_rest_holds(timestamptz, timestamptz) TO siivbg_owner;
ALTER FUNCTION siivbg_audit_rest_holds(timestamptz, timestamptz) OWNER TO {SYSTEM};
SELECT siivbg_audit_close('casework_auditevent_rest');
SELECT siivbg_audit_partition((current_date + make_interval(months => n))::date)
  FROM generate_series(-1, 12) n;
"""

READS_LOG = "(select current_setting('app.log', true)) = 'on'"

# The log's readers: herself (her rows), staff of her centres, and who holds the right to read
# the log (setting app.log, made from Right.READ_LOG). The statement
# that writes a row may return it (INSERT ... RETURNING).
POLICIES = f"""
REVOKE ALL ON casework_auditlane, casework_auditevent FROM {APP}, {SYSTEM};
GRANT SELECT ON casework_auditlane TO {SYSTEM};
GRANT SELECT, INSERT ON casework_auditevent TO {APP}, {SYSTEM};
ALTER TABLE casework_auditevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework_auditevent FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON casework_auditevent TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY anyone_writes ON casework_auditevent FOR INSERT TO {APP} WITH CHECK (true);
CREATE POLICY just_written ON casework_auditevent FOR SELECT TO {APP}
  USING (id || '@' || statement_timestamp() = current_setting('app.audit_event', true));
CREATE POLICY herself ON casework_auditevent FOR SELECT TO {APP}
  USING (subject = (select nullif(current_setting('app.survivor', true), '')::uuid));
CREATE POLICY own_centre ON casework_auditevent FOR SELECT TO {APP} USING (
  (select current_setting('app.kind', true)) = 'staff'
  AND centre_ids && (select nullif(current_setting('app.centres', true), '')::int[]));
CREATE POLICY log_reader ON casework_auditevent FOR SELECT TO {APP} USING ({READS_LOG});
"""

# django-auditlog's table: insert-only too, closed to all but the log's readers.
FIELD_CHANGES = f"""
CREATE FUNCTION siivbg_log_entry_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.log_entry', NEW.id || '@' || statement_timestamp(), true);
  RETURN NEW;
END $$;
CREATE TRIGGER written BEFORE INSERT ON auditlog_logentry
  FOR EACH ROW EXECUTE FUNCTION siivbg_log_entry_written();
CREATE TRIGGER refuse_rows BEFORE UPDATE OR DELETE ON auditlog_logentry
  FOR EACH ROW EXECUTE FUNCTION siivbg_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON auditlog_logentry
  FOR EACH STATEMENT EXECUTE FUNCTION siivbg_refuse();
REVOKE ALL ON auditlog_logentry FROM {APP}, {SYSTEM};
GRANT SELECT, INSERT ON auditlog_logentry TO {APP}, {SYSTEM};
ALTER TABLE auditlog_logentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE auditlog_logentry FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON auditlog_logentry TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY anyone_writes ON auditlog_logentry FOR INSERT TO {APP} WITH CHECK (true);
CREATE POLICY just_written ON auditlog_logentry FOR SELECT TO {APP}
  USING (id || '@' || statement_timestamp() = current_setting('app.log_entry', true));
CREATE POLICY log_reader ON auditlog_logentry FOR SELECT TO {APP} USING ({READS_LOG});
"""

BUILD = TABLES + REFUSALS + CENTRES + CHAIN + PARTITIONS + POLICIES + FIELD_CHANGES
