"""SQL for files that are not there for an operator. Rooms above replace the function to add to it."""

from casework.access.rls import APP, SYSTEM

# asked: the operator. room: a part of the file. At first only files where she is named (DP-44).
CLOSED = f"""
CREATE FUNCTION siivbg_closed(asked uuid, room text) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT siivbg_barred(asked);
$$;
ALTER FUNCTION siivbg_closed(uuid, text) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_closed(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_closed(uuid, text) TO {APP}, {SYSTEM};
"""
