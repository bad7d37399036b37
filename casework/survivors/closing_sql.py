"""SQL for files that are not there for an operator. Rooms above replace it to add to it."""

from casework.access.rls import APP, SYSTEM

# asked: the operator. room: a part of the file. At first only files where she is named (DP-44).
CLOSED = f"""
CREATE FUNCTION siivbg_closed(asked uuid, room text) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT siivbg_barred(asked);
$$;
CREATE FUNCTION siivbg_apart(person uuid, asked uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY[]::text[];
$$;
ALTER FUNCTION siivbg_closed(uuid, text) OWNER TO {SYSTEM};
ALTER FUNCTION siivbg_apart(uuid, uuid) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_closed(uuid, text), siivbg_apart(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_closed(uuid, text), siivbg_apart(uuid, uuid) TO {APP}, {SYSTEM};
"""
