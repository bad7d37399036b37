"""What the database does about discrepancies: whose they are, and what the data unit may count."""

from casework.access.rls import (
    APP,
    CENTRES,
    OPERATOR,
    SURVIVOR,
    SYSTEM,
    follow_survivor,
    protect,
)

from .choices import Whole

TABLE = "complaints_discrepancy"
ANSWERS = "(select current_setting('app.answers', true)) = 'on'"

# Never a woman, a field or a word: causes, ends, counts and days, of the whole country for the
# officer, of her own centres for a head.
FIGURES = f"""
CREATE FUNCTION siivbg_discrepancy_figures()
RETURNS TABLE (cause text, waiting bigint, late bigint, corrected bigint, partly bigint,
  kept bigint, days float)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN d.state = 'settled' THEN d.cause_id ELSE '' END::text,
    count(*) FILTER (WHERE d.state <> 'settled'),
    count(*) FILTER (WHERE d.state <> 'settled' AND coalesce(r.extended_to, r.due_at) < now()),
    count(*) FILTER (WHERE d.state = 'settled' AND d."end" = 'corrected'),
    count(*) FILTER (WHERE d.state = 'settled' AND d."end" = 'partly'),
    count(*) FILTER (WHERE d.state = 'settled' AND d."end" = 'kept'),
    percentile_cont(0.5) WITHIN GROUP (
      ORDER BY extract(epoch FROM d.settled_at - d.told_at) / 86400)
  FROM {TABLE} d JOIN complaints_rightsrequest r ON r.id = d.request_id
  WHERE d.state <> 'withdrawn' AND ({ANSWERS} OR d.centre_ids && {CENTRES})
  GROUP BY 1;
$$;
ALTER FUNCTION siivbg_discrepancy_figures() OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_discrepancy_figures() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_discrepancy_figures() TO {APP}, {SYSTEM};
"""


# What she said is never changed afterwards, and taken back only once. Whose it is changes only
# when two records of one woman are joined.
STANDPOINT = "complaints_standpoint"
STANDPOINT_KEPT = f"""
CREATE FUNCTION siivbg_standpoint_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = '{APP}' AND NEW.survivor_id <> OLD.survivor_id
     OR (NEW.kind, NEW.target_id, NEW.words, NEW.said_at, NEW.written_by)
     IS DISTINCT FROM
     (OLD.kind, OLD.target_id, OLD.words, OLD.said_at, OLD.written_by)
     OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at) THEN
    RAISE EXCEPTION 'what she said is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON {STANDPOINT}
  FOR EACH ROW EXECUTE FUNCTION siivbg_standpoint_kept();
"""

# Which fields are in dispute now: asked anew each time, so that a mark counts from the next
# reading on. The same two readers as above; a field and a number, nothing else.
DISPUTED = f"""
CREATE FUNCTION siivbg_disputed_now() RETURNS TABLE (field text, disputed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.field::text, count(*) FROM {TABLE} d
  WHERE d.state NOT IN ('settled', 'withdrawn') AND ({ANSWERS} OR d.centre_ids && {CENTRES})
  GROUP BY 1;
$$;
ALTER FUNCTION siivbg_disputed_now() OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_disputed_now() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_disputed_now() TO {APP}, {SYSTEM};
"""


# From her own space: words of hers beside all of a kind, and only hers to take away again. What
# was said to a worker is read there as said, and not touched.
_OWN = f"survivor_id = {SURVIVOR} AND target_id IS NULL AND written_by IS NULL"
_KINDS = ", ".join(f"'{one}'" for one in Whole.values)
SPEAKS = f"""
CREATE POLICY survivor_reads ON {STANDPOINT} FOR SELECT TO {APP} USING (survivor_id = {SURVIVOR});
CREATE POLICY survivor_says ON {STANDPOINT} FOR INSERT TO {APP} WITH CHECK (
  {_OWN} AND ended_at IS NULL AND kind IN ({_KINDS})
  AND survivor_id <> ALL ((select siivbg_barred({OPERATOR}))::uuid[]));
CREATE POLICY survivor_takes_back ON {STANDPOINT} FOR UPDATE TO {APP}
  USING ({_OWN} AND ended_at IS NULL) WITH CHECK ({_OWN} AND ended_at IS NOT NULL);
"""


def create_all() -> str:
    """Give what the first migration of the room makes."""
    policies = protect(TABLE, survivor_may=("select",))
    return policies + follow_survivor(TABLE) + FIGURES


def create_standpoints() -> str:
    """Give what came later: her word beside conclusions, and the figures of what is in dispute."""
    return protect(STANDPOINT) + follow_survivor(STANDPOINT) + STANDPOINT_KEPT + DISPUTED
