"""What the database itself refuses about training: who reads what, and what never changes."""

from casework.access.rls import APP, CENTRES, KIND, OPERATOR, SYSTEM

FREEZE = """
CREATE FUNCTION siivbg_freeze_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version that was published never changes'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON portal_courseversion
  FOR EACH ROW EXECUTE FUNCTION siivbg_freeze_course();
"""
THAW = """
DROP TRIGGER frozen ON portal_courseversion;
DROP FUNCTION siivbg_freeze_course();
"""

# Paths are read by the server and changed by whoever installs; nothing of an edition is erased.
KEEP = f"""
REVOKE INSERT, UPDATE, DELETE ON portal_pathcourse FROM {APP};
REVOKE DELETE ON portal_edition, portal_editionteacher FROM {APP};
"""

RUNS = "(select current_setting('app.log', true)) = 'on'"
# Of the centres open to her, those she heads: a colleague there sees nothing of the others.
_HEADED = (
    "IN (SELECT h.centre_id FROM casework_assignment h WHERE h.level = 'N5' "
    f"AND h.ended_at IS NULL AND h.operator_id = {OPERATOR} AND h.centre_id = ANY ({CENTRES}))"
)
_TEAM = (
    "operator_id IN (SELECT a.operator_id FROM casework_assignment a "
    f"WHERE a.ended_at IS NULL AND a.centre_id {_HEADED})"
)
_TAUGHT = (
    "edition_id IN (SELECT t.edition_id FROM portal_editionteacher t "
    f"WHERE t.operator_id = {OPERATOR})"
)
_OTHERS = f"({_TAUGHT} OR {RUNS} OR {_TEAM})"
# Policies of a table asked inside a policy hold there too: these are the places she may see.
_IN_REACH = "enrolment_id IN (SELECT e.id FROM portal_enrolment e)"
_MINE = f"enrolment_id IN (SELECT e.id FROM portal_enrolment e WHERE e.operator_id = {OPERATOR})"
_TEACHES = f"enrolment_id IN (SELECT e.id FROM portal_enrolment e WHERE e.{_TAUGHT})"


def _closed(table: str, may: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM {APP};
GRANT {may} ON {table} TO {APP};
CREATE POLICY system ON {table} TO {SYSTEM} USING (true) WITH CHECK (true);
"""


def _policy(table: str, name: str, verb: str, rule: str) -> str:
    clause = {
        "SELECT": f"USING ({rule})",
        "INSERT": f"WITH CHECK ({rule})",
        "UPDATE": f"USING ({rule}) WITH CHECK ({rule})",
    }[verb]
    return f"CREATE POLICY {name} ON {table} FOR {verb} TO {APP} {clause};\n"


# She asks for her place and gives it back; others enter, admit and sign, never for themselves.
PLACES = (
    _closed("portal_enrolment", "SELECT, INSERT, UPDATE")
    + _policy("portal_enrolment", "reads", "SELECT", f"operator_id = {OPERATOR} OR {_OTHERS}")
    + _policy(
        "portal_enrolment", "asks", "INSERT",
        f"operator_id = {OPERATOR} AND entered_by_id = {OPERATOR} AND state = 'asked'",
    )
    + _policy(
        "portal_enrolment", "enters", "INSERT",
        f"{KIND} = 'staff' AND operator_id <> {OPERATOR} AND entered_by_id = {OPERATOR} "
        f"AND state IN ('enrolled', 'waiting') AND {_OTHERS}",
    )
    + _policy(
        "portal_enrolment", "changes", "UPDATE", f"operator_id = {OPERATOR} OR {_OTHERS}"
    )
)  # fmt: skip

# What no sequence of statements may do: decide on one's own place, sign an edition one does not
# teach, change a result that was signed.
MOVES = f"""
CREATE FUNCTION siivbg_place_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who uuid := nullif(current_setting('app.operator', true), '')::uuid;
BEGIN
  IF NEW.operator_id <> OLD.operator_id OR NEW.edition_id <> OLD.edition_id THEN
    RAISE EXCEPTION 'a place stays whose it is' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.signed_at IS NOT NULL AND (NEW.state, NEW.grade, NEW.attendance, NEW.signed_by_id,
      NEW.signed_at) IS DISTINCT FROM (OLD.state, OLD.grade, OLD.attendance, OLD.signed_by_id,
      OLD.signed_at) THEN
    RAISE EXCEPTION 'a signed result never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF current_user = '{APP}' THEN
    IF NEW.operator_id = who AND NEW.state <> OLD.state
        AND NEW.state NOT IN ('withdrawn', 'asked') THEN
      RAISE EXCEPTION 'nobody decides on her own place' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.signed_at IS NOT NULL AND OLD.signed_at IS NULL AND (NEW.signed_by_id <> who
        OR NOT EXISTS (SELECT 1 FROM portal_editionteacher t
          WHERE t.edition_id = NEW.edition_id AND t.operator_id = who)) THEN
      RAISE EXCEPTION 'who teaches signs' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER moves BEFORE UPDATE ON portal_enrolment
  FOR EACH ROW EXECUTE FUNCTION siivbg_place_moves();
"""

# Counted and filled by the system: a trainee does not see who else is there.
COUNTS = f"""
CREATE FUNCTION siivbg_places(asked uuid[])
RETURNS TABLE (edition_id uuid, taken bigint, waiting bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.edition_id, count(*) FILTER (WHERE e.state IN ('enrolled', 'passed', 'failed')),
    count(*) FILTER (WHERE e.state = 'waiting')
  FROM portal_enrolment e WHERE e.edition_id = ANY (asked) GROUP BY 1
$$;
CREATE FUNCTION siivbg_fill_places(asked uuid, moment timestamptz) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE portal_enrolment SET state = 'enrolled', since = moment WHERE id IN (
    SELECT e.id FROM portal_enrolment e WHERE e.edition_id = asked AND e.state = 'waiting'
    ORDER BY e.since, e.id LIMIT greatest(0, (SELECT d.capacity FROM portal_edition d
      WHERE d.id = asked AND d.cancelled_at IS NULL) - (SELECT count(*) FROM portal_enrolment h
      WHERE h.edition_id = asked AND h.state IN ('enrolled', 'passed', 'failed'))))
  RETURNING id
$$;
ALTER FUNCTION siivbg_places(uuid[]) OWNER TO {SYSTEM};
ALTER FUNCTION siivbg_fill_places(uuid, timestamptz) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_places(uuid[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION siivbg_fill_places(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_places(uuid[]) TO {APP}, {SYSTEM};
GRANT EXECUTE ON FUNCTION siivbg_fill_places(uuid, timestamptz) TO {APP}, {SYSTEM};
"""

STUDY = (
    _closed("portal_lessondone", "SELECT, INSERT")
    + _policy("portal_lessondone", "reads", "SELECT", _IN_REACH)
    + _policy("portal_lessondone", "does", "INSERT", _MINE)
    + _closed("portal_attempt", "SELECT, INSERT, UPDATE")
    + _policy("portal_attempt", "reads", "SELECT", _IN_REACH)
    + _policy("portal_attempt", "tries", "INSERT", _MINE)
    + _policy("portal_attempt", "goes_on", "UPDATE", _MINE)
    + _closed("portal_attendance", "SELECT, INSERT, UPDATE")
    + _policy("portal_attendance", "reads", "SELECT", _IN_REACH)
    + _policy("portal_attendance", "takes", "INSERT", _TEACHES)
    + _policy("portal_attendance", "mends", "UPDATE", _TEACHES)
)

# Her answers are hers: no teacher, head or administrator reads them through the product.
_HERS = f"attempt_id IN (SELECT a.id FROM portal_attempt a WHERE a.{_MINE})"
ANSWERS = (
    _closed("portal_answer", "SELECT, INSERT, UPDATE")
    + _policy("portal_answer", "reads", "SELECT", _HERS)
    + _policy("portal_answer", "answers", "INSERT", _HERS)
    + _policy("portal_answer", "changes", "UPDATE", _HERS)
    + """
CREATE FUNCTION siivbg_answer_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM portal_attempt a WHERE a.id = NEW.attempt_id
      AND (a.handed_at IS NOT NULL OR NEW.saved_at > a.ends_at)) THEN
    RAISE EXCEPTION 'this attempt is over' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_time BEFORE INSERT OR UPDATE ON portal_answer
  FOR EACH ROW EXECUTE FUNCTION siivbg_answer_in_time();
CREATE FUNCTION siivbg_attempt_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.handed_at IS NOT NULL OR (NEW.drawn, NEW.started_at, NEW.ends_at, NEW.enrolment_id,
      NEW.lesson, NEW.number) IS DISTINCT FROM (OLD.drawn, OLD.started_at, OLD.ends_at,
      OLD.enrolment_id, OLD.lesson, OLD.number) THEN
    RAISE EXCEPTION 'this attempt is over' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER over BEFORE UPDATE ON portal_attempt
  FOR EACH ROW EXECUTE FUNCTION siivbg_attempt_over();
"""
)

# As it was first: given, never read; only means of five or more came out.
OPINIONS = f"""
{_closed("portal_editionopinion", "INSERT")}
{
    _policy(
        "portal_editionopinion",
        "gives",
        "INSERT",
        "edition_id IN (SELECT e.edition_id FROM portal_enrolment e "
        f"WHERE e.operator_id = {OPERATOR})",
    )
}
CREATE FUNCTION siivbg_edition_opinions(asked uuid)
RETURNS TABLE (given bigint, content numeric, teaching numeric, usefulness numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*), round(avg(o.content), 1), round(avg(o.teaching), 1),
    round(avg(o.usefulness), 1) FROM portal_editionopinion o WHERE o.edition_id = asked
  HAVING count(*) >= 5
$$;
ALTER FUNCTION siivbg_edition_opinions(uuid) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_edition_opinions(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_edition_opinions(uuid) TO {APP}, {SYSTEM};
"""

_CENTRES_PLAN = f"centre_id {_HEADED}"
PLANS = (
    _closed("portal_planline", "SELECT, INSERT, UPDATE")
    + _policy(
        "portal_planline", "reads", "SELECT",
        f"operator_id = {OPERATOR} OR {RUNS} OR {_CENTRES_PLAN}",
    )
    + _policy("portal_planline", "plans", "INSERT", _CENTRES_PLAN)
    + _policy("portal_planline", "drops", "UPDATE", _CENTRES_PLAN)
)  # fmt: skip

# Counts, sealed: read by who has a place in the edition, teaches it or runs the system; written by
# who has a place of her own. The rows of single opinions, which a transaction tied to a person,
# are gone.
COUNTED_OPINIONS = (
    "DROP FUNCTION siivbg_edition_opinions(uuid);\n"
    + _closed("portal_editionopinions", "SELECT, INSERT, UPDATE (sealed)")
    + _policy(
        "portal_editionopinions", "reads", "SELECT",
        f"{RUNS} OR {_TAUGHT} OR edition_id IN (SELECT e.edition_id FROM portal_enrolment e)",
    )
    + _policy(
        "portal_editionopinions", "gives", "INSERT",
        f"edition_id IN (SELECT e.edition_id FROM portal_enrolment e "
        f"WHERE e.operator_id = {OPERATOR})",
    )
    + _policy(
        "portal_editionopinions", "adds", "UPDATE",
        f"edition_id IN (SELECT e.edition_id FROM portal_enrolment e "
        f"WHERE e.operator_id = {OPERATOR})",
    )
)  # fmt: skip

# Paths of the levels: read by all, written by who runs the system; a line ends, none is erased.
PATHS = (
    _closed("portal_pathcourse", "SELECT, INSERT, UPDATE (position, mandatory, valid_to)")
    + _policy("portal_pathcourse", "reads", "SELECT", "true")
    + _policy("portal_pathcourse", "adds", "INSERT", RUNS)
    + _policy("portal_pathcourse", "changes", "UPDATE", RUNS)
)

# The RUN of a place is written by her whose it is; anybody else may only empty it.
RUN_IS_HERS = f"""
CREATE FUNCTION siivbg_run_is_hers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = '{APP}' AND NEW.run IS NOT NULL AND NEW.operator_id IS DISTINCT FROM
      nullif(current_setting('app.operator', true), '')::uuid THEN
    RAISE EXCEPTION 'her RUN is written by herself' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER run_is_hers BEFORE INSERT OR UPDATE OF run ON portal_enrolment
  FOR EACH ROW EXECUTE FUNCTION siivbg_run_is_hers();
"""

# She brings it back from the training copy; nobody changes it afterwards.
PRACTISED = (
    _closed("portal_practiceresult", "SELECT, INSERT")
    + _policy("portal_practiceresult", "reads", "SELECT", _IN_REACH)
    + _policy("portal_practiceresult", "practises", "INSERT", _MINE)
)

# An edition that never began and nobody ever asked for is erased by who runs the system, with its
# days and teachers; of any other nothing is.
DELETED = f"""
CREATE FUNCTION siivbg_edition_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  asked uuid := coalesce(to_jsonb(OLD)->>'edition_id', to_jsonb(OLD)->>'id')::uuid;
BEGIN
  IF current_user = '{APP}' AND (
      {RUNS} IS NOT TRUE
      OR EXISTS (SELECT 1 FROM siivbg_places(ARRAY[asked]))
      OR EXISTS (SELECT 1 FROM portal_edition e WHERE e.id = asked
        AND e.starts_on <= (now() AT TIME ZONE 'America/Santiago')::date)) THEN
    RAISE EXCEPTION 'an edition that began or was asked for stays'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER stays BEFORE DELETE ON portal_edition
  FOR EACH ROW EXECUTE FUNCTION siivbg_edition_stays();
CREATE TRIGGER stays BEFORE DELETE ON portal_editionteacher
  FOR EACH ROW EXECUTE FUNCTION siivbg_edition_stays();
CREATE TRIGGER stays BEFORE DELETE ON portal_editionday
  FOR EACH ROW EXECUTE FUNCTION siivbg_edition_stays();
GRANT DELETE ON portal_edition, portal_editionteacher, portal_editionday TO {APP};
"""
