"""SQL of certificates: who sees them, that none is changed, and the public's two questions."""

from casework.access.rls import APP, CENTRES, KIND, OPERATOR, SYSTEM

ISSUED, OUTSIDE = "portal_issuedcertificate", "portal_outsidecertificate"
COPY = "portal_certificatecopy"
RUNS = "(select current_setting('app.log', true)) = 'on'"
PAPER = "(select nullif(current_setting('app.paper', true), '')::uuid)"
# Her team as it is today: who left a centre is no longer seen there.
_TEAM = (
    "operator_id IN (SELECT a.operator_id FROM casework_assignment a "
    f"WHERE a.ended_at IS NULL AND a.centre_id = ANY ({CENTRES}))"
)
_MINE = f"(operator_id = {OPERATOR} OR {RUNS} OR {_TEAM})"


def _closed(table: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM {APP};
GRANT SELECT, INSERT ON {table} TO {APP};
CREATE POLICY system ON {table} TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY in_reach ON {table} FOR SELECT TO {APP} USING ({_MINE});
"""


# Herself, who runs the system, her centre. Written by staff, for somebody else; never changed.
PROTECT_ISSUED = f"""
{_closed(ISSUED)}
CREATE POLICY issues ON {ISSUED} FOR INSERT TO {APP}
  WITH CHECK ({KIND} = 'staff' AND issued_by_id = {OPERATOR} AND operator_id <> {OPERATOR});
CREATE SEQUENCE portal_badge_number MINVALUE 0 START 0 MAXVALUE 131071;
GRANT USAGE ON SEQUENCE portal_badge_number TO {APP}, {SYSTEM};
"""

# She hands in her own and takes it back while it waits; an administrator reviews somebody else's.
PROTECT_OUTSIDE = f"""
{_closed(OUTSIDE)}
GRANT UPDATE (state, course_code, counts_to, reason, reviewed_by_id, reviewed_at, certificate_id)
  ON {OUTSIDE} TO {APP};
CREATE POLICY hands_in ON {OUTSIDE} FOR INSERT TO {APP}
  WITH CHECK (operator_id = {OPERATOR} AND state = 'waiting');
CREATE POLICY takes_back ON {OUTSIDE} FOR UPDATE TO {APP}
  USING (operator_id = {OPERATOR} AND state = 'waiting')
  WITH CHECK (operator_id = {OPERATOR} AND state = 'withdrawn');
CREATE POLICY reviews ON {OUTSIDE} FOR UPDATE TO {APP}
  USING ({RUNS} AND operator_id <> {OPERATOR} AND state = 'waiting')
  WITH CHECK ({RUNS} AND reviewed_by_id = {OPERATOR} AND state IN ('accepted', 'refused'));
"""

# Their papers belong to no centre: whoever may see the row may open the paper sealed with its key.
OPENS = f"""
CREATE FUNCTION siivbg_staff_paper(key uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM {ISSUED} WHERE key_id = key AND {_MINE})
    OR EXISTS (SELECT 1 FROM {OUTSIDE} WHERE key_id = key AND {_MINE})
$$;
ALTER FUNCTION siivbg_staff_paper(uuid) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_staff_paper(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_staff_paper(uuid) TO {APP}, {SYSTEM};
CREATE INDEX {ISSUED}_key ON {ISSUED} (key_id);
CREATE INDEX {OUTSIDE}_key ON {OUTSIDE} (key_id);
"""


def _papers(table: str) -> str:
    unowned = "survivor_id IS NULL AND centre_ids = '{}'"
    return f"""
CREATE POLICY staff_paper_reads ON {table} FOR SELECT TO {APP}
  USING ({unowned} AND (key_id = {PAPER} OR siivbg_staff_paper(key_id)));
CREATE POLICY staff_paper_adds ON {table} FOR INSERT TO {APP}
  WITH CHECK ({unowned} AND {KIND} = 'staff' AND key_id = {PAPER});
"""


PAPERS = f"""
{OPENS}
{_papers("casework_storedfile")}
{_papers("casework_sealeddocument")}
CREATE POLICY staff_paper_withdraws ON casework_sealeddocument FOR UPDATE TO {APP}
  USING (survivor_id IS NULL AND centre_ids = '{{}}' AND {RUNS} AND siivbg_staff_paper(key_id))
  WITH CHECK (survivor_id IS NULL AND centre_ids = '{{}}' AND {RUNS});
"""

# What anybody may ask: by folio and, to be told the name, the last four signs of the RUN. One
# statement whatever was typed, known or not.
ANSWERS = f"""
CREATE FUNCTION siivbg_certificate(asked text, digits bytea) RETURNS TABLE (
  course text, body text, issued_on date, valid_to date, revoked_on date, holder text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.course::text, c.issuer::text, i.issued_on, i.valid_to,
    (c.revoked_at AT TIME ZONE 'America/Santiago')::date,
    CASE WHEN digits IS NOT NULL THEN i.holder::text END
  FROM {ISSUED} i JOIN casework_certificate c ON c.id = i.certificate_id
  WHERE i.folio = asked AND (digits IS NULL OR i.digits_digest = digits)
$$;
CREATE FUNCTION siivbg_revoked_badges() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.number FROM {ISSUED} i JOIN casework_certificate c ON c.id = i.certificate_id
  WHERE c.revoked_at IS NOT NULL
$$;
ALTER FUNCTION siivbg_certificate(text, bytea) OWNER TO {SYSTEM};
ALTER FUNCTION siivbg_revoked_badges() OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_certificate(text, bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION siivbg_revoked_badges() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_certificate(text, bytea) TO {APP}, {SYSTEM};
GRANT EXECUTE ON FUNCTION siivbg_revoked_badges() TO {APP}, {SYSTEM};
"""

# Who runs the system sees every copy that was asked for, asks in her own name, decides on those
# of others and takes her own, once, when somebody agreed.
PROTECT_COPIES = f"""
ALTER TABLE {COPY} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {COPY} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {COPY} FROM {APP};
GRANT SELECT, INSERT ON {COPY} TO {APP};
GRANT UPDATE (agreed, decided_by_id, decided_at, taken_at, rows) ON {COPY} TO {APP};
CREATE POLICY system ON {COPY} TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY in_reach ON {COPY} FOR SELECT TO {APP} USING ({RUNS});
CREATE POLICY asks ON {COPY} FOR INSERT TO {APP}
  WITH CHECK ({RUNS} AND operator_id = {OPERATOR} AND agreed IS NULL AND taken_at IS NULL);
CREATE POLICY decides ON {COPY} FOR UPDATE TO {APP}
  USING ({RUNS} AND agreed IS NULL AND operator_id <> {OPERATOR})
  WITH CHECK ({RUNS} AND decided_by_id = {OPERATOR} AND taken_at IS NULL);
CREATE POLICY takes ON {COPY} FOR UPDATE TO {APP}
  USING ({RUNS} AND agreed AND taken_at IS NULL AND operator_id = {OPERATOR})
  WITH CHECK ({RUNS} AND operator_id = {OPERATOR} AND agreed AND taken_at IS NOT NULL);
"""
