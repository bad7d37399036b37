"""What the database itself refuses: a row changed by one person, or a change moved sideways.

The product writes a row of these tables only in the transaction that puts an approved change in
force, and only with the words that were approved. Migrations and the system role fill them first.
"""

from casework.access.rls import APP, OPERATOR

TABLE = "complaints_amendment"
_FIRST = (
    "complaints_legalground",
    "complaints_answertemplate",
    "complaints_oirsterm",
    "complaints_opinionquestion",
)
CAUSES = "complaints_discrepancycause"
STEERING = (*_FIRST, CAUSES)

# Whoever is in signs with her own name: the session's operator, not one the code puts there.
_FORGED = f"""current_user = '{APP}' AND {OPERATOR} IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM casework_operator o WHERE o.id = {OPERATOR} AND o.user_id = %s)"""  # noqa: S608

# What was sent is not written on any more; what ended stays as it ended.
KEPT = f"""
CREATE FUNCTION siivbg_amendment_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR TG_OP = 'INSERT' AND NEW.state <> 'draft' THEN
    RAISE EXCEPTION 'a change begins as a draft and stays' USING ERRCODE = 'restrict_violation';
  END IF;
  IF {_FORGED % "coalesce(NEW.decided_by_id, NEW.author_id)"} THEN
    RAISE EXCEPTION 'everybody signs for herself' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.applied_in := NULL;
    RETURN NEW;
  END IF;
  IF OLD.state NOT IN ('draft', 'sent')
     OR OLD.state = 'draft' AND NEW.state NOT IN ('draft', 'sent', 'withdrawn')
     OR OLD.state = 'sent' AND NEW.state NOT IN ('in_force', 'refused', 'withdrawn')
     OR (NEW.id, NEW.kind, NEW."row", NEW.author_id, NEW.created_at)
        IS DISTINCT FROM (OLD.id, OLD.kind, OLD."row", OLD.author_id, OLD.created_at)
     OR OLD.state = 'sent' AND (NEW.content, NEW.before, NEW.reason, NEW.sent_at)
        IS DISTINCT FROM (OLD.content, OLD.before, OLD.reason, OLD.sent_at) THEN
    RAISE EXCEPTION 'what was sent or ended never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.applied_in := CASE WHEN NEW.state = 'in_force'
    THEN pg_current_xact_id()::text::bigint END;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON {TABLE}
  FOR EACH ROW EXECUTE FUNCTION siivbg_amendment_kept();
"""

TWO_PERSONS = f"""
CREATE FUNCTION siivbg_two_persons() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  becomes jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
BEGIN
  IF current_user <> '{APP}' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE'
     OR TG_OP = 'UPDATE' AND (becomes->'id', becomes->'code')
        IS DISTINCT FROM (was->'id', was->'code')
     OR NOT EXISTS (
       SELECT 1 FROM {TABLE} a
       WHERE a.state = 'in_force' AND a.applied_in = pg_current_xact_id()::text::bigint
         AND 'complaints_' || a.kind = TG_TABLE_NAME
         AND a."row" = coalesce(was->>'id', was->>'code', '')
         AND a.content = becomes - 'id') THEN
    RAISE EXCEPTION 'what steers answers is changed by two persons'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""  # noqa: S608 - our own names


def guard(table: str) -> str:
    """Give the statement by which two persons change the rows of a table."""
    return (
        f"CREATE TRIGGER two_persons BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION siivbg_two_persons();"
    )


GUARDED = TWO_PERSONS + "\n".join(guard(table) for table in _FIRST)
