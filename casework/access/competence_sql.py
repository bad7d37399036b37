"""SQL of who is certified: the door's one question, and what the server may never do."""

from .cover_rules import LONGEST_WAIVER
from .rls import APP, CENTRES, OPERATOR, SYSTEM
from .rules import MIN_REASON
from .waiver_rules import MOST_WAIVERS, WITHIN

# The door asks it before the database knows who is asking; it gets levels and nothing else. The
# same answers as `cover_rules.covered`, which a test holds against it.
_ASKED = """
CREATE FUNCTION siivbg_certified(asked uuid, moment timestamptz) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  today date := (moment AT TIME ZONE 'America/Santiago')::date;
  levels text[];
  courses text[];
BEGIN
  SELECT coalesce(array_agg(c.level), '{}'), coalesce(array_agg(c.course_code), '{}')
    INTO levels, courses FROM casework_certificate c
    WHERE c.operator_id = asked AND c.issued_on <= today
    AND (c.valid_to IS NULL OR today <= c.valid_to)
    AND (c.revoked_at IS NULL OR moment < c.revoked_at);
  RETURN ARRAY(
    SELECT l.level FROM unnest(ARRAY['N1', 'N2', 'N3', 'N4', 'N5', 'N6']) AS l(level)
    LEFT JOIN LATERAL (
      SELECT count(*) AS needed, count(*) FILTER (WHERE q.course_code = ANY (courses)) AS has
      FROM casework_requiredcourse q WHERE q.level = l.level
      AND (q.valid_from IS NULL OR q.valid_from <= today)
      AND (q.valid_to IS NULL OR today <= q.valid_to)) course ON true
    WHERE CASE WHEN course.needed > 0 THEN course.has = course.needed
      ELSE l.level = ANY (levels) END
    OR EXISTS (SELECT 1 FROM casework_waiver w WHERE w.operator_id = asked AND w.level = l.level
      AND w.starts_on <= today AND today <= w.ends_on
      AND (w.ended_at IS NULL OR moment < w.ended_at))
    OR NOT coalesce((SELECT r.needed FROM casework_levelrequirement r WHERE r.level = l.level
      AND (r.valid_from IS NULL OR r.valid_from <= today)
      AND (r.valid_to IS NULL OR today <= r.valid_to)
      ORDER BY r.valid_from DESC NULLS LAST LIMIT 1), true));
END $$;
"""
CERTIFIED = f"""{_ASKED}
ALTER FUNCTION siivbg_certified(uuid, timestamptz) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_certified(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_certified(uuid, timestamptz) TO {APP}, {SYSTEM};
"""

# What a level needs is read by the server and changed by whoever installs.
REQUIRED = f"REVOKE INSERT, UPDATE, DELETE ON casework_requiredcourse FROM {APP};"

_RUNS_THE_SYSTEM = "(select current_setting('app.log', true)) = 'on'"
_ABOUT = f"operator_id = {OPERATOR} OR {_RUNS_THE_SYSTEM} OR centre_ids && {CENTRES}"

# An administrator writes an exception, for somebody else; she whom it is about reads it, and so
# does her centre. Afterwards only its end may be written.
WAIVERS = f"""
ALTER TABLE casework_waiver ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework_waiver FORCE ROW LEVEL SECURITY;
REVOKE ALL ON casework_waiver FROM {APP};
GRANT SELECT, INSERT ON casework_waiver TO {APP};
GRANT UPDATE (ended_at, ended_by_id) ON casework_waiver TO {APP};
CREATE POLICY system ON casework_waiver TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY about ON casework_waiver FOR SELECT TO {APP} USING ({_ABOUT});
CREATE POLICY gives ON casework_waiver FOR INSERT TO {APP}
  WITH CHECK ({_RUNS_THE_SYSTEM} AND given_by_id = {OPERATOR});
CREATE POLICY ends ON casework_waiver FOR UPDATE TO {APP}
  USING ({_RUNS_THE_SYSTEM}) WITH CHECK ({_RUNS_THE_SYSTEM} AND operator_id <> {OPERATOR});
ALTER TABLE casework_waiver ADD CONSTRAINT waiver_not_too_long
  CHECK (ends_on - starts_on < {LONGEST_WAIVER});
ALTER TABLE casework_waiver ADD CONSTRAINT waiver_reason_long_enough
  CHECK (char_length(btrim(reason)) >= {MIN_REASON});
"""

# Exceptions do not follow one another without end: the rule of `waiver_rules`, held against two
# administrators who decide at the same moment and whoever writes past the code. The trigger says
# how many there may be within how many days.
_CHAIN = """
CREATE FUNCTION siivbg_waiver_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE most int := TG_ARGV[0]; days int := TG_ARGV[1];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.operator_id::text || NEW.level, 0));
  IF EXISTS (
    SELECT 1 FROM casework_waiver w WHERE w.operator_id = NEW.operator_id AND w.level = NEW.level
      AND w.given_by_id = NEW.given_by_id AND abs(w.starts_on - NEW.starts_on) < days
  ) OR EXISTS (
    SELECT 1 FROM (
      SELECT lead(s.day, most) OVER (ORDER BY s.day) - s.day AS span FROM (
        SELECT w.starts_on AS day FROM casework_waiver w
          WHERE w.operator_id = NEW.operator_id AND w.level = NEW.level
        UNION ALL SELECT NEW.starts_on) s) t
    WHERE t.span < days
  ) THEN RAISE EXCEPTION 'Exceptions do not follow one another without end.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'waiver_not_without_end';
  END IF;
  RETURN NEW;
END $$;
"""
WAIVER_CHAIN = f"""{_CHAIN}
ALTER FUNCTION siivbg_waiver_chain() OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_waiver_chain() FROM PUBLIC;
CREATE TRIGGER waiver_chain BEFORE INSERT ON casework_waiver
  FOR EACH ROW EXECUTE FUNCTION siivbg_waiver_chain({MOST_WAIVERS}, {WITHIN.days});
"""
