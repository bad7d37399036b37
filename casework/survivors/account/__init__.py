"""Her account: told once, dated, signed, appended to, never asked again (report, principle 1)."""
