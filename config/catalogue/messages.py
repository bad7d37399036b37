"""What a message is: the words, their context, and the files that say them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate, as found in one place."""

    text: str
    plural: str | None = None
    context: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes two messages the same one."""
        return self.context, self.text

    @property
    def has_placeholders(self) -> bool:
        """Say whether values are put into the text (`%(name)s`)."""
        return "%(" in self.text or "%(" in (self.plural or "")


class NotExtractable(ValueError):
    """A text for translation that is not written out whole in the source."""


@dataclass(slots=True)
class Found:
    """All messages of the sources, with the files that use each."""

    messages: dict[tuple[str | None, str], Message] = field(default_factory=dict)
    files: dict[tuple[str | None, str], set[str]] = field(default_factory=dict)

    def add(self, message: Message, path: str) -> None:
        """Take in one message; a plural form wins over the same text without one."""
        known = self.messages.get(message.key)
        if known is None or known.plural is None:
            self.messages[message.key] = message
        self.files.setdefault(message.key, set()).add(path)
