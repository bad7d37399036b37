"""SQL of the documents' migration: row-level security and the public page's two questions."""

from casework.access.rls import APP, SYSTEM, protect

# A sealed document is written once. The application may only withdraw it; stamping it later is
# the system's work.
RIGHTS = f"""
{protect("casework_storedfile", survivor_may=("select", "insert"), app_may=("select", "insert"))}
{protect("casework_sealeddocument", survivor_may=("select", "insert", "update"))}
REVOKE UPDATE ON casework_sealeddocument FROM {APP};
GRANT UPDATE (status, withdrawn_at) ON casework_sealeddocument TO {APP};
"""

_ANSWER = (
    "SELECT d.status::text, "
    "(coalesce(d.withdrawn_at, d.issued_at) AT TIME ZONE 'America/Santiago')::date "
    "FROM casework_sealeddocument d WHERE "
)


def _question(name: str, condition: str) -> str:
    """Give a function that tells status and date of one document, and nothing else of it."""
    return f"""
CREATE FUNCTION {name}(asked bytea) RETURNS TABLE (status text, day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ {_ANSWER} {condition} $$;
ALTER FUNCTION {name}(bytea) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION {name}(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {name}(bytea) TO {APP};
"""


QUESTIONS = _question("siivbg_document_by_code", "d.code_digest = asked") + _question(
    "siivbg_document_by_file", "d.sealed_sha256 = asked OR d.unstamped_sha256 = asked"
)

# Whoever asks, whatever the code says: what was withdrawn does not become valid again.
ONE_WAY = """
CREATE FUNCTION siivbg_document_one_way() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.status = 'withdrawn' AND (NEW.status, NEW.withdrawn_at)
    IS DISTINCT FROM (OLD.status, OLD.withdrawn_at) THEN
    RAISE EXCEPTION 'a withdrawn document stays withdrawn';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER one_way BEFORE UPDATE ON casework_sealeddocument
  FOR EACH ROW EXECUTE FUNCTION siivbg_document_one_way();
"""
