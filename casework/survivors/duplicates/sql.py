"""What only the database may do across centres: compare two records, join them, part them.

The functions belong to the system role. They give identifiers, centres and yes or no, never a
value, and check the asker by themselves. Joining moves every row that names her, in whatever
table it is, and writes down where it was; a row that cannot move because the kept record has one
of its kind (her door, the safe contact in force, the current value of a datum) stays.
"""

from casework.access.rls import APP, SYSTEM

# A grant opens one file and no other; her door, sessions and unsent drafts are of one record;
# who may not see one record sees none of those joined to it (`BARRED`).
STAY_BEHIND = (
    "('casework_door', 'casework_grant', 'casework_conflict', 'selfservice_visit', "
    "'casework_draft')"
)
MINE = "nullif(current_setting('app.centres', true), '')::int[]"
DOER = "nullif(current_setting('app.operator', true), '')::uuid"

KEPT = """
CREATE FUNCTION siivbg_kept(person uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE way(id, into_id, step) AS (
    SELECT id, merged_into_id, 0 FROM casework_survivor WHERE id = person
    UNION ALL
    SELECT s.id, s.merged_into_id, way.step + 1
    FROM casework_survivor s JOIN way ON s.id = way.into_id WHERE way.step < 20
  ) SELECT id FROM way WHERE into_id IS NULL;
$$;
"""

# Whoever may not see a file (law DP-44) sees none of the records joined with it either.
BARRED = """
CREATE OR REPLACE FUNCTION siivbg_barred(asked uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE family(id) AS (
    SELECT survivor_id FROM casework_conflict WHERE operator_id = asked AND lifted_at IS NULL
    UNION
    SELECT near.id FROM family f, LATERAL (
      SELECT s.merged_into_id AS id FROM casework_survivor s WHERE s.id = f.id
      UNION ALL SELECT s.id FROM casework_survivor s WHERE s.merged_into_id = f.id
    ) near WHERE near.id IS NOT NULL
  ) SELECT coalesce(array_agg(id), '{}') FROM family;
$$;
"""

FIND = f"""
CREATE OR REPLACE FUNCTION siivbg_find(asked_run bytea, asked_document bytea)
RETURNS TABLE (survivor_id uuid, centres int[], since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT k.id, k.centre_ids, k.created_at::date
  FROM casework_survivor s JOIN casework_survivor k ON k.id = siivbg_kept(s.id)
  WHERE (s.run_digest = asked_run OR s.document_digest = asked_document)
    AND s.id <> ALL ((select siivbg_barred({DOER}))::uuid[]);
$$;
"""

# As before, and the records joined to hers follow: they are found by their names and RUN.
ATTEND = f"""
CREATE OR REPLACE FUNCTION siivbg_attend(person uuid, centre int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('app.kind', true), '') <> 'staff'
     OR NOT centre = ANY ({MINE}) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not the asker''s centre';
  END IF;
  IF person = ANY (siivbg_barred({DOER})) THEN RETURN; END IF;
  UPDATE casework_survivor SET centre_ids = centre_ids || centre
    WHERE id = person AND NOT centre = ANY (centre_ids);
  UPDATE casework_datakey SET centre_ids = centre_ids || centre
    WHERE survivor_id = person AND NOT centre = ANY (centre_ids);
  WITH RECURSIVE joined(id) AS (
    SELECT id FROM casework_survivor WHERE merged_into_id = person
    UNION SELECT s.id FROM casework_survivor s JOIN joined ON s.merged_into_id = joined.id
  ) UPDATE casework_survivor s SET centre_ids = centre_ids || centre
    FROM joined WHERE s.id = joined.id AND NOT centre = ANY (s.centre_ids);
END $$;
"""

# The door of a record that was joined to another opens nothing: its RUN may be a stranger's.
DOOR = """
CREATE OR REPLACE FUNCTION siivbg_survivor_door(asked_run bytea)
RETURNS TABLE (survivor_id uuid, mode text, key_hash text, duress_hash text,
               failures int, next_try_at timestamptz, frozen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, d.mode, d.key_hash, d.duress_hash, d.failures, d.next_try_at, d.frozen_at
  FROM casework_survivor s JOIN casework_door d ON d.survivor_id = s.id
  WHERE s.run_digest = asked_run AND s.merged_into_id IS NULL;
$$;
"""

SUSPECTS = f"""
CREATE FUNCTION siivbg_suspects(
  person uuid, given int[], surname int[], second int[], runs bytea[], papers bytea[])
RETURNS TABLE (candidate uuid, centres int[], names int, same_year boolean, same_comuna boolean,
               run_near boolean, paper_near boolean, same_phone boolean, both_runs boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me casework_survivor;
BEGIN
  SELECT * INTO me FROM casework_survivor WHERE id = person;
  IF coalesce(current_setting('role', true), '') <> '{SYSTEM}'
     AND NOT coalesce(me.centre_ids && {MINE}, false) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not the asker''s centre';
  END IF;
  RETURN QUERY
  WITH phones AS (
    SELECT b.survivor_id AS id FROM casework_safecontact a JOIN casework_safecontact b
      ON b.value_digest = a.value_digest WHERE a.survivor_id = person
  ), found AS (
    SELECT s.id FROM casework_survivor s
      WHERE s.name_tokens && surname AND s.name_tokens && given
        AND (s.birth_year = me.birth_year OR s.comuna_id = me.comuna_id)
    UNION SELECT s.id FROM casework_survivor s WHERE s.run_digest = ANY (runs)
    UNION SELECT s.id FROM casework_survivor s WHERE s.document_digest = ANY (papers)
    UNION SELECT phones.id FROM phones
  )
  SELECT s.id, s.centre_ids,
    (s.name_tokens && given)::int + (s.name_tokens && surname)::int
      + (s.name_tokens && second)::int,
    coalesce(s.birth_year = me.birth_year, false), coalesce(s.comuna_id = me.comuna_id, false),
    coalesce(s.run_digest = ANY (runs), false), coalesce(s.document_digest = ANY (papers), false),
    s.id IN (SELECT phones.id FROM phones),
    s.run_digest IS NOT NULL AND me.run_digest IS NOT NULL
  FROM casework_survivor s JOIN found ON found.id = s.id
  WHERE s.id <> person AND s.merged_into_id IS NULL AND me.merged_into_id IS NULL
    AND s.id <> ALL (siivbg_barred({DOER}))
  LIMIT 200;
END $$;
"""

MERGE = f"""
CREATE FUNCTION siivbg_merge(asked uuid, merge uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  pair casework_duplicatepair; kept casework_survivor; gone casework_survivor;
  everyone int[]; place text; follows boolean; centred boolean; number text; was int[];
  went int := 0; remained int := 0;
BEGIN
  SELECT * INTO pair FROM casework_duplicatepair WHERE id = asked FOR UPDATE;
  SELECT * INTO kept FROM casework_survivor WHERE id = pair.keep_id FOR UPDATE;
  SELECT * INTO gone FROM casework_survivor WHERE id <> pair.keep_id
    AND id IN (pair.first_id, pair.second_id) FOR UPDATE;
  IF pair.state IS DISTINCT FROM 'proposed' OR {DOER} IS NULL OR pair.proposed_by = {DOER}
     OR NOT coalesce((kept.centre_ids || gone.centre_ids) && {MINE}, false)
     OR kept.merged_into_id IS NOT NULL OR gone.merged_into_id IS NOT NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'joining needs a proposal and a second person';
  END IF;
  everyone := kept.centre_ids || ARRAY(
    SELECT c FROM unnest(gone.centre_ids) c WHERE NOT c = ANY (kept.centre_ids));
  INSERT INTO casework_merge (id, created_at, centre_ids, key_id, pair_id, kept_id, gone_id,
      kept_centres, gone_centres, proposed_by, approved_by, approved_at, moved, stayed)
    VALUES (merge, moment, everyone, kept.key_id, pair.id, kept.id, gone.id, kept.centre_ids,
      gone.centre_ids, pair.proposed_by, {DOER}, moment, 0, 0);
  FOR place, follows, centred IN
    SELECT c.relname, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid
        AND t.tgname = 'inherit_centres'),
      EXISTS (SELECT 1 FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attname = 'centre_ids')
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition
      AND a.attname = 'survivor_id' AND a.atttypid = 'uuid'::regtype AND NOT a.attisdropped
      AND c.relname NOT IN {STAY_BEHIND} ORDER BY c.relname
  LOOP
    FOR number, was IN EXECUTE format('SELECT id::text, %s FROM %I WHERE survivor_id = $1',
        CASE WHEN centred THEN 'centre_ids' ELSE 'NULL::int[]' END, place) USING gone.id
    LOOP
      BEGIN
        EXECUTE format('UPDATE %I SET survivor_id = $1%s WHERE id::text = $2', place,
          CASE WHEN follows THEN ', centre_ids = $3' ELSE '' END) USING kept.id, number, everyone;
        INSERT INTO casework_mergedrow (id, created_at, merge_id, "table", "row", centres)
          VALUES (gen_random_uuid(), moment, merge, place, number,
            CASE WHEN follows THEN was END);
        went := went + 1;
      EXCEPTION WHEN unique_violation OR exclusion_violation THEN
        remained := remained + 1;
      END;
    END LOOP;
  END LOOP;
  UPDATE casework_survivor SET centre_ids = everyone WHERE id = kept.id;
  UPDATE casework_survivor SET centre_ids = everyone, merged_into_id = kept.id WHERE id = gone.id;
  UPDATE casework_merge SET moved = went, stayed = remained WHERE id = merge;
END $$;
"""

UNMERGE = f"""
CREATE FUNCTION siivbg_unmerge(asked uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE done casework_merge; kept casework_survivor; line record; newer int[];
BEGIN
  SELECT * INTO done FROM casework_merge WHERE id = asked FOR UPDATE;
  SELECT * INTO kept FROM casework_survivor WHERE id = done.kept_id FOR UPDATE;
  IF done.undone_at IS NOT NULL OR moment > done.approved_at + interval '30 days'
     OR {DOER} IS NULL OR NOT coalesce(kept.centre_ids && {MINE}, false)
     OR kept.merged_into_id IS NOT NULL THEN
    RAISE insufficient_privilege USING MESSAGE = 'this joining can no longer be undone';
  END IF;
  newer := ARRAY(SELECT c FROM unnest(kept.centre_ids) c
    WHERE NOT c = ANY (done.kept_centres || done.gone_centres));
  UPDATE casework_survivor SET centre_ids = done.kept_centres || newer WHERE id = kept.id;
  UPDATE casework_survivor SET centre_ids = done.gone_centres, merged_into_id = NULL
    WHERE id = done.gone_id;
  FOR line IN SELECT "table", "row", centres FROM casework_mergedrow WHERE merge_id = asked LOOP
    EXECUTE format('UPDATE %I SET survivor_id = $1%s WHERE id::text = $2', line."table",
      CASE WHEN line.centres IS NULL THEN '' ELSE ', centre_ids = $3' END)
      USING done.gone_id, line."row", line.centres;
  END LOOP;
  UPDATE casework_merge SET undone_by = {DOER}, undone_at = moment WHERE id = asked;
END $$;
"""

# A pair is seen by the centres of both records, also when one of them gains a centre.
PAIR_CENTRES = f"""
CREATE FUNCTION siivbg_pair_centres() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.centre_ids IS DISTINCT FROM OLD.centre_ids THEN
    UPDATE casework_duplicatepair p SET centre_ids = ARRAY(
        SELECT DISTINCT c FROM casework_survivor s, unnest(s.centre_ids) c
        WHERE s.id IN (p.first_id, p.second_id) ORDER BY c)
      WHERE p.first_id = NEW.id OR p.second_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
ALTER FUNCTION siivbg_pair_centres() OWNER TO {SYSTEM};
CREATE TRIGGER pair_centres AFTER UPDATE OF centre_ids ON casework_survivor
  FOR EACH ROW EXECUTE FUNCTION siivbg_pair_centres();
"""

ROWS_OF_THE_SYSTEM = f"""
CREATE POLICY barred_second ON casework_duplicatepair AS RESTRICTIVE TO {APP}
  USING (second_id <> ALL ((select siivbg_barred({DOER}))::uuid[]));
ALTER TABLE casework_mergedrow ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework_mergedrow FORCE ROW LEVEL SECURITY;
REVOKE ALL ON casework_mergedrow FROM {APP};
CREATE POLICY system ON casework_mergedrow TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE INDEX casework_safecontact_same ON casework_safecontact (value_digest)
  WHERE value_digest IS NOT NULL;
"""

MADE = {
    "siivbg_kept(uuid)": KEPT,
    "siivbg_suspects(uuid, int[], int[], int[], bytea[], bytea[])": SUSPECTS,
    "siivbg_merge(uuid, uuid, timestamptz)": MERGE,
    "siivbg_unmerge(uuid, timestamptz)": UNMERGE,
}


def create_all() -> str:
    """Give the SQL that makes every function and hands it to the system role."""
    parts = []
    for signature, body in MADE.items():
        parts.append(body)
        parts.append(f"ALTER FUNCTION {signature} OWNER TO {SYSTEM};")
        parts.append(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC;")
        parts.append(f"GRANT EXECUTE ON FUNCTION {signature} TO {APP}, {SYSTEM};")
    return "\n".join([*parts, BARRED, FIND, ATTEND, DOOR, PAIR_CENTRES, ROWS_OF_THE_SYSTEM])
