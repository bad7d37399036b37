"""What to say when a word too many puts her in danger (safety.md 1.2). Short: read while talking.

Texts of ours. The same sentence for everybody, so that it tells nothing.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Script:
    """slug: of its address. say: sentences to read aloud. do, never: what else."""

    slug: str
    title: Promise
    when: Promise
    say: tuple[Promise, ...]
    do: tuple[Promise, ...]
    never: tuple[Promise, ...]


_ALL = (
    Script(
        "preguntan-por-ella",
        _("Somebody asks whether a woman is registered"),
        _("By telephone, at the desk, by letter: a husband, a mother, a lawyer, a colleague, "
          "another service. Also when the voice says that it is she."),
        (
            _("“I do not give information about any person, whoever it is. I answer everybody "
              "the same.”"),
            _("“If you want to know what data of your own are kept, you can ask in writing. I "
              "tell you how.”"),
            _("“If somebody is in danger now, call 133. For guidance, 1455.”"),
        ),
        (
            _("Say it before you search. If you searched, say the same."),
            _("Write down afterwards who asked, and tell your head of centre."),
        ),
        (
            _("“She is not here”, “she no longer comes”, “I cannot tell you about her”: each one "
              "tells something."),
            _("Take a message for her, or promise to call back."),
            _("Ask questions to find out who it is: whoever lives with her knows the answers."),
        ),
    ),
    Script(
        "alguien-a-su-lado",
        _("She says that somebody is beside her"),
        _("You called her or she called you, and she cannot talk: she says so, says the agreed "
          "words, or answers as if you were somebody else."),
        (
            _("“Wrong number, excuse me.” And hang up, if it was you who called."),
            _("“Just say yes or no. Shall I close everything now?”"),
            _("“Are you in danger now? Say only yes or no.”"),
        ),
        (
            _("If she said yes to closing: in her file, “She is calling: close everything”. One "
              "press, and it is done while she is on the line."),
            _("If she is in danger: 133, from another telephone, without hanging up."),
            _("Afterwards wait for her hours. She calls, or you agree on a safe contact anew."),
        ),
        (
            _("Say the name of the centre, or why you call."),
            _("Call again, write, or leave a voice message."),
            _("Ask her to explain. She has given all she can."),
        ),
    ),
    Script(
        "pide-reabrir",
        _("She asks to open it again"),
        _("Her space or her messages were closed, and somebody asks to have them back."),
        (
            _("“I can. For that we talk calmly, you and I, at the centre or when I call you at "
              "the hour we agreed.”"),
            _("“Who has your telephone now? Did anybody ask you to open it?”"),
            _("“It can stay closed as long as you want. Nothing is lost.”"),
        ),
        (
            _("Listen for the agreed words, then end the call. Talk with her in person, or call "
              "the safe contact that was known before it was closed."),
            _("Agree anew on the safe contact, the words and the messages. Offer another key."),
            _("In her file, “Her own space”: let it open again, and write down how she asked."),
        ),
        (
            _("Open it during the same call, however much she hurries you."),
            _("Use a number or an address given in that call."),
            _("Take RUN, birthday or ClaveÚnica for proof: whoever lives with her has them too."),
        ),
    ),
)  # fmt: skip
SCRIPTS = {one.slug: one for one in _ALL}
