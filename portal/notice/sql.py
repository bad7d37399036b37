"""What the database itself refuses: to change or drop a notice that was in force (law DP-50)."""

FREEZE = """
CREATE FUNCTION siivbg_freeze_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a notice that was in force never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON portal_noticeversion
  FOR EACH ROW EXECUTE FUNCTION siivbg_freeze_notice();
"""
THAW = """
DROP TRIGGER frozen ON portal_noticeversion;
DROP FUNCTION siivbg_freeze_notice();
"""
