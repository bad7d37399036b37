"""What can go wrong in a login, in words for the person and in codes for the log.

None is listed by the official manual; interop.md 1.3 lists them. `reason` goes to the log and
never carries a token, a secret, a code or a RUN.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class ClaveUnicaError(Exception):
    """A login that did not succeed. Shown by the kind page with this status."""

    status = 400
    title: Words = _("We could not let you in this time")
    advice: Words = _("Start again. It takes a moment.")
    # The person may already be signed in at the provider: offer to close that too.
    signed_in = False
    retry = True

    def __init__(self, reason: str = "") -> None:
        self.reason = reason or type(self).__name__
        super().__init__(self.reason)


class Cancelled(ClaveUnicaError):
    """The person said no, or the provider did for her (`access_denied`)."""

    status = 403
    title = _("You did not finish signing in")
    advice = _("Nothing happened and nothing was saved. You can try again whenever you want.")


class AttemptLost(ClaveUnicaError):
    """The state is missing, unknown, swapped or of another browser."""

    title = _("We lost the thread of this sign-in")
    advice = _("Perhaps you opened it in another window. Start again here.")


class AttemptExpired(ClaveUnicaError):
    """The state is older than an attempt may live."""

    title = _("The time to sign in ran out")
    advice = _("We close unfinished sign-ins to look after you. Start again here.")


class AttemptSpent(ClaveUnicaError):
    """The state was used before: double click, back button, replay."""

    title = _("This sign-in was already used")
    advice = _("Perhaps you went back a page. Start again here.")
    signed_in = True


class CodeRejected(ClaveUnicaError):
    """The code is older than five minutes, was used, or is not ours (`invalid_grant`)."""

    title = _("The time to sign in ran out")
    advice = _("We close unfinished sign-ins to look after you. Start again here.")
    signed_in = True


class NotEnabled(ClaveUnicaError):
    """Our own registration is wrong: client, secret, redirect address, or none at all."""

    status = 500
    title = _("This way in is not working")
    advice = _("It is our fault, not yours. Use another way while we mend it.")
    signed_in = True
    retry = False


class Unavailable(ClaveUnicaError):
    """The provider answers with a failure or not at all."""

    status = 503
    title = _("ClaveÚnica is not answering")
    advice = _("It is not your fault. Wait a few minutes and try again.")
    signed_in = True


class TooSlow(Unavailable):
    """The provider takes longer than we may let the person wait."""

    status = 504


class BadAnswer(ClaveUnicaError):
    """The answer is not what the protocol promises, or does not prove what it says."""

    status = 502
    title = _("We could not check who you are")
    advice = _("So we let nobody in. You did nothing wrong. Try again or use another way.")
    signed_in = True


class NoRun(ClaveUnicaError):
    """The account carries no RUN (`tipo` is another document)."""

    status = 403
    title = _("Your ClaveÚnica has no RUN")
    advice = _("We need a RUN to let you in this way. You can use another way.")
    signed_in = True
    retry = False
