"""Registrations that a worker could not make and that pass to the head of the centre."""
