"""What the cleaners share: the refusal."""


class Unsafe(Exception):
    """The file cannot be made harmless. reason: a code of uploads.REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
