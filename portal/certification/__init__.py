"""Certificates of training: issued, checked by anybody, renewed, revoked, and those of others."""
