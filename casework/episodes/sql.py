"""What only the database may know of aggressors, told with the least that serves.

The functions belong to the system role: the application asks, and never reads the rows behind
the answer. Conflicts are found by trigger, so that no way of writing a RUN goes around them.
"""

from casework.access.rls import APP, CENTRES, OPERATOR, SYSTEM, bar

_HEAD = "SECURITY DEFINER SET search_path = public, pg_temp AS $$"
_NO_CASE = "INSERT, UPDATE, DELETE"

# The files that are not there for an operator.
BARRED = f"""
CREATE FUNCTION siivbg_barred(asked uuid) RETURNS uuid[] LANGUAGE sql STABLE {_HEAD}
  SELECT coalesce(array_agg(survivor_id), '{{}}') FROM casework_conflict
  WHERE operator_id = asked AND lifted_at IS NULL;
$$;
"""

# Writes and lifts the conflicts of one file: a RUN named in it that is an operator's.
CONFLICTS_OF_FILE = f"""
CREATE FUNCTION siivbg_conflicts_of_file(person uuid) RETURNS void LANGUAGE sql {_HEAD}
  UPDATE casework_conflict c SET lifted_at = now()
  WHERE c.survivor_id = person AND c.lifted_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM casework_aggressor a JOIN casework_operator o USING (run_digest)
    WHERE a.survivor_id = person AND a.withdrawn_at IS NULL AND o.id = c.operator_id);
  INSERT INTO casework_conflict (id, created_at, operator_id, survivor_id, centre_ids)
  SELECT gen_random_uuid(), now(), o.id, person, a.centre_ids
  FROM casework_aggressor a JOIN casework_operator o USING (run_digest)
  WHERE a.survivor_id = person AND a.withdrawn_at IS NULL
  ON CONFLICT DO NOTHING;
$$;
"""

CONFLICT_TRIGGERS = f"""
CREATE FUNCTION siivbg_aggressor_named() RETURNS trigger LANGUAGE plpgsql {_HEAD}
BEGIN
  PERFORM siivbg_conflicts_of_file(NEW.survivor_id);
  RETURN NULL;
END $$;
CREATE FUNCTION siivbg_operator_named() RETURNS trigger LANGUAGE plpgsql {_HEAD}
BEGIN
  PERFORM siivbg_conflicts_of_file(file) FROM (
    SELECT survivor_id AS file FROM casework_aggressor WHERE run_digest = NEW.run_digest
    UNION SELECT survivor_id FROM casework_conflict
      WHERE operator_id = NEW.id AND lifted_at IS NULL) files;
  RETURN NULL;
END $$;
ALTER FUNCTION siivbg_aggressor_named() OWNER TO {SYSTEM};
ALTER FUNCTION siivbg_operator_named() OWNER TO {SYSTEM};
CREATE TRIGGER aggressor_named AFTER INSERT OR UPDATE OF run_digest, withdrawn_at
  ON casework_aggressor FOR EACH ROW EXECUTE FUNCTION siivbg_aggressor_named();
CREATE TRIGGER operator_named AFTER INSERT OR UPDATE OF run_digest
  ON casework_operator FOR EACH ROW EXECUTE FUNCTION siivbg_operator_named();
"""

# Conflicts the log was not told of yet; whoever asks writes them down in the same transaction.
ANNOUNCE = f"""
CREATE FUNCTION siivbg_announce_conflicts(person uuid)
RETURNS TABLE (operator uuid, file uuid) LANGUAGE sql {_HEAD}
  UPDATE casework_conflict SET announced_at = now()
  WHERE announced_at IS NULL AND (person IS NULL OR survivor_id = person)
  RETURNING operator_id, survivor_id;
$$;
"""

# In how many other files the same RUN or document is named: a number, for files in scope only.
OTHER_FILES = f"""
CREATE FUNCTION siivbg_other_files(asked uuid[])
RETURNS TABLE (aggressor uuid, others int, exact boolean) LANGUAGE sql STABLE {_HEAD}
  WITH policy AS (SELECT NOT EXISTS (SELECT 1 FROM casework_episodenumber
    WHERE code = 'match.show_count' AND value = 0 AND valid_to IS NULL) AS exact)
  SELECT mine.id,
    CASE WHEN policy.exact THEN found.others ELSE least(found.others, 1) END, policy.exact
  FROM casework_aggressor mine CROSS JOIN policy CROSS JOIN LATERAL (
    SELECT count(DISTINCT other.survivor_id)::int AS others FROM casework_aggressor other
    WHERE other.survivor_id <> mine.survivor_id AND other.withdrawn_at IS NULL
      AND (other.run_digest = mine.run_digest OR other.document_digest = mine.document_digest)
  ) found
  WHERE mine.id = ANY (asked) AND found.others > 0
    AND current_setting('app.kind', true) = 'staff' AND mine.centre_ids && {CENTRES}
    AND mine.survivor_id <> ALL ((select siivbg_barred({OPERATOR}))::uuid[]);
$$;
"""

# Whether a RUN or document is that of somebody named as aggressor in her file (law DP-44).
IS_HER_AGGRESSOR = f"""
CREATE FUNCTION siivbg_is_her_aggressor(person uuid, asked_run bytea, asked_document bytea)
RETURNS boolean LANGUAGE sql STABLE {_HEAD}
  SELECT EXISTS (SELECT 1 FROM casework_aggressor WHERE survivor_id = person
    AND withdrawn_at IS NULL AND (run_digest = asked_run OR document_digest = asked_document));
$$;
"""

# Whether she suffered sexual violence: her identity is then reserved (law VG-17, DP-45).
HAS_SEXUAL = f"""
CREATE FUNCTION siivbg_has_sexual_episode(person uuid) RETURNS boolean LANGUAGE sql STABLE {_HEAD}
  SELECT EXISTS (SELECT 1 FROM casework_episode e WHERE e.survivor_id = person
    AND e.withdrawn_at IS NULL
    AND e.forms && ARRAY(SELECT code FROM casework_violenceform WHERE sexual));
$$;
"""

# The national search and the opening of an attention, blind to who is in conflict (design 4.2).
FIND = f"""
CREATE OR REPLACE FUNCTION siivbg_find(asked_run bytea, asked_document bytea)
RETURNS TABLE (survivor_id uuid, centres int[], since date) LANGUAGE sql STABLE {_HEAD}
  SELECT id, centre_ids, created_at::date FROM casework_survivor
  WHERE (run_digest = asked_run OR document_digest = asked_document)
    AND id <> ALL ((select siivbg_barred({OPERATOR}))::uuid[]);
$$;
"""
ATTEND = f"""
CREATE OR REPLACE FUNCTION siivbg_attend(person uuid, centre int) RETURNS void
LANGUAGE plpgsql {_HEAD}
BEGIN
  IF coalesce(current_setting('app.kind', true), '') <> 'staff'
     OR NOT centre = ANY (nullif(current_setting('app.centres', true), '')::int[]) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not the asker''s centre';
  END IF;
  IF person = ANY (siivbg_barred({OPERATOR})) THEN RETURN; END IF;
  UPDATE casework_survivor SET centre_ids = centre_ids || centre
    WHERE id = person AND NOT centre = ANY (centre_ids);
  UPDATE casework_datakey SET centre_ids = centre_ids || centre
    WHERE survivor_id = person AND NOT centre = ANY (centre_ids);
END $$;
"""

FUNCTIONS = {
    "siivbg_barred(uuid)": BARRED,
    "siivbg_conflicts_of_file(uuid)": CONFLICTS_OF_FILE,
    "siivbg_announce_conflicts(uuid)": ANNOUNCE,
    "siivbg_other_files(uuid[])": OTHER_FILES,
    "siivbg_is_her_aggressor(uuid, bytea, bytea)": IS_HER_AGGRESSOR,
    "siivbg_has_sexual_episode(uuid)": HAS_SEXUAL,
}
INTERNAL = {"siivbg_conflicts_of_file(uuid)"}

# Who may know that somebody may not see a file: other people of her centres, and who reads the
# log. Never the one it is about. Nobody writes it but the triggers.
PROTECT_CONFLICTS = f"""
ALTER TABLE casework_conflict ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework_conflict FORCE ROW LEVEL SECURITY;
REVOKE ALL ON casework_conflict FROM {APP};
GRANT SELECT ON casework_conflict TO {APP};
CREATE POLICY system ON casework_conflict TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY others ON casework_conflict FOR SELECT TO {APP}
  USING (operator_id IS DISTINCT FROM {OPERATOR}
    AND (centre_ids && {CENTRES} OR current_setting('app.log', true) = 'on'));
CREATE INDEX casework_conflict_centres ON casework_conflict USING gin (centre_ids);
"""

_TODAY = "(now() AT TIME ZONE 'America/Santiago')::date"
_IN_TIME = f"centre_ids && {CENTRES} AND expires_on >= {_TODAY}"

# Own centre only, until the day; no grant opens it, and nothing is changed once written.
PROTECT_BACKGROUND = f"""
ALTER TABLE casework_backgroundnote ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework_backgroundnote FORCE ROW LEVEL SECURITY;
REVOKE ALL ON casework_backgroundnote FROM {APP};
GRANT SELECT, INSERT ON casework_backgroundnote TO {APP};
CREATE POLICY system ON casework_backgroundnote TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY own_centre ON casework_backgroundnote TO {APP}
  USING ({_IN_TIME}) WITH CHECK ({_IN_TIME});
CREATE INDEX casework_backgroundnote_centres ON casework_backgroundnote USING gin (centre_ids);
{bar("casework_backgroundnote")}
"""

# The policy of `rls.bar` on every table about a woman that was there before.
BAR_ALL = f"""
DO $all$ DECLARE one record; BEGIN
  FOR one IN SELECT c.relname AS name, a.attname AS person FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relkind = 'r'
      AND a.attname = CASE c.relname WHEN 'casework_survivor' THEN 'id' ELSE 'survivor_id' END
      AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'barred')
  LOOP
    EXECUTE format('CREATE POLICY barred ON %I AS RESTRICTIVE TO {APP} USING '
      '(%I IS NULL OR %I <> ALL ((select siivbg_barred(%s))::uuid[]))', one.name, one.person,
      one.person, $op$ {OPERATOR} $op$);
  END LOOP;
END $all$;
"""

CODE_LISTS = "".join(
    f"REVOKE {_NO_CASE} ON casework_{table} FROM {APP};"
    for table in ("violenceform", "episodeoption", "episodenumber")
)


def functions() -> str:
    """Give the SQL that makes every function and hands it to the system role."""
    parts = []
    for signature, body in FUNCTIONS.items():
        callers = SYSTEM if signature in INTERNAL else f"{APP}, {SYSTEM}"
        parts += [
            body,
            f"ALTER FUNCTION {signature} OWNER TO {SYSTEM};",
            f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC;",
            f"GRANT EXECUTE ON FUNCTION {signature} TO {callers};",
        ]
    return "\n".join([*parts, CONFLICT_TRIGGERS, FIND, ATTEND])
