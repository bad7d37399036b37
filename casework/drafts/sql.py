"""SQL of the migration: a draft is its writer's and nobody else's."""

from casework.access.rls import APP, SYSTEM
from casework.access.sql import OPERATOR


def protect_own(table: str, *, owner: str = "operator_id", giver: str = "given_by") -> str:
    """Give the SQL that lets only an operator herself at her rows.

    owner: the column with the operator whose row it is. giver: who may add a row for her (the
    words she wrote and somebody replaced) without being able to read her others.
    """
    own = f"{owner} = {OPERATOR}"
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM {APP};
GRANT SELECT, INSERT, UPDATE ON {table} TO {APP};
CREATE POLICY system ON {table} TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY own ON {table} TO {APP} USING ({own}) WITH CHECK ({own});
CREATE POLICY given ON {table} FOR INSERT TO {APP} WITH CHECK ({giver} = {OPERATOR});
"""
