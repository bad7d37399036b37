"""SQL that keeps messages as they were: moves only forwards, words as she picked them."""

from casework.access.rls import APP, follow_survivor, protect

# They follow her: whoever attends her may stop everything on the telephone. She stops it herself in
# her own space; there the words of her voice are not shown: somebody may be reading with her.
HERS = ("casework_messageoptin", "casework_message")
WORDS = "casework_callerwords"
PROTECT = "\n".join(
    [
        *(protect(one, survivor_may=("select", "update")) + follow_survivor(one) for one in HERS),
        protect(WORDS) + follow_survivor(WORDS),
    ]
)

# What was sent, or perhaps sent, is over: no program sends it a second time (never twice).
KEEP_ENDED = """
CREATE FUNCTION siivbg_keep_ended_messages() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state NOT IN ('waiting', 'taken') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'A message that ended is not sent again.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_ended BEFORE UPDATE ON casework_message
  FOR EACH ROW EXECUTE FUNCTION siivbg_keep_ended_messages();
"""

# A text is published and never edited: she picked those very words.
KEEP_WORDS = f"""
REVOKE UPDATE, DELETE ON casework_neutraltext FROM {APP};
GRANT UPDATE (valid_to) ON casework_neutraltext TO {APP};
REVOKE DELETE ON casework_messagepause FROM {APP};
"""
