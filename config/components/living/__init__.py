"""The living page: every component in use, with fictional people. Development only."""
