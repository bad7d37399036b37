"""Training: courses written as pages, taught in editions, passed, and certified."""
