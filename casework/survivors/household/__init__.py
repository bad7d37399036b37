"""Who lives with her and who is in her care, with the least data (law DP-29)."""
