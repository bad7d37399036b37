"""News of the site: short, dated, with a feed that needs no account."""
