"""Measuring: a synthetic registry of any size, and one table of ratios beside their limits."""
