"""What the database itself refuses: to change words she already answered, or her answers."""

from casework.access.rls import follow_survivor, protect

# Her records are written once: no update, no delete, for anybody.
PERSON_TABLES = ("consent_consentrecord", "consent_consentdecision")
PERSONS = "\n".join(
    [
        protect(table, survivor_may=("select", "insert"), app_may=("select", "insert"))
        + follow_survivor(table)
        for table in PERSON_TABLES
    ]
    + [
        protect("consent_relatedanswer", app_may=("select", "insert")),
        follow_survivor("consent_relatedanswer"),
    ]
)

# A text in force keeps its words for ever; only its stage moves on to "retired".
FREEZE = """
CREATE FUNCTION siivbg_freeze_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage NOT IN ('approved', 'retired') THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.stage = 'approved' AND NEW.stage IN ('approved', 'retired')
     AND to_jsonb(NEW) - 'stage' = to_jsonb(OLD) - 'stage' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a text that was in force never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON consent_consenttext
  FOR EACH ROW EXECUTE FUNCTION siivbg_freeze_text();
CREATE FUNCTION siivbg_freeze_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE parent bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.text_id ELSE OLD.text_id END;
BEGIN
  IF EXISTS (SELECT 1 FROM consent_consenttext t
             WHERE t.id = parent AND t.stage IN ('approved', 'retired')) THEN
    RAISE EXCEPTION 'a text that was in force never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON consent_consentitem
  FOR EACH ROW EXECUTE FUNCTION siivbg_freeze_item();
"""

# What a record lacked and was brought later: added by staff, read by her, changed by nobody.
CONFIRMATIONS = protect(
    "consent_consentconfirmation", survivor_may=("select",), app_may=("select", "insert")
) + follow_survivor("consent_consentconfirmation")
