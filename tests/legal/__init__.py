"""Legal processes, measures and the duty to report."""
