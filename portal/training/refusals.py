"""Why something about training is not done: the message is for the screen, in kind words."""


class NotNow(ValueError):
    """It cannot be done as things stand; nothing was changed."""


class NotHers(PermissionError):
    """It is for somebody else to do: nobody decides on her own place or signs her own result."""
