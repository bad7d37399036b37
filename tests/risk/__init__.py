"""Risk results: their rules, clocks, history and screens."""
