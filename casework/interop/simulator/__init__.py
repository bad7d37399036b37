"""A stand-in for the identity provider: same protocol, fictional people. Development only."""
