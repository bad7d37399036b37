"""What this room gives to the whole when the product starts."""


def register() -> None:
    """Join the registries of the rooms below."""
