"""The log's codes in words for those who read the log: they run the system and read no files.

Noun phrases, in the reader's language and made on reading (design 7). A code that a later
version wrote is shown as it stands.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .verbs import Verb

# By the verb's stored value.
ACTS: dict[str, Promise] = {
    "access.denied": _("Access denied"),
    "access.ended": _("Exceptional access ended"),
    "access.granted": _("Exceptional access granted"),
    "access.refused": _("Exceptional access refused"),
    "access.requested": _("Exceptional access asked for"),
    "access.reviewed": _("Exceptional access reviewed"),
    "account.written": _("Account of a survivor written down"),
    "aggressor.matched": _("Other files with the same aggressor counted"),
    "assignment.ended": _("Assignment ended"),
    "assignment.opened": _("Assignment opened"),
    "attention.opened": _("Attention opened"),
    "background.read": _("Reserved note opened"),
    "certificate.checked": _("Certificate of another body reviewed"),
    "certificate.copy": _("Copy of certificates asked for or decided"),
    "certificate.exported": _("Certificates exported"),
    "certificate.issued": _("Certificate issued"),
    "certificate.recorded": _("Certificate recorded"),
    "certificate.revoked": _("Certificate revoked"),
    "conflict.found": _("File closed to an operator: conflict of interest"),
    "consent.confirmed": _("Authorisation completed"),
    "consent.given": _("Authorisation given"),
    "consent.on_paper": _("Authorisation on paper filed"),
    "consent.refused": _("Authorisation refused"),
    "consent.withdrawn": _("Authorisation withdrawn"),
    "contact.agreed": _("Safe contact agreed"),
    "data.exported": _("Data exported"),
    "data.shared": _("Data shared with another institution"),
    "document.filed": _("Document filed"),
    "document.opened": _("Document opened"),
    "document.sealed": _("Document sealed"),
    "document.withdrawn": _("Document withdrawn"),
    "factor.added": _("Second factor added"),
    "factor.failed": _("Second factor failed"),
    "factor.removed": _("Second factor removed"),
    "file.changed": _("File changed"),
    "file.merge_undone": _("Joining of two files undone"),
    "file.merged": _("Two files joined"),
    "file.read": _("File read"),
    "file.registered": _("File created"),
    "identity.proved": _("Identity shown with ClaveÚnica"),
    "key.destroyed": _("Data key destroyed"),
    "key.rotated": _("Data keys rotated"),
    "ledger.read": _("Own list of readings read"),
    "list.read": _("List of files read"),
    "log.read": _("Access log read"),
    "message.asked": _("Neutral message asked for"),
    "message.sent": _("Neutral message sent"),
    "message.unsent": _("Neutral message not sent"),
    "messages.chosen": _("Messages agreed with a survivor"),
    "messages.paused": _("Messages paused for everybody"),
    "messages.resumed": _("Messages no longer paused"),
    "messages.stopped": _("Messages to a survivor stopped"),
    "oirs.answered": _("Question or complaint answered"),
    "oirs.filed": _("Question or complaint filed"),
    "oirs.moved": _("Question or complaint worked on"),
    "oirs.read": _("Question or complaint read"),
    "operator.changed": _("Operator changed"),
    "operator.created": _("Operator created"),
    "operator.disabled": _("Operator's account closed"),
    "opinion.handed": _("Screen handed over for an opinion"),
    "password.changed": _("Password changed"),
    "rights.answered": _("Request about personal data answered"),
    "rights.decided": _("Request about personal data decided"),
    "rights.exported": _("Request about personal data put together for the Agency"),
    "rights.extended": _("Time to answer a request about personal data extended"),
    "rights.filed": _("Request about personal data filed"),
    "rights.moved": _("Request about personal data worked on"),
    "rights.read": _("Request about personal data read"),
    "rights.withdrawn": _("Request about personal data withdrawn"),
    "rule.published": _("Rule, clock or holiday published"),
    "search.alarm": _("Alarm: many searches without result"),
    "search.document": _("Search by RUN or document"),
    "search.name": _("Search by name"),
    "session.ended": _("Session ended by somebody"),
    "sign.in": _("Entry with both factors"),
    "sign.in_failed": _("Entry failed"),
    "sign.out": _("Way out"),
    "space.agreed": _("What her space shows was agreed"),
    "space.answered": _("What she asked from her space was answered"),
    "space.asked": _("Something asked from her space"),
    "space.duress_answered": _("Call for help answered by the team"),
    "space.duress_key_handed": _("Emergency number handed over"),
    "space.duress_key_used": _("Emergency number used"),
    "space.frozen": _("Own space closed at once"),
    "space.key_failed": _("Key of an own space failed"),
    "space.key_handed": _("Key of an own space handed over"),
    "space.key_used": _("Key of an own space used"),
    "space.left": _("Own space left"),
    "space.mode_chosen": _("Way into an own space chosen"),
    "space.opened": _("Own space opened"),
    "space.unfrozen": _("Own space opened again"),
    "text.changed": _("Text changed"),
    "text.read": _("Document read"),
    "training.changed": _("Training changed"),
    "undertaking.signed": _("Undertaking signed"),
    "waiver.ended": _("Exception to the certificates ended"),
    "waiver.given": _("Exception to the certificates given"),
}

DENIALS = (Verb.ACCESS_DENIED, Verb.FACTOR_FAILED, Verb.KEY_FAILED, Verb.SIGN_IN_FAILED)

KINDS: dict[str, Promise] = {
    "account": _("Account of a survivor"),
    "aggressor": _("Aggressor"),
    "attachment": _("Document of a file"),
    "background": _("Reserved note"),
    "consent": _("Authorisation"),
    "consent_text": _("Text of an authorisation"),
    "privacy_notice": _("Privacy page"),
    "document_version": _("Protocol or guideline"),
    "door": _("Own space"),
    "episode": _("Episode"),
    "event": _("Event of the access log"),
    "export": _("Copy taken out"),
    "file": _("Private document"),
    "grant": _("Exceptional access"),
    "guideline": _("Technical guideline"),
    "message": _("Neutral message"),
    "messages": _("Neutral messages"),
    "neutral_text": _("Text of a neutral message"),
    "oirs": _("Question or complaint"),
    "operator": _("Operator"),
    "page": _("Page"),
    "pair": _("Two files that may be one"),
    "protocol": _("Protocol"),
    "related": _("Person close to a survivor"),
    "rights_request": _("Request about personal data"),
    "survivor": pgettext_lazy("of a survivor", "File"),
    "task": _("Task"),
    "waiting": _("Place in the waiting list"),
    "waiting_rule": _("Rule of the waiting list"),
}

PURPOSES: dict[str, Promise] = {
    "attention": _("Attention"),
    "audit": _("Audit of the training plan"),
    "care": _("Attention"),
    "coordination": _("Coordination between teams"),
    "correction": _("Correction of a datum"),
    "court": _("A court or prosecutor asks"),
    "discrepancies": _("Quality of the data"),
    "emergency": _("Emergency"),
    "executor": _("Copy for the implementing agency"),
    "personnel": _("Copy for personnel"),
    "referral": _("Referral"),
    "register": _("Registration"),
    "request": _("Request of the survivor"),
    "review": _("Review"),
}

# What an event says besides; a name that is missing here is shown as it is kept.
DETAILS: dict[str, Promise] = {
    "asked": _("What was asked for"),
    "centre": _("Centre"),
    "certificate": _("Certificate"),
    "count": _("How many"),
    "course": _("Course"),
    "days": _("Days"),
    "factor": _("Second factor"),
    "field": _("Field"),
    "form": _("Form"),
    "found": _("Found"),
    "hours": pgettext_lazy("time", "Hours"),
    "kind": _("Kind"),
    "level": _("Level"),
    "n": _("How many"),
    "operator": _("Operator"),
    "outcome": _("Outcome"),
    "page": _("Page"),
    "purpose": _("What for"),
    "result": _("Outcome"),
    "right": _("Right"),
    "rows": _("Rows"),
    "state": _("State"),
    "step": _("Step"),
    "until": _("Until"),
    "version": _("Version"),
    "what": _("What"),
    "why": _("Why"),
}
FACTORS: dict[str, Promise] = {
    "pass": _("Pass of the training copy"),
    "staticdevice": _("Recovery code"),
    "totpdevice": _("Application of codes"),
    "webauthndevice": _("Security key"),
}

ACTORS: dict[str, Promise] = {
    "anonymous": _("Somebody without an open session"),
    "partner": _("Another institution"),
    "survivor": _("A survivor"),
    "system": _("The system"),
}


def act(verb: str) -> str:
    """Give an act's words."""
    return str(ACTS.get(verb, verb))


def kind(code: str) -> str:
    """Give the words for a kind of thing."""
    return str(KINDS.get(code, code))


def purpose(code: str) -> str:
    """Give a purpose's words."""
    return str(PURPOSES.get(code, code))


def detail(name: str) -> str:
    """Give the words for one of the things an event says besides."""
    return str(DETAILS.get(name, name))


def factor(code: str) -> str:
    """Give the words for a kind of second factor."""
    return str(FACTORS.get(code, code))


def actor(code: str) -> str:
    """Give the words for an actor who is not staff."""
    return str(ACTORS.get(code, code))
