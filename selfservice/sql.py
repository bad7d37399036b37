"""Row-level security of her zone: a visit shows itself to its cookie, her file to what was agreed.

Her own session reads no table of her file that could tell an address, a centre, another person
or a risk. What was agreed with her comes through functions that give those columns and no more.
"""

from casework.access.rls import APP, SURVIVOR, SYSTEM, follow_survivor, protect

TABLE = "selfservice_visit"
MINE = "token_digest = (select nullif(current_setting('app.visit', true), ''))"

PROTECT = f"""
ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {TABLE} FROM siivbg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLE} TO siivbg_app;
CREATE POLICY system ON {TABLE} TO siivbg_system USING (true) WITH CHECK (true);
CREATE POLICY cookie ON {TABLE} TO siivbg_app USING ({MINE}) WITH CHECK ({MINE});
"""

# Once her space is open she sees her other open visits, and may end them. Their content stays
# sealed with their own cookies.
OWN_VISITS = f"""
CREATE POLICY hers ON {TABLE} FOR SELECT TO {APP} USING (survivor_id = {SURVIVOR});
CREATE POLICY hers_ends ON {TABLE} FOR DELETE TO {APP} USING (survivor_id = {SURVIVOR});
"""

AGREEMENT, WISH = "selfservice_agreement", "selfservice_wish"
NEW = f"survivor_id = {SURVIVOR} AND state = 'asked' AND ended_by IS NULL AND ended_at IS NULL"
WISHES = (
    protect(AGREEMENT, survivor_may=("select",))
    + follow_survivor(AGREEMENT)
    + protect(WISH, survivor_may=("select",))
    + follow_survivor(WISH)
    + f"""
CREATE POLICY survivor_asks ON {WISH} FOR INSERT TO {APP} WITH CHECK ({NEW});
CREATE POLICY survivor_takes_back ON {WISH} FOR UPDATE TO {APP}
  USING (survivor_id = {SURVIVOR} AND state = 'asked')
  WITH CHECK (survivor_id = {SURVIVOR} AND state = 'taken_back' AND ended_by IS NULL);
"""
)

# Her session tightens her door and never loosens it, whatever the code forgot (safety.md 0.3).
DOOR = """
CREATE FUNCTION siivbg_door_only_tightens() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE strictness text[] := ARRAY['open', 'key', 'closed'];
BEGIN
  IF array_position(strictness, NEW.mode::text) < array_position(strictness, OLD.mode::text)
     OR (OLD.frozen_at IS NOT NULL AND NEW.frozen_at IS NULL)
     OR NEW.key_hash <> OLD.key_hash OR NEW.duress_hash <> OLD.duress_hash
     OR (OLD.duress_at IS NOT NULL AND NEW.duress_at IS NULL) THEN
    RAISE insufficient_privilege USING MESSAGE = 'her door opens wider only with a worker';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_tightens BEFORE UPDATE ON casework_door FOR EACH ROW
  WHEN (coalesce(current_setting('app.kind', true), '') = 'survivor')
  EXECUTE FUNCTION siivbg_door_only_tightens();
"""

# Fields of her characterisation that her space may show; the others have no way out.
SAFE_FIELDS = (
    "nationality", "people", "occupation", "education", "rsh", "languages", "interpreter",
)  # fmt: skip
SAFE = ", ".join(f"'{code}'" for code in SAFE_FIELDS)


def _gives(name: str, returns: str, query: str) -> str:
    """Give the SQL of a function that only whoever is entered as herself gets rows from."""
    return f"""
CREATE FUNCTION {name}() RETURNS {returns} LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
{query}
$$;
ALTER FUNCTION {name}() OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION {name}() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {name}() TO {APP}, {SYSTEM};
"""


def agreed(group: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {AGREEMENT} a WHERE a.survivor_id = {SURVIVOR} "
        f"AND a.ended_at IS NULL AND '{group}' = ANY (a.groups))"
    )


EXTRACT = (
    _gives(
        "siivbg_my_life",
        "SETOF casework_datum",
        f"SELECT d.* FROM casework_datum d WHERE d.survivor_id = {SURVIVOR} "
        f"AND d.ended_at IS NULL AND d.field IN ({SAFE}) AND {agreed('life')}",
    )
    + _gives(
        "siivbg_my_contact",
        "SETOF casework_safecontact",
        f"SELECT c.* FROM casework_safecontact c WHERE c.survivor_id = {SURVIVOR} "
        f"AND c.ended_at IS NULL AND {agreed('contact')}",
    )
    + _gives(
        "siivbg_my_referrals",
        "TABLE (direction text, institution text, on_day date, state text, answer text, "
        "answered_on date, ending text, closed_on date)",
        "SELECT r.direction::text, coalesce(i.name, '')::text, r.on_day, r.state::text, "
        "r.answer::text, r.answered_on, r.ending::text, r.closed_on FROM casework_referral r "
        "LEFT JOIN casework_institution i ON i.code = r.institution_id "
        f"WHERE r.survivor_id = {SURVIVOR} AND {agreed('referrals')} "
        "ORDER BY r.on_day DESC, r.id LIMIT 50",
    )
    + _gives(
        "siivbg_my_family",
        "TABLE (children int, in_care int)",
        "SELECT count(*) FILTER (WHERE p.relation = 'child')::int, "
        "count(*) FILTER (WHERE p.in_her_care)::int FROM casework_relatedperson p "
        f"WHERE p.survivor_id = {SURVIVOR} AND p.ended_at IS NULL AND NOT p.is_aggressor "
        f"AND {agreed('family')}",
    )
    + _gives(
        "siivbg_my_since",
        "TABLE (first_at timestamptz, last_at timestamptz)",
        "SELECT min(t.at), max(t.at) FROM casework_attention t "
        f"WHERE t.survivor_id = {SURVIVOR} AND {agreed('since')}",
    )
)
