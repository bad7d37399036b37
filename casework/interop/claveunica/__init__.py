"""Login with ClaveUnica, the State's identity provider."""
