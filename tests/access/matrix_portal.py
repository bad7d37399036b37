"""Rows of the matrix for what is public about data: the same for everybody."""

from tests.access.matrix import public

ROWS = (
    public("register", 200),
    public("register-csv", 200),
    public("phones", 200),
    public("phones-english", 200),
    public("agreements", 200),
    public("notice-versions", 200),
    public("notice-version", 200, make=lambda world: ["es", 1]),
    public("notice-changes", 404, make=lambda world: ["es", 1]),
)
