"""What the database itself refuses about published documents and who read them."""

from casework.access.rls import APP, KIND, OPERATOR, SYSTEM

FREEZE = """
CREATE FUNCTION siivbg_freeze_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version that was published never changes'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON portal_documentversion
  FOR EACH ROW EXECUTE FUNCTION siivbg_freeze_document();
"""
THAW = """
DROP TRIGGER frozen ON portal_documentversion;
DROP FUNCTION siivbg_freeze_document();
"""

# Each operator says for herself what she read; only staff see who did.
PROTECT_READERS = f"""
ALTER TABLE portal_acknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE portal_acknowledgement FORCE ROW LEVEL SECURITY;
REVOKE ALL ON portal_acknowledgement FROM {APP};
GRANT SELECT, INSERT ON portal_acknowledgement TO {APP};
CREATE POLICY system ON portal_acknowledgement TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY staff ON portal_acknowledgement FOR SELECT TO {APP} USING ({KIND} = 'staff');
CREATE POLICY herself ON portal_acknowledgement FOR INSERT TO {APP}
  WITH CHECK ({KIND} = 'staff' AND operator_id = {OPERATOR});
"""
