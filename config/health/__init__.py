"""Health probes for whoever watches the product from outside (design 10)."""
