"""SQL that keeps a protocol as it was used: what a case was worked by can be read years later."""

from casework.access.rls import APP, SYSTEM

# The functions belong to the system role: whoever asks sees only her own centre's cases, but a
# version is in use wherever it is used.
KEEP_AS_USED = f"""
CREATE FUNCTION siivbg_protocol_used(asked uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM casework_caseprotocol WHERE protocol_id = asked)
      OR EXISTS (SELECT 1 FROM casework_task t JOIN casework_protocolstep s ON s.id = t.step_id
                 WHERE s.protocol_id = asked)
$$;
ALTER FUNCTION siivbg_protocol_used(uuid) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_protocol_used(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_protocol_used(uuid) TO {APP}, {SYSTEM};

CREATE FUNCTION siivbg_keep_steps() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF siivbg_protocol_used(CASE TG_OP WHEN 'INSERT' THEN NEW.protocol_id ELSE OLD.protocol_id END)
  THEN RAISE EXCEPTION 'A protocol in use does not change: publish a new version.'
    USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep_steps BEFORE INSERT OR UPDATE OR DELETE ON casework_protocolstep
  FOR EACH ROW EXECUTE FUNCTION siivbg_keep_steps();

CREATE FUNCTION siivbg_keep_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF siivbg_protocol_used(OLD.id) AND (TG_OP = 'DELETE' OR
     (to_jsonb(NEW) - 'valid_to') IS DISTINCT FROM (to_jsonb(OLD) - 'valid_to'))
  THEN RAISE EXCEPTION 'A protocol in use does not change: publish a new version.'
    USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep_version BEFORE UPDATE OR DELETE ON casework_protocolversion
  FOR EACH ROW EXECUTE FUNCTION siivbg_keep_version();
REVOKE DELETE ON casework_protocolversion, casework_protocolstep FROM {APP};
"""

# How many open cases are worked by each version of a protocol: numbers only, of the whole country,
# for whoever publishes the next one.
COUNT_CASES = f"""
CREATE FUNCTION siivbg_cases_by_version(asked text) RETURNS TABLE (version int, cases bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.version::int, count(*) FROM casework_protocolversion v
    JOIN casework_caseprotocol p ON p.protocol_id = v.id
    JOIN casework_case c ON c.id = p.case_id AND c.closed_at IS NULL
  WHERE v.code = asked GROUP BY v.version ORDER BY v.version
$$;
ALTER FUNCTION siivbg_cases_by_version(text) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_cases_by_version(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_cases_by_version(text) TO {APP}, {SYSTEM};
"""
