"""Settings that belong to the ministry: content like any other, published by two persons."""
