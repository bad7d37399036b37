"""What the database itself does about a wrong match, and about a receipt asked for from outside.

The request leaves the centre that worked on it, so that centre may not write the change itself.
"""

from casework.access.rls import APP, CENTRES, OPERATOR, SYSTEM

from ..sql import ANSWERS, BARRED, TABLE, _child

FIX = "complaints_matchfix"
OPEN_STATES = "('filed', 'identifying', 'completing', 'held', 'working')"

PROTECT = (
    _child(FIX)
    + f"""
GRANT UPDATE (settled_by, settled_at, agreed) ON {FIX} TO {APP};
CREATE POLICY settled ON {FIX} FOR UPDATE TO {APP}
  USING (settled_at IS NULL AND told_by <> {OPERATOR}::uuid
    AND EXISTS (SELECT 1 FROM {TABLE} r WHERE r.id = {FIX}.request_id))
  WITH CHECK (settled_by = {OPERATOR}::uuid AND NOT agreed);
"""
)

# Two people, one of them the officer; nothing of another woman's stays on it.
REMATCH = f"""
CREATE FUNCTION siivbg_rematch(chosen uuid, moment timestamptz)
RETURNS TABLE (left_person uuid, person uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE f {FIX}%ROWTYPE; r {TABLE}%ROWTYPE; whose uuid; centres int[];
BEGIN
  SELECT * INTO f FROM {FIX} x WHERE x.id = chosen AND x.settled_at IS NULL FOR UPDATE;
  SELECT * INTO r FROM {TABLE} x WHERE x.id = f.request_id FOR UPDATE;
  IF f.id IS NULL OR f.told_by = {OPERATOR}::uuid OR NOT (f.by_officer OR {ANSWERS})
     OR NOT ({ANSWERS} OR r.centre_ids && {CENTRES})
     OR r.survivor_id = ANY ({BARRED}) OR r.state NOT IN {OPEN_STATES}
     OR EXISTS (SELECT 1 FROM complaints_copypart c WHERE c.request_id = r.id)
     OR EXISTS (SELECT 1 FROM complaints_discrepancy d WHERE d.request_id = r.id) THEN
    RAISE insufficient_privilege USING MESSAGE = 'not for this person to settle, or not now';
  END IF;
  SELECT s.id, s.centre_ids INTO whose, centres FROM casework_survivor s
    WHERE s.merged_into_id IS NULL AND s.run_digest = f.to_digest LIMIT 1;
  UPDATE {TABLE} SET survivor_id = whose, centre_ids = coalesce(centres, '{{}}'),
      centre_id = centres[1], assigned_to = NULL, document_digest = NULL,
      run_digest = coalesce(f.to_digest, sha256(convert_to(r.id::text, 'UTF8')))
    WHERE id = r.id;
  UPDATE {FIX} SET settled_by = {OPERATOR}::uuid, settled_at = moment, agreed = true
    WHERE id = f.id;
  UPDATE complaints_objection SET survivor_id = whose WHERE request_id = r.id;
  UPDATE complaints_block SET survivor_id = whose WHERE request_id = r.id;
  RETURN QUERY SELECT r.survivor_id, whose;
END $$;
ALTER FUNCTION siivbg_rematch(uuid, timestamptz) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_rematch(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_rematch(uuid, timestamptz) TO {APP};
"""

# The receipt of what this RUN asked from visits that were not open: nothing else, and no more than
# its list says already.
RECEIPT = f"""
CREATE FUNCTION siivbg_my_receipt(asked bytea, the_number text)
RETURNS TABLE (request_id uuid, key_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, r.key_id FROM {TABLE} r
  WHERE r.run_digest = asked AND r.neutral AND r.filer = 'self' AND r.number = the_number;
$$;
ALTER FUNCTION siivbg_my_receipt(bytea, text) OWNER TO {SYSTEM};
REVOKE ALL ON FUNCTION siivbg_my_receipt(bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siivbg_my_receipt(bytea, text) TO {APP};
"""


def create_all() -> str:
    """Give all of it, in order."""
    return "\n".join([PROTECT, REMATCH, RECEIPT])
