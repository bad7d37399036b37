"""Row-level security of visits: a row shows itself only to whoever brings its cookie."""

TABLE = "selfservice_visit"
MINE = "token_digest = (select nullif(current_setting('app.visit', true), ''))"

PROTECT = f"""
ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {TABLE} FROM siivbg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLE} TO siivbg_app;
CREATE POLICY system ON {TABLE} TO siivbg_system USING (true) WITH CHECK (true);
CREATE POLICY cookie ON {TABLE} TO siivbg_app USING ({MINE}) WITH CHECK ({MINE});
"""
