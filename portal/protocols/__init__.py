"""Protocols and technical guidelines: written as pages, kept in versions, driving the work."""
