"""The hash chain: how a row becomes bytes, and the trigger that links it to the one before.

The bytes are defined once, here, in SQL built from PostgreSQL's own functions: the trigger uses
the text to make a row's hash, and `verify` puts the same text into its query and hashes in
Python, so that replacing a stored function cannot make a forged row look right.
"""

LANES = 32
ADVISORY_CLASS = 20675  # space of the advisory locks that choose a lane


def _microseconds(column: str) -> str:
    return f"(extract(epoch FROM {column}) * 1000000)::bigint"


COLUMNS = (
    "id", "created_at", "at", "actor_kind", "actor_id", "actor_level", "actor_centre", "verb",
    "target_kind", "target_id", "subject", "purpose", "request_id", "origin", "detail",
    "centre_ids", "lane", "seq", "prev_hash",
)  # fmt: skip


def _text(column: str, row: str) -> str:
    name = f"{row}.{column}"
    if column in {"at", "created_at"}:
        name = _microseconds(name)
    elif column == "prev_hash":
        name = f"encode({name}, 'hex')"
    return f"({name})::text"


def canonical(row: str) -> str:
    """Give the SQL text of a row's canonical form. row: an alias, or NEW.

    Every value is written as its length in bytes, a colon and itself; a missing one as "~". So
    no two different rows share a form, whatever their texts hold.
    """
    parts = []
    for column in COLUMNS:
        value = _text(column, row)
        parts.append(f"coalesce(octet_length({value}) || ':' || {value}, '~')")
    return "'1|' || " + " || ',' || ".join(parts)


# The lane is the first free one, beginning at this backend's own number: two transactions
# wait for each other only when all lanes are busy. It stays locked until the transaction
# ends, because the next row of the lane needs to know that this one is there to stay.
CHAIN = f"""
CREATE FUNCTION siivbg_audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  mine integer;
  last casework_auditlane;
BEGIN
  FOR turn IN 0..{LANES - 1} LOOP
    mine := (pg_backend_pid() + turn) % {LANES};
    EXIT WHEN pg_try_advisory_xact_lock({ADVISORY_CLASS}, mine);
    mine := NULL;
  END LOOP;
  IF mine IS NULL THEN
    mine := pg_backend_pid() % {LANES};
    PERFORM pg_advisory_xact_lock({ADVISORY_CLASS}, mine);
  END IF;
  SELECT * INTO STRICT last FROM casework_auditlane WHERE lane = mine FOR UPDATE;
  NEW.created_at := clock_timestamp();
  NEW.centre_ids := siivbg_audit_centres(NEW.subject, NEW.centre_ids);
  NEW.lane := mine;
  NEW.seq := last.seq + 1;
  NEW.prev_hash := last.head;
  NEW.hash := sha256(convert_to({canonical("NEW")}, 'UTF8'));
  UPDATE casework_auditlane SET seq = NEW.seq, head = NEW.hash WHERE lane = mine;
  -- Lets this statement, and no later one, return the row it wrote (policy just_written).
  PERFORM set_config('app.audit_event', NEW.id || '@' || statement_timestamp(), true);
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION siivbg_audit_chain() FROM PUBLIC;
CREATE TRIGGER chain BEFORE INSERT ON casework_auditevent
  FOR EACH ROW EXECUTE FUNCTION siivbg_audit_chain();
"""
