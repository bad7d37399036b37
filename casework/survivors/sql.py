"""Questions that must cross every centre, answered by the database with the least it can say.

Each function belongs to the system role (SECURITY DEFINER), so the application role can ask the
question without being able to read the rows behind the answer.
"""

IS_REGISTERED = """
CREATE FUNCTION siivbg_is_registered(asked_run bytea, asked_document bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM casework_survivor WHERE run_digest = asked_run)
      OR EXISTS (SELECT 1 FROM casework_survivor WHERE document_digest = asked_document);
$$;
"""

# The masked line of a national search (design 4.2): which record, which centres, since when.
FIND = """
CREATE FUNCTION siivbg_find(asked_run bytea, asked_document bytea)
RETURNS TABLE (survivor_id uuid, centres int[], since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, centre_ids, created_at::date FROM casework_survivor WHERE run_digest = asked_run
  UNION
  SELECT id, centre_ids, created_at::date FROM casework_survivor
  WHERE document_digest = asked_document;
$$;
"""

# Adds one of the asker's own centres to a record; any other centre is refused here too.
ATTEND = """
CREATE FUNCTION siivbg_attend(person uuid, centre int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('app.kind', true), '') <> 'staff'
     OR NOT centre = ANY (nullif(current_setting('app.centres', true), '')::int[]) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not the asker''s centre';
  END IF;
  UPDATE casework_survivor SET centre_ids = centre_ids || centre
    WHERE id = person AND NOT centre = ANY (centre_ids);
  UPDATE casework_datakey SET centre_ids = centre_ids || centre
    WHERE survivor_id = person AND NOT centre = ANY (centre_ids);
END $$;
"""

# What the survivor's door needs to decide, by the digest of the RUN that ClaveUnica proved.
DOOR = """
CREATE FUNCTION siivbg_survivor_door(asked_run bytea)
RETURNS TABLE (survivor_id uuid, mode text, key_hash text, duress_hash text,
               failures int, next_try_at timestamptz, frozen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, d.mode, d.key_hash, d.duress_hash, d.failures, d.next_try_at, d.frozen_at
  FROM casework_survivor s JOIN casework_door d ON d.survivor_id = s.id
  WHERE s.run_digest = asked_run;
$$;
"""

# Outcome of a try at the door: 'right', 'wrong' or 'duress'.
DOOR_TRIED = """
CREATE FUNCTION siivbg_door_tried(person uuid, outcome text, wait_until timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE casework_door SET
    failures = CASE outcome WHEN 'right' THEN 0 WHEN 'wrong' THEN failures + 1 ELSE failures END,
    next_try_at = wait_until,
    duress_at = CASE outcome WHEN 'duress' THEN now() ELSE duress_at END
  WHERE survivor_id = person;
$$;
"""

# Whom a search by name may mean: ids of the newest women of the asker's centres and grants whose
# names have a token of every group. The index of the names serves no statement that row-level
# security guards, so it is asked here; the rows are then read under her policies as any other.
NAMED = """
CREATE FUNCTION siivbg_named(groups jsonb, most int) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  centres int[] := nullif(current_setting('app.centres', true), '')::int[];
  granted uuid[] := nullif(current_setting('app.granted', true), '')::uuid[];
  asked text := '';
  tokens jsonb;
  found uuid[];
BEGIN
  IF coalesce(current_setting('app.kind', true), '') <> 'staff' THEN RETURN ARRAY[]::uuid[]; END IF;
  FOR tokens IN SELECT jsonb_array_elements(groups) LOOP
    asked := asked || format(' AND name_tokens && %L::int[]',
      ARRAY(SELECT jsonb_array_elements_text(tokens)::int));
  END LOOP;
  EXECUTE 'SELECT ARRAY(SELECT id FROM casework_survivor '
    || 'WHERE (centre_ids && $1 OR id = ANY ($2))' || asked
    || ' ORDER BY created_at DESC LIMIT $3)' INTO found USING centres, granted, most;
  RETURN found;
END $$;
ALTER FUNCTION siivbg_named(jsonb, int) OWNER TO siivbg_system;
REVOKE ALL ON FUNCTION siivbg_named(jsonb, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_named(jsonb, int) TO siivbg_app, siivbg_system;
"""

FUNCTIONS = {
    "siivbg_is_registered(bytea, bytea)": IS_REGISTERED,
    "siivbg_find(bytea, bytea)": FIND,
    "siivbg_attend(uuid, int)": ATTEND,
    "siivbg_survivor_door(bytea)": DOOR,
    "siivbg_door_tried(uuid, text, timestamptz)": DOOR_TRIED,
}


def create_all() -> str:
    """Give the SQL that creates every function and hands it to the system role."""
    parts = []
    for signature, body in FUNCTIONS.items():
        parts.append(body)
        parts.append(f"ALTER FUNCTION {signature} OWNER TO siivbg_system;")
        parts.append(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC;")
        parts.append(f"GRANT EXECUTE ON FUNCTION {signature} TO siivbg_app, siivbg_system;")
    return "\n".join(parts)
