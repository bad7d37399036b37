"""SQL of completed certificates: who asks, who completes, that a replaced folio says no more."""

from casework.access.rls import APP, OPERATOR, SYSTEM

from .sql import ISSUED, RUNS

COMPLETION = "portal_completion"

# She asks for her own; who runs the system completes that of somebody else, once.
PROTECT = f"""
ALTER TABLE {COMPLETION} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {COMPLETION} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {COMPLETION} FROM {APP};
GRANT SELECT, INSERT ON {COMPLETION} TO {APP};
GRANT UPDATE (run, made_id) ON {COMPLETION} TO {APP};
CREATE POLICY system ON {COMPLETION} TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY in_reach ON {COMPLETION} FOR SELECT TO {APP}
  USING (operator_id = {OPERATOR} OR {RUNS});
CREATE POLICY asks ON {COMPLETION} FOR INSERT TO {APP}
  WITH CHECK (operator_id = {OPERATOR} AND made_id IS NULL AND certificate_id IN (
    SELECT i.id FROM {ISSUED} i WHERE i.operator_id = {OPERATOR}));
CREATE POLICY completes ON {COMPLETION} FOR UPDATE TO {APP}
  USING ({RUNS} AND made_id IS NULL AND operator_id <> {OPERATOR})
  WITH CHECK ({RUNS} AND made_id IS NOT NULL AND run IS NULL AND operator_id <> {OPERATOR});
"""

# As before, and whether a completed one stands in its place.
ANSWERS = f"""
DROP FUNCTION siivbg_certificate(text, bytea);
CREATE FUNCTION siivbg_certificate(asked text, digits bytea) RETURNS TABLE (
  course text, body text, issued_on date, valid_to date, revoked_on date, holder text,
  replaced boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.course::text, c.issuer::text, i.issued_on, i.valid_to,
    (c.revoked_at AT TIME ZONE 'America/Santiago')::date,
    CASE WHEN digits IS NOT NULL THEN i.holder::text END, c.revoked_because = 'replaced'
  FROM {ISSUED} i JOIN casework_certificate c ON c.id = i.certificate_id
  WHERE i.folio = asked AND (digits IS NULL OR i.digits_digest = digits)
$$;
ALTER FUNCTION siivbg_certificate(text, bytea) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_certificate(text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_certificate(text, bytea) TO {APP}, {SYSTEM};
"""
