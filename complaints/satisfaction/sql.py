"""What the database itself does and refuses about opinions.

The product has no right at all on the answers: it hands them in and asks for protected figures.
An answer joins its cell (centre, moment, month), and the whole cell is written anew, mixed and
under new numbers: neither the order of the rows nor their transaction tells who wrote which.
"""

from casework.access.rls import APP, CENTRES, KIND, SURVIVOR, SYSTEM, protect

from .rules import FEW

INVITATION = "complaints_opinioninvitation"
CODE, OPINION = "complaints_opinioncode", "complaints_opinion"

CLOSED = "\n".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM {APP};
CREATE POLICY system ON {table} TO {SYSTEM} USING (true) WITH CHECK (true);
"""
    for table in (CODE, OPINION)
)

# An invitation only ever ends. Whose it is changes only when two records of one woman are joined.
KEPT = f"""
CREATE OR REPLACE FUNCTION siivbg_invitation_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = '{APP}' AND NEW.survivor_id <> OLD.survivor_id
     OR (NEW.centre_id, NEW.moment, NEW.from_day, NEW.until_day)
     IS DISTINCT FROM
     (OLD.centre_id, OLD.moment, OLD.from_day, OLD.until_day)
     OR OLD.over AND NOT NEW.over THEN
    RAISE EXCEPTION 'an invitation only ends' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""
KEEP = f"""{KEPT}
CREATE TRIGGER kept BEFORE UPDATE ON {INVITATION}
  FOR EACH ROW EXECUTE FUNCTION siivbg_invitation_kept();
"""


def function_of(name: str, kinds: str, body: str, *, app: bool = True) -> str:
    """Give a function of the system role. kinds: its arguments and what it returns."""
    called = f"{name}({_types(kinds)})"
    granted = f"{APP}, {SYSTEM}" if app else SYSTEM
    return f"""
CREATE FUNCTION {name}{kinds} SECURITY DEFINER SET search_path = public, pg_temp AS $$
{body}
$$;
ALTER FUNCTION {called} OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION {called} FROM PUBLIC;
REVOKE ALL ON FUNCTION {called} FROM {APP};
GRANT EXECUTE ON FUNCTION {called} TO {granted};
"""


def _types(kinds: str) -> str:
    arguments = kinds[1 : kinds.index(")")]
    return ", ".join(one.split()[-1] for one in arguments.split(",") if one.strip())


# Safety comes first (law OI-10): she may be forced, her risk is vital or due to be looked at again,
# something she decided waits to be confirmed in private, or her space is closed by her.
WAITS = function_of(
    "siivbg_opinion_waits",
    "(her uuid, asked_at timestamptz) RETURNS boolean LANGUAGE sql STABLE",
    f"""
  SELECT NOT EXISTS (SELECT 1 FROM casework_survivor s WHERE s.id = her AND (
      coalesce(current_setting('role', true), '') = '{SYSTEM}'
      OR {KIND} = 'survivor' AND s.id = {SURVIVOR}
      OR {KIND} = 'staff' AND s.centre_ids && {CENTRES}))
  OR EXISTS (SELECT 1 FROM casework_door d WHERE d.survivor_id = her
    AND (d.frozen_at IS NOT NULL OR d.duress_at IS NOT NULL))
  OR EXISTS (SELECT 1 FROM (SELECT r.level, r.valid_until FROM casework_riskresult r
      WHERE r.survivor_id = her AND r.withdrawn_at IS NULL
      ORDER BY r.assessed_at DESC, r.id DESC LIMIT 1) last
    WHERE last.level = 'VITAL' OR last.valid_until < asked_at)
  OR EXISTS (SELECT 1 FROM complaints_rightsrequest q
    WHERE q.survivor_id = her AND q.state = 'held')
  OR EXISTS (SELECT 1 FROM (SELECT DISTINCT ON (t.code) r.id, r.awaits_confirmation
      FROM consent_consentrecord r JOIN consent_consenttext t ON t.id = r.text_id
      WHERE r.survivor_id = her AND r.kind = 'decision' ORDER BY t.code, r.at DESC, r.id DESC) l
    WHERE l.awaits_confirmation AND NOT EXISTS (SELECT 1 FROM consent_consentconfirmation c
      WHERE c.record_id = l.id AND c.what = 'private'));
""",
)

ADD = function_of(
    "siivbg_opinion_add",
    "(at_centre integer, after text, one smallint, two smallint, three smallint, "
    "asked_at timestamptz) RETURNS void LANGUAGE plpgsql",
    f"""
DECLARE of_month date := date_trunc('month', asked_at AT TIME ZONE 'America/Santiago')::date;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('{OPINION}'), at_centre);
  INSERT INTO {OPINION} (id, centre_id, moment, month, liking, solving, clarity)
    VALUES (gen_random_uuid(), at_centre, after, of_month, one, two, three);
  WITH cell AS (DELETE FROM {OPINION} o WHERE o.centre_id = at_centre AND o.moment = after
      AND o.month = of_month RETURNING o.liking, o.solving, o.clarity)
  INSERT INTO {OPINION} (id, centre_id, moment, month, liking, solving, clarity)
    SELECT gen_random_uuid(), at_centre, after, of_month, c.liking, c.solving, c.clarity
    FROM cell c ORDER BY random();
END
""",
    app=False,
)

# By herself. Without grades: she says no.
GIVE = function_of(
    "siivbg_opinion_give",
    "(invitation uuid, one smallint, two smallint, three smallint, asked_at timestamptz) "
    "RETURNS boolean LANGUAGE plpgsql",
    f"""
DECLARE kept record; of_day date := (asked_at AT TIME ZONE 'America/Santiago')::date;
BEGIN
  UPDATE {INVITATION} i SET over = true
    WHERE i.id = invitation AND {KIND} = 'survivor' AND i.survivor_id = {SURVIVOR} AND NOT i.over
      AND of_day BETWEEN i.from_day AND i.until_day
      AND (one IS NULL OR NOT siivbg_opinion_waits(i.survivor_id, asked_at))
    RETURNING i.centre_id, i.moment AS after INTO kept;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF one IS NOT NULL THEN
    PERFORM siivbg_opinion_add(kept.centre_id, kept.after, one, two, three, asked_at);
  END IF;
  RETURN true;
END
""",
)

# On a screen of the centre: the invitation ends when the code is made, used or not.
HAND = function_of(
    "siivbg_opinion_hand",
    "(invitation uuid, hidden bytea, asked_at timestamptz, ends timestamptz) "
    "RETURNS boolean LANGUAGE plpgsql",
    f"""
DECLARE kept record; of_day date := (asked_at AT TIME ZONE 'America/Santiago')::date;
BEGIN
  UPDATE {INVITATION} i SET over = true
    WHERE i.id = invitation AND {KIND} = 'staff' AND i.centre_id = ANY ({CENTRES}) AND NOT i.over
      AND of_day BETWEEN i.from_day AND i.until_day
      AND NOT siivbg_opinion_waits(i.survivor_id, asked_at)
    RETURNING i.centre_id, i.moment AS after INTO kept;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM {CODE} c WHERE c.until < asked_at;
  INSERT INTO {CODE} (digest, centre_id, moment, until)
    VALUES (hidden, kept.centre_id, kept.after, ends);
  RETURN true;
END
""",
)

# Whoever holds the code. Without grades: is it good? With them: it is used up.
BY_CODE = function_of(
    "siivbg_opinion_by_code",
    "(hidden bytea, one smallint, two smallint, three smallint, asked_at timestamptz) "
    "RETURNS boolean LANGUAGE plpgsql",
    f"""
DECLARE kept record;
BEGIN
  IF one IS NULL THEN
    RETURN EXISTS (SELECT 1 FROM {CODE} c WHERE c.digest = hidden AND c.until >= asked_at);
  END IF;
  DELETE FROM {CODE} c WHERE c.digest = hidden AND c.until >= asked_at
    RETURNING c.centre_id, c.moment AS after INTO kept;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM siivbg_opinion_add(kept.centre_id, kept.after, one, two, three, asked_at);
  RETURN true;
END
""",
)

# `rules.cut` in SQL: of the cells of one line, the smallest go until what is left out is safe.
_UPTO = "sum(n) OVER w AS upto, row_number() OVER w AS place"
_CUT = f"min(place) FILTER (WHERE place >= few AND place >= 2 AND upto >= {FEW} AND upto > place)"
_MEANS = "avg(liking) AS liking, avg(solving) AS solving, avg(clarity) AS clarity"

_OF_CENTRE = "(p.few = 0 OR b.place > p.cut)"


def _shown(condition: str, table: str) -> str:
    names = ("liking", "solving", "clarity")
    means = ", ".join(f"CASE WHEN {condition} THEN round({table}.{one}, 1) END" for one in names)
    return f"CASE WHEN {condition} THEN {table}.n::integer END, {means}"


# Only quarters that are over: figures that still move tell by their difference who just answered.
FIGURES = function_of(
    "siivbg_opinions",
    "(quarter date) RETURNS TABLE (centre integer, after text, n integer, liking numeric, "
    "solving numeric, clarity numeric) LANGUAGE sql STABLE",
    f"""
  WITH days AS (SELECT date_trunc('quarter', quarter::timestamp) AS first),
  given AS (
    SELECT o.* FROM {OPINION} o CROSS JOIN days d
    WHERE o.month >= d.first AND o.month < d.first + interval '3 months'
      AND d.first + interval '3 months' <= now() AT TIME ZONE 'America/Santiago'
      AND ({KIND} = 'staff' OR coalesce(current_setting('role', true), '') = '{SYSTEM}')),
  cell AS (SELECT g.centre_id AS c, g.moment AS m, count(*) AS n, {_MEANS}
    FROM given g GROUP BY 1, 2),
  cell_line AS (SELECT cell.*, {_UPTO},
      count(*) FILTER (WHERE n < {FEW}) OVER (PARTITION BY c) AS few
    FROM cell WINDOW w AS (PARTITION BY c ORDER BY n >= {FEW}, n, m)),
  cell_cut AS (SELECT c, max(few) AS few, {_CUT} AS cut FROM cell_line GROUP BY c),
  centre AS (SELECT g.centre_id AS c, count(*) AS n, {_MEANS},
      (SELECT k.few > 0 AND k.cut IS NULL FROM cell_cut k WHERE k.c = g.centre_id) AS unsafe
    FROM given g GROUP BY 1),
  centre_line AS (SELECT centre.*, {_UPTO}, count(*) FILTER (WHERE unsafe) OVER () AS few
    FROM centre WINDOW w AS (ORDER BY NOT unsafe, n, c)),
  centre_cut AS (SELECT max(few) AS few, {_CUT} AS cut FROM centre_line),
  country AS (SELECT count(*) AS n, {_MEANS},
      (SELECT few > 0 AND cut IS NULL FROM centre_cut) AS unsafe
    FROM given g HAVING count(*) > 0)
  SELECT NULL::integer, NULL::text, {_shown("NOT t.unsafe", "t")} FROM country t
  UNION ALL
  SELECT l.c, NULL, {_shown("(k.few = 0 OR l.place > k.cut)", "l")}
    FROM centre_line l CROSS JOIN centre_cut k
  UNION ALL
  SELECT l.c, l.m, {_shown(f"{_OF_CENTRE} AND (k.few = 0 OR l.place > k.cut)", "l")}
    FROM cell_line l JOIN cell_cut k ON k.c = l.c
      JOIN centre_line b ON b.c = l.c CROSS JOIN centre_cut p;
""",
)


def create_all() -> str:
    """Give all of it, in order."""
    invitations = protect(INVITATION, survivor_may=("select",))
    parts = [invitations, CLOSED, KEEP, WAITS, ADD, GIVE, HAND, BY_CODE, FIGURES]
    return "\n".join(parts)
