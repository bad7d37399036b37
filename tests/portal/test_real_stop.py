"""The database goes away for real, comes back, and goes away again: nobody waits for long."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

FIRST = 3.0  # seconds the first visitor waits at most; DATABASE_WAIT_SECONDS are two of them
NEXT = 0.5


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="stands before the embedded server only")
def test_the_database_stops_twice_and_help_is_there_at_once(
    own_database: None, tmp_path: Path
) -> None:
    database = connection.settings_dict
    own = tmp_path / ".s.PGSQL.5432"
    real = Path(str(database["HOST"])) / f".s.PGSQL.{database['PORT']}"
    url = f"postgresql:///{database['NAME']}?host={tmp_path}&port=5432&user=postgres"
    told = subprocess.run(
        [sys.executable, "-m", "tests.portal.stopping", str(real), str(own)],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "SIIVBG_ENV": "development", "SIIVBG_VAR": str(tmp_path / "var"),
             "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-2000:]
    rounds = json.loads(told.stdout)
    assert len(rounds) == len("ab")
    for one in rounds:
        assert [(status, copied) for status, _took, copied in one["before"]] == [(200, False)] * 2
        status, took, copied = one["first"]
        assert (status, copied) == (200, True)
        assert took < FIRST
        assert {status for status, _took, _copied in one["visitors"]} == {200}
        assert max(took for _status, took, _copied in one["visitors"]) < NEXT
        assert one["after"][0] == 200 and not one["after"][2]
