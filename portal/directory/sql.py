"""SQL of the migration: what the ORM cannot say about the directory."""

# Whoever writes to the database, a shelter has no entry: neither a new one nor one moved to it.
NO_SECRETS = """
CREATE FUNCTION siivbg_no_secret_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM casework_centre c JOIN casework_centrekind k ON k.code = c.kind_id
             WHERE c.id = NEW.centre_id AND k.secret) THEN
    RAISE EXCEPTION 'the directory never shows a centre of a secret kind'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER siivbg_no_secret_listing BEFORE INSERT OR UPDATE ON portal_listing
  FOR EACH ROW EXECUTE FUNCTION siivbg_no_secret_listing();
"""
ALLOW = """
DROP TRIGGER siivbg_no_secret_listing ON portal_listing;
DROP FUNCTION siivbg_no_secret_listing();
"""
