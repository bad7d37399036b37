"""Nothing goes on the site by one hand: whoever publishes wrote none of it (safety.md AB22)."""
