"""The log's facts as sentences, made on reading and in the reader's language (design 7).

Two tables: what others did with her file, and what she did herself. Short, plain, calm; no
worker is named, only her role and centre. The word for what happened to her never appears.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .verbs import Verb

OTHERS = {
    Verb.ACCESS_DENIED: _("%(who)s tried to open your file. The system did not allow it."),
    Verb.ACCESS_ENDED: _("%(who)s can no longer see your file."),
    Verb.ACCESS_GRANTED: _("%(who)s allowed another team to see your file for some hours."),
    Verb.ACCESS_REFUSED: _("%(who)s refused a request to see your file."),
    Verb.ACCESS_REQUESTED: _("%(who)s asked to see your file."),
    Verb.ACCESS_REVIEWED: _("%(who)s reviewed why your file was opened."),
    Verb.ACCOUNT_WRITTEN: _("%(who)s wrote down what you told."),
    Verb.AGGRESSOR_MATCHED: _("%(who)s checked a warning for your safety."),
    Verb.ATTENTION_OPENED: _("%(who)s began to attend to you."),
    Verb.BACKGROUND_READ: _("%(who)s read a reserved note in your file."),
    Verb.CHANGED: _("%(who)s changed something in your file."),
    Verb.CONSENT_CONFIRMED: _("%(who)s completed what you had signed."),
    Verb.CONSENT_GIVEN: _("%(who)s wrote down what you agreed to."),
    Verb.CONSENT_ON_PAPER: _("%(who)s filed a paper that you signed."),
    Verb.CONSENT_REFUSED: _("%(who)s wrote down what you did not agree to."),
    Verb.CONSENT_WITHDRAWN: _("%(who)s wrote down that you changed your mind."),
    Verb.CONTACT_AGREED: _("%(who)s wrote down how to contact you."),
    Verb.DATA_EXPORTED: _("%(who)s made a copy of your data."),
    Verb.DATA_KEY_DESTROYED: _("%(who)s erased your data for good."),
    Verb.DATA_SHARED: _("%(who)s shared some of your data with another institution."),
    Verb.DOCUMENT_FILED: _("%(who)s added a document to your file."),
    Verb.DOCUMENT_OPENED: _("%(who)s opened a document in your file."),
    Verb.DOCUMENT_SEALED: _("%(who)s sealed a document in your file."),
    Verb.DOCUMENT_WITHDRAWN: _("%(who)s withdrew a document from your file."),
    Verb.KEY_HANDED: _("%(who)s gave you the key to your space."),
    Verb.MERGED: _("%(who)s joined two files of yours into one."),
    Verb.MESSAGE_ASKED: _("%(who)s left a notice for you."),
    Verb.MESSAGE_SENT: _("%(who)s sent you a notice."),
    Verb.MESSAGE_UNSENT: _("%(who)s could not send you a notice."),
    Verb.MESSAGES_CHOSEN: _("%(who)s wrote down what notices you want."),
    Verb.MERGE_UNDONE: _("%(who)s separated two files that had been joined."),
    Verb.MODE_CHOSEN: _("%(who)s changed how you enter your space."),
    Verb.OIRS_ANSWERED: _("%(who)s answered something you wrote to us."),
    Verb.OIRS_FILED: _("%(who)s wrote down a question or an opinion of yours."),
    Verb.OIRS_MOVED: _("%(who)s worked on something you wrote to us."),
    Verb.OIRS_READ: _("%(who)s read something you wrote to us."),
    Verb.READ_FILE: _("%(who)s read your file."),
    Verb.READ_LIST: _("%(who)s saw your name in a list."),
    Verb.REGISTERED: _("%(who)s created your file."),
    Verb.RIGHTS_ANSWERED: _("%(who)s sent the answer to something asked about your data."),
    Verb.RIGHTS_DECIDED: _("%(who)s decided on something asked about your data."),
    Verb.RIGHTS_EXPORTED: _("%(who)s put together all papers of something asked about your data."),
    Verb.RIGHTS_EXTENDED: _("%(who)s took more time to answer something asked about your data."),
    Verb.RIGHTS_FILED: _("%(who)s asked for something about your data."),
    Verb.RIGHTS_MOVED: _("%(who)s worked on something asked about your data."),
    Verb.RIGHTS_READ: _("%(who)s read something asked about your data."),
    Verb.RIGHTS_WITHDRAWN: _("%(who)s wrote down that what was asked is withdrawn."),
    Verb.SEARCHED_DOCUMENT: _("%(who)s found you by your RUN or document."),
    Verb.SEARCHED_NAME: _("%(who)s found you by your name."),
    Verb.SPACE_AGREED: _("%(who)s wrote down what your space shows, as you agreed."),
    Verb.SPACE_ANSWERED: _("%(who)s answered what you asked from your space."),
}

HERS = {
    Verb.CHANGED: _("You changed something in your file."),
    Verb.CONSENT_GIVEN: _("You agreed to share your data."),
    Verb.CONSENT_REFUSED: _("You chose not to share your data."),
    Verb.CONSENT_WITHDRAWN: _("You changed your mind and stopped sharing your data."),
    Verb.CONTACT_AGREED: _("You changed how we contact you."),
    Verb.DATA_EXPORTED: _("You asked for a copy of your data."),
    Verb.DOCUMENT_FILED: _("A document of yours was added to your file."),
    Verb.DOCUMENT_OPENED: _("You opened a document."),
    Verb.DOCUMENT_SEALED: _("A document you signed was sealed."),
    Verb.DOCUMENT_WITHDRAWN: _("A document you withdrew is no longer valid."),
    Verb.IDENTITY_PROVED: _("You showed who you are with ClaveÚnica."),
    Verb.KEY_USED: _("You used your key."),
    Verb.LEDGER_READ: _("You looked at who has seen your data."),
    Verb.OIRS_FILED: _("You wrote to us."),
    Verb.OIRS_MOVED: _("You added something to what you wrote to us."),
    Verb.READ_FILE: _("You read your data."),
    Verb.RIGHTS_FILED: _("You asked for something about your data."),
    Verb.RIGHTS_READ: _("You looked at what you had asked for."),
    Verb.RIGHTS_WITHDRAWN: _("You withdrew what you had asked for."),
    Verb.SIGN_IN: _("You entered your space."),
    Verb.SIGN_OUT: _("You left your space."),
    Verb.SPACE_ASKED: _("You asked your team for something from your space."),
    Verb.SPACE_LEFT: _("You left your space."),
    Verb.SPACE_OPENED: _("You entered your space."),
}

# Of staff, accounts and texts: no line in anybody's ledger.
NOT_ABOUT_HER = frozenset(
    {
        Verb.ASSIGNMENT_ENDED, Verb.ASSIGNMENT_OPENED, Verb.CERTIFICATE_CHECKED,
        Verb.CERTIFICATE_ISSUED, Verb.CERTIFICATE_RECORDED, Verb.CERTIFICATE_REVOKED,
        Verb.CERTIFICATES_COPY, Verb.CERTIFICATES_EXPORTED, Verb.DATA_KEYS_ROTATED,
        Verb.FACTOR_ADDED, Verb.FACTOR_FAILED, Verb.FACTOR_REMOVED,
        Verb.MESSAGES_PAUSED, Verb.MESSAGES_RESUMED, Verb.OPERATOR_CHANGED, Verb.OPERATOR_CREATED,
        Verb.OPINION_HANDED, Verb.OPERATOR_DISABLED, Verb.PASSWORD_CHANGED, Verb.READ_LOG,
        Verb.SESSION_ENDED,
        Verb.RULE_PUBLISHED, Verb.SEARCH_ALARM, Verb.SIGN_IN_FAILED, Verb.TEXT_CHANGED,
        Verb.TEXT_READ, Verb.TRAINING_CHANGED, Verb.UNDERTAKING_SIGNED, Verb.WAIVER_ENDED,
        Verb.WAIVER_GIVEN,
    }
)  # fmt: skip

# Why, for the purposes the log knows by code.
PURPOSES = {
    "attention": _("To attend to you."),
    "care": _("To attend to you."),
    "coordination": _("To work together with another team."),
    "correction": _("To put right something written about you."),
    "court": _("Because a court or prosecutor asked."),
    "emergency": _("Because it was urgent."),
    "referral": _("To refer you to another service."),
    "register": _("To create or find your file."),
    "request": _("Because you asked."),
    "review": _("To check that your data are well kept."),
}

# Who, by level (report II.2). %(centre)s is the name of a centre.
ROLES_AT = {
    "N5": _("The head of %(centre)s"),
    "N6": _("The team of %(centre)s"),
}
ROLES = {
    "N1": _("An authority"),
    "N2": _("A system administrator"),
    "N3": _("A territorial manager"),
    "N4": _("The institution that runs your centre"),
    "N5": _("The head of a centre"),
    "N6": _("The team of a centre"),
}
KINDS = {
    "anonymous": _("Somebody"),
    "partner": _("Another institution"),
    "system": _("The system"),
}
SOMEBODY = pgettext_lazy("who did it", "A worker")


def who(*, kind: str, level: str, centre: str) -> str:
    """Give the words for somebody who is not herself; centre is its name, or "" to leave it out."""
    if kind in KINDS:
        return str(KINDS[kind])
    if centre and level in ROLES_AT:
        return str(ROLES_AT[level]) % {"centre": centre}
    return str(ROLES.get(level, SOMEBODY))


def what(verb: Verb, *, herself: bool, by: str) -> str | None:
    """Give the sentence for an act, or None when the act has no place in her ledger."""
    if herself:
        return str(HERS[verb]) if verb in HERS else None
    return str(OTHERS[verb]) % {"who": by} if verb in OTHERS else None


def why(purpose: str) -> str:
    """Give the sentence for a purpose's code, or "" for a code without words."""
    return str(PURPOSES.get(purpose, ""))
