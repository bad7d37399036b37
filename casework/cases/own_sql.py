"""What she does alone in her own space closes the step that asked a worker to do it with her."""

from casework.access.rls import APP, SURVIVOR, SYSTEM

# Her session reads no task of her team. This closes hers of one kind and tells her nothing.
I_DID = f"""
CREATE FUNCTION siivbg_i_did(what text, at timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  UPDATE casework_task SET done_at = at
  WHERE survivor_id = {SURVIVOR} AND kind = what AND what IN ('do-consent')
    AND target_kind IN ('step', 'survivor') AND done_at IS NULL AND cancelled_at IS NULL;
$$;
ALTER FUNCTION siivbg_i_did(text, timestamptz) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_i_did(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_i_did(text, timestamptz) TO {APP}, {SYSTEM};
"""  # noqa: S608 - names written above
