"""SQL of the waiting list: a rule is published and never edited, and one is there from the start.

The first rule is a proposal (domain.md 2.4 and 3.4, [D]); the ministry replaces it by another.
"""

import json

from casework.access.rls import APP

PROPOSAL = {
    "risk": {"NO_EVALUADO": 20, "BAJO": 5, "MEDIO": 20, "ALTO": 40, "VITAL": 80},
    "day": 1,
    "longest": 365,
    "raised": 500,
    "factors": {
        "pregnant": 10, "young_child": 8, "children": 4, "disability": 8, "older": 6,
        "underage": 15, "lives_with": 12, "no_network": 6, "no_income": 4, "rural": 4, "papers": 4,
    },
}  # fmt: skip

KEEP_RULES = f"""
REVOKE UPDATE, DELETE ON casework_waitingrule FROM {APP};
GRANT UPDATE (valid_to) ON casework_waitingrule TO {APP};
"""
FIRST_RULE = f"""
INSERT INTO casework_waitingrule (id, created_at, version, title, proposal, weights)
VALUES (gen_random_uuid(), now(), 1, 'Orden propuesto: riesgo, tiempo de espera y vulnerabilidad',
        true, '{json.dumps(PROPOSAL)}');
"""

# The first proposal let a year of waiting outweigh a vital risk. Here a level weighs more than all
# the waiting and vulnerability of the level below it; days count up to half a year.
RISK_FIRST = PROPOSAL | {
    "risk": {"NO_EVALUADO": 200, "BAJO": 50, "MEDIO": 200, "ALTO": 500, "VITAL": 800},
    "longest": 180,
}
SECOND_RULE = f"""
INSERT INTO casework_waitingrule (id, created_at, version, title, proposal, weights)
SELECT gen_random_uuid(), now(), 2, 'Orden propuesto: primero el riesgo, luego el tiempo de espera '
        'y la vulnerabilidad', true, '{json.dumps(RISK_FIRST)}'
WHERE NOT EXISTS (SELECT FROM casework_waitingrule WHERE version = 2);
"""
