"""SQL for row-level security, written once and used by every migration that makes a person table.

The database refuses what the code forgot: policies compare a row's own columns with settings
made at the start of the request's transaction (`casework.access.context`). A setting that was
not made is NULL or empty, and nothing equals it: no context, no rows.
"""

# The cast stands outside: ANY over a bare subquery would compare with each of its rows.
CENTRES = "(select nullif(current_setting('app.centres', true), ''))::int[]"
GRANTED = "(select nullif(current_setting('app.granted', true), ''))::uuid[]"
SURVIVOR = "(select nullif(current_setting('app.survivor', true), '')::uuid)"
OPERATOR = "(select nullif(current_setting('app.operator', true), '')::uuid)"
KIND = "(select current_setting('app.kind', true))"
APP = "siivbg_app"
SYSTEM = "siivbg_system"


def protect(
    table: str,
    *,
    subject: str = "survivor_id",
    survivor_may: tuple[str, ...] = (),
    app_may: tuple[str, ...] = ("select", "insert", "update"),
) -> str:
    """Give the SQL that forces row-level security on a table about persons.

    subject: the column holding her id. survivor_may: what she herself may do with her own rows
    ("select", "insert", "update"). app_may: what the application role may do at all; leave
    "update" out for append-only tables. Nobody is given "delete".
    """
    own_centre = f"centre_ids && {CENTRES}"
    parts = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {table} FROM {APP}",
        f"GRANT {', '.join(app_may)} ON {table} TO {APP}",
        f"CREATE POLICY system ON {table} TO {SYSTEM} USING (true) WITH CHECK (true)",
        f"CREATE POLICY own_centre ON {table} TO {APP} "
        f"USING ({own_centre}) WITH CHECK ({own_centre})",
        f"CREATE POLICY granted ON {table} FOR SELECT TO {APP} USING ({subject} = ANY ({GRANTED}))",
        f"CREATE INDEX {table}_centres ON {table} USING gin (centre_ids)",
    ]
    parts += [_survivor_policy(table, subject, verb) for verb in survivor_may]
    return ";\n".join(parts) + ";\n" + bar(table, subject=subject)


def bar(table: str, *, subject: str = "survivor_id") -> str:
    """Give the SQL that hides a file from an operator named in it as aggressor (`Conflict`).

    Tables made before the function existed got the policy from the migration that made it.
    """
    barred = f"(select siivbg_barred({OPERATOR}))::uuid[]"
    return f"""
DO $bar$ BEGIN
  IF to_regprocedure('siivbg_barred(uuid)') IS NOT NULL THEN
    CREATE POLICY barred ON {table} AS RESTRICTIVE TO {APP}
      USING ({subject} IS NULL OR {subject} <> ALL ({barred}));
  END IF;
END $bar$;
"""


# The planner takes no index for a policy's own test while another policy stands before it, and
# every list would read the whole country. So the bar does not stay a policy of its own: it is
# written into each that lets rows through. Run after the last migration that changes a bar.
FOLD = f"""
DO $fold$ DECLARE bar record; one record; closed text; BEGIN
  FOR bar IN SELECT tablename, policyname, qual FROM pg_policies WHERE schemaname = 'public'
      AND permissive = 'RESTRICTIVE' AND policyname = 'barred' AND cmd = 'ALL' LOOP
    FOR one IN SELECT policyname, qual, with_check FROM pg_policies WHERE schemaname = 'public'
        AND tablename = bar.tablename AND permissive = 'PERMISSIVE' AND '{APP}' = ANY (roles) LOOP
      closed := format('ALTER POLICY %I ON %I', one.policyname, bar.tablename);
      IF one.qual IS NOT NULL THEN
        closed := closed || format(' USING ((%s) AND (%s))', one.qual, bar.qual);
      END IF;
      IF one.with_check IS NOT NULL THEN
        closed := closed || format(' WITH CHECK ((%s) AND (%s))', one.with_check, bar.qual);
      END IF;
      EXECUTE closed;
    END LOOP;
    EXECUTE format('DROP POLICY %I ON %I', bar.policyname, bar.tablename);
  END LOOP;
END $fold$;
"""


def bar_rest(table: str, *, subject: str = "survivor_id") -> str:
    """Give the SQL that writes the bar into the policies of a table that came after its fold."""
    barred = f"({subject} IS NULL OR {subject} <> ALL ((select siivbg_barred({OPERATOR}))::uuid[]))"
    quoted = barred.replace("'", "''")
    return f"""
DO $rest$ DECLARE one record; closed text; BEGIN
  FOR one IN SELECT policyname, qual, with_check FROM pg_policies WHERE tablename = '{table}'
      AND permissive = 'PERMISSIVE' AND '{APP}' = ANY (roles)
      AND coalesce(qual, with_check) NOT LIKE '%siivbg\\_barred%' LOOP
    closed := format('ALTER POLICY %I ON {table}', one.policyname);
    IF one.qual IS NOT NULL THEN
      closed := closed || format(' USING ((%s) AND %s)', one.qual, '{quoted}');
    END IF;
    IF one.with_check IS NOT NULL THEN
      closed := closed || format(' WITH CHECK ((%s) AND %s)', one.with_check, '{quoted}');
    END IF;
    EXECUTE closed;
  END LOOP;
END $rest$;
"""


def _survivor_policy(table: str, subject: str, verb: str) -> str:
    mine = f"{subject} = {SURVIVOR}"
    clause = {
        "select": f"USING ({mine})",
        "insert": f"WITH CHECK ({mine})",
        "update": f"USING ({mine}) WITH CHECK ({mine})",
    }[verb]
    return f"CREATE POLICY survivor_{verb} ON {table} FOR {verb.upper()} TO {APP} {clause}"


def follow_survivor(table: str) -> str:
    """Give the SQL that makes a table's `centre_ids` follow her record's, by trigger."""
    return (
        f"CREATE TRIGGER inherit_centres BEFORE INSERT ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION siivbg_inherit_centres();"
    )


# Run once, right after her table exists. The functions belong to the system role, so that a
# worker's request can read her centres without being able to read her.
FOLLOW_FUNCTIONS = f"""
CREATE FUNCTION siivbg_inherit_centres() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.centre_ids := coalesce(
    (SELECT s.centre_ids FROM casework_survivor s WHERE s.id = NEW.survivor_id), NEW.centre_ids);
  RETURN NEW;
END $$;
CREATE FUNCTION siivbg_spread_centres() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE follower text;
BEGIN
  IF NEW.centre_ids IS DISTINCT FROM OLD.centre_ids THEN
    FOR follower IN SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE t.tgname = 'inherit_centres' LOOP
      EXECUTE format('UPDATE %I SET centre_ids = $1 WHERE survivor_id = $2', follower)
        USING NEW.centre_ids, NEW.id;
    END LOOP;
  END IF;
  RETURN NULL;
END $$;
ALTER FUNCTION siivbg_inherit_centres() OWNER TO {SYSTEM};
ALTER FUNCTION siivbg_spread_centres() OWNER TO {SYSTEM};
CREATE TRIGGER spread_centres AFTER UPDATE ON casework_survivor
  FOR EACH ROW EXECUTE FUNCTION siivbg_spread_centres();
"""


def follow_some(table: str) -> str:
    """Give the SQL that makes only rows with `follows` take her centres; the others keep theirs.

    For tables that `follow_survivor` made follow whole. Needs SPREAD_SOME.
    """
    return (
        f"DROP TRIGGER inherit_centres ON {table};"
        f"CREATE TRIGGER inherit_centres BEFORE INSERT ON {table} "
        "FOR EACH ROW WHEN (NEW.follows) EXECUTE FUNCTION siivbg_inherit_centres();"
    )


# The same as in FOLLOW_FUNCTIONS, leaving alone the rows that say they do not follow her.
SPREAD_SOME = """
CREATE OR REPLACE FUNCTION siivbg_spread_centres() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE follower record;
BEGIN
  IF NEW.centre_ids IS DISTINCT FROM OLD.centre_ids THEN
    FOR follower IN SELECT c.relname AS name, EXISTS (SELECT 1 FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attname = 'follows' AND NOT a.attisdropped) AS some
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE t.tgname = 'inherit_centres' LOOP
      EXECUTE format('UPDATE %I SET centre_ids = $1 WHERE survivor_id = $2', follower.name)
        || CASE WHEN follower.some THEN ' AND follows' ELSE '' END
        USING NEW.centre_ids, NEW.id;
    END LOOP;
  END IF;
  RETURN NULL;
END $$;
"""
