"""What one centre's result does to the reviews that other centres had asked for.

Tasks are each centre's own, so no centre can reach another's. The function belongs to the system
role and does one thing: the clock of everybody who waits to assess her again starts anew.
"""

from casework.access.rls import APP

# A clock and an instrument are published and never edited: results were reached by them. Only
# their last day may still be set. A holiday is written or taken out, never changed.
KEEP_RULES = f"""
REVOKE UPDATE, DELETE ON casework_levelclock, casework_instrument FROM {APP};
GRANT UPDATE (valid_to) ON casework_levelclock, casework_instrument TO {APP};
REVOKE UPDATE ON casework_holiday FROM {APP};
"""

ASSESSED = """
CREATE FUNCTION siivbg_risk_assessed(person uuid, until timestamptz, new_level text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine int[] := nullif(current_setting('app.centres', true), '')::int[];
BEGIN
  IF coalesce(current_setting('app.kind', true), '') <> 'staff' OR NOT EXISTS (
    SELECT 1 FROM casework_survivor WHERE id = person AND centre_ids && mine) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not the asker''s file';
  END IF;
  UPDATE casework_task SET due_at = until, level = new_level, updated_at = now()
    WHERE survivor_id = person AND kind = 'risk-review' AND done_at IS NULL
      AND cancelled_at IS NULL AND NOT centre_id = ANY (mine);
END $$;
ALTER FUNCTION siivbg_risk_assessed(uuid, timestamptz, text) OWNER TO siivbg_system;
REVOKE ALL ON FUNCTION siivbg_risk_assessed(uuid, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_risk_assessed(uuid, timestamptz, text)
  TO siivbg_app, siivbg_system;
"""
