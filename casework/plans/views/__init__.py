"""Pages of the plan tab."""
