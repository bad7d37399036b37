"""The lines of the trayecto that the rows of an invented life leave, made by the database.

Each statement takes the ids of the women.
"""


def _line(kind: str, code: str, target: str, table: str, **columns: str) -> str:
    told = {
        "at": "t.created_at", "until": "NULL::date", "centre_id": "t.centre_id", "level": "''",
        "detail": "'{}'::jsonb", "operator_id": "NULL::uuid", **columns,
    }  # fmt: skip
    names = ", ".join(told)
    values = ", ".join(told.values())
    return (
        f"INSERT INTO casework_trajectoryevent (id, created_at, centre_ids, key_id, survivor_id, "  # noqa: S608 - fixed names
        f"kind, code, target_kind, target_id, {names}) "
        f"SELECT gen_random_uuid(), t.created_at, t.centre_ids, t.key_id, t.survivor_id, "
        f"'{kind}', '{code}', '{target}', t.id, {values} "
        f"FROM {table} WHERE t.survivor_id = ANY (%s)"
    )


_IN_CASE = "casework_{} t JOIN casework_case c ON c.id = t.case_id"

LINES = (
    _line("contact", "registered", "attention", "casework_attention t", at="t.at",
          operator_id="t.operator_id"),
    _line("case", "case", "case", "casework_case t", at="t.opened_at",
          until="(t.closed_at AT TIME ZONE 'America/Santiago')::date", operator_id="t.in_charge",
          detail="jsonb_build_object('stage', t.stage, 'exit', t.exit_reason_id, 'since', "
                 "(t.stage_since AT TIME ZONE 'America/Santiago')::date, "
                 "'in_charge', t.in_charge)"),
    _line("case", "moved", "case_move", _IN_CASE.format("casemove"), at="t.at",
          centre_id="c.centre_id", operator_id="t.operator_id",
          detail="jsonb_build_object('before', t.before, 'after', t.after)"),
    _line("session", "session", "session", _IN_CASE.format("session"), at="t.at",
          centre_id="c.centre_id", operator_id="t.operator_id",
          detail="jsonb_build_object('kind', t.kind, 'attendance', t.attendance)"),
    _line("episode", "episode", "episode", "casework_episode t",
          at="t.starts_on::timestamp AT TIME ZONE 'America/Santiago'", level="t.risk_level",
          operator_id="t.written_by",
          detail="jsonb_build_object('forms', array_to_string(t.forms, ','), "
                 "'severity', t.severity)"),
    _line("risk", "assessed", "risk", "casework_riskresult t", at="t.assessed_at",
          level="t.level", operator_id="t.applied_by"),
    _line("referral", "referred-out", "referral", "casework_referral t",
          at="t.on_day::timestamp AT TIME ZONE 'America/Santiago'", operator_id="t.recorded_by",
          detail="jsonb_build_object('institution', t.institution_id)"),
    _line("case", "follow-up", "follow_up",
          _IN_CASE.format("followup") + " AND t.done_at IS NOT NULL", at="t.done_at",
          centre_id="c.centre_id", operator_id="t.done_by",
          detail="jsonb_build_object('months', t.months, 'result', t.result)"),
)  # fmt: skip
