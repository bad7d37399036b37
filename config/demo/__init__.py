"""The demo world: a small, fictional, true-to-life Chile."""
