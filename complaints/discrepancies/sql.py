"""What the database does about discrepancies: whose they are, and what the data unit may count."""

from casework.access.rls import APP, CENTRES, SYSTEM, follow_survivor, protect

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


def create_all() -> str:
    """Give all of it."""
    policies = protect(TABLE, survivor_may=("select",))
    return policies + follow_survivor(TABLE) + FIGURES
