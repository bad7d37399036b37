"""What the database lets her do about a datum she says is wrong, and no more (law DP-14).

Her own session neither reads nor writes what is known of her but through functions. Here it may
say that a datum her space shows is wrong, and have it marked: never change what it says.
"""

from casework.access.rls import APP, OPERATOR, SURVIVOR, SYSTEM

from .sql import SAFE, agreed

TABLE, DATUM = "complaints_discrepancy", "casework_datum"
IDENTITY_FIELDS = ("names", "social-name", "document", "birth-date")
_IDENTITY = ", ".join(f"'{code}'" for code in IDENTITY_FIELDS)
NEW = (
    f"survivor_id = {SURVIVOR} AND state = 'open' AND told_by IS NULL AND passed_to_id IS NULL "
    "AND settled_at IS NULL AND cause_id IS NULL AND \"end\" = ''"
)
_CURRENT = f"SELECT d.* FROM {DATUM} d WHERE d.survivor_id = {SURVIVOR} AND d.ended_at IS NULL"


def _function(name: str, takes: str, returns: str, body: str, language: str = "sql") -> str:
    """Give the SQL of a function of the system role that the application may call."""
    return f"""
CREATE FUNCTION {name}({takes}) RETURNS {returns} LANGUAGE {language} SECURITY DEFINER
SET search_path = public, pg_temp AS $$
{body}
$$;
ALTER FUNCTION {name}({takes}) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION {name}({takes}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {name}({takes}) TO {APP}, {SYSTEM};
"""


# Only what her space shows, as it was agreed with her: nothing new is learned by saying "wrong".
SHOWN = _function(
    "siivbg_my_shown",
    "asked text",
    "boolean",
    f"SELECT (asked IN ({_IDENTITY}) AND {agreed('identity')}) "
    f"OR (asked IN ({SAFE}) AND {agreed('life')})",
)

# How sure the datum was is what the database saw, not what her session says.
TELLS = (
    f"""
CREATE POLICY survivor_tells ON {TABLE} FOR INSERT TO {APP} WITH CHECK (
  {NEW} AND siivbg_my_shown(field)
  AND survivor_id <> ALL ((select siivbg_barred({OPERATOR}))::uuid[]));
"""
    + _function(
        "siivbg_discrepancy_hers",
        "",
        "trigger",
        f"""BEGIN
  NEW.before := coalesce((SELECT nullif(d.state, 'disputed') FROM {DATUM} d
    WHERE d.survivor_id = NEW.survivor_id AND d.field = NEW.field AND d.ended_at IS NULL),
    'declared');
  RETURN NEW;
END""",
        "plpgsql",
    )
    + f"""
CREATE TRIGGER hers BEFORE INSERT ON {TABLE} FOR EACH ROW
  WHEN (coalesce(current_setting('app.kind', true), '') = 'survivor')
  EXECUTE FUNCTION siivbg_discrepancy_hers();
"""
)

# The number of the row, to seal her words for it; the mark, only where she has just said so.
MARK = _function(
    "siivbg_my_datum",
    "asked text",
    "uuid",
    f"SELECT d.id FROM ({_CURRENT}) d WHERE d.field = asked AND siivbg_my_shown(asked)",
) + _function(
    "siivbg_my_mark",
    "asked text, row_id uuid, sealed_value bytea, sealed_words bytea",
    "void",
    f"""DECLARE said {TABLE}%ROWTYPE; BEGIN
  SELECT * INTO said FROM {TABLE} t WHERE t.survivor_id = {SURVIVOR} AND t.field = asked
    AND t.state = 'open' AND t.told_by IS NULL;
  IF said.id IS NULL OR NOT siivbg_my_shown(asked) THEN
    RAISE insufficient_privilege USING MESSAGE = 'she has not said that this is wrong';
  END IF;
  UPDATE {DATUM} SET state = 'disputed', because = sealed_words
    WHERE id = row_id AND survivor_id = {SURVIVOR} AND field = asked AND ended_at IS NULL
    AND state <> 'disputed';
  IF NOT FOUND AND NOT EXISTS (SELECT 1 FROM ({_CURRENT}) d WHERE d.field = asked) THEN
    INSERT INTO {DATUM} (id, created_at, centre_ids, key_id, survivor_id, field, value, source,
        dated, state, because, written_at)
      VALUES (row_id, said.told_at, '{{}}', said.key_id, said.survivor_id, asked, sealed_value,
        'herself', (said.told_at AT TIME ZONE 'America/Santiago')::date, 'disputed', sealed_words,
        said.told_at);
  END IF;
END""",
    "plpgsql",
)


def create_all() -> str:
    """Give all of it."""
    return SHOWN + TELLS + MARK
