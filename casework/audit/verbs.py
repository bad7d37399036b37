"""Everything the log can say somebody did: one list, sorted by value."""

from enum import StrEnum


class Verb(StrEnum):
    """What was done. Values are stored and never change their meaning; add, do not rename."""

    ACCESS_DENIED = "access.denied"
    ACCESS_ENDED = "access.ended"
    ACCESS_GRANTED = "access.granted"
    ACCESS_REFUSED = "access.refused"
    ACCESS_REQUESTED = "access.requested"
    ACCESS_REVIEWED = "access.reviewed"
    ACCOUNT_WRITTEN = "account.written"
    AGGRESSOR_MATCHED = "aggressor.matched"
    ASSIGNMENT_ENDED = "assignment.ended"
    ASSIGNMENT_OPENED = "assignment.opened"
    ATTENTION_OPENED = "attention.opened"
    BACKGROUND_READ = "background.read"
    CERTIFICATE_CHECKED = "certificate.checked"
    CERTIFICATES_COPY = "certificate.copy"
    CERTIFICATES_EXPORTED = "certificate.exported"
    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_RECORDED = "certificate.recorded"
    CERTIFICATE_REVOKED = "certificate.revoked"
    CONFLICT_FOUND = "conflict.found"
    CONSENT_CONFIRMED = "consent.confirmed"
    CONSENT_GIVEN = "consent.given"
    CONSENT_ON_PAPER = "consent.on_paper"
    CONSENT_REFUSED = "consent.refused"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    CONTACT_AGREED = "contact.agreed"
    DATA_EXPORTED = "data.exported"
    DATA_SHARED = "data.shared"
    DOCUMENT_FILED = "document.filed"
    DOCUMENT_OPENED = "document.opened"
    DOCUMENT_SEALED = "document.sealed"
    DOCUMENT_WITHDRAWN = "document.withdrawn"
    FACTOR_ADDED = "factor.added"
    FACTOR_FAILED = "factor.failed"
    FACTOR_REMOVED = "factor.removed"
    CHANGED = "file.changed"
    MERGE_UNDONE = "file.merge_undone"
    MERGED = "file.merged"
    READ_FILE = "file.read"
    REGISTERED = "file.registered"
    IDENTITY_PROVED = "identity.proved"
    DATA_KEY_DESTROYED = "key.destroyed"
    DATA_KEYS_ROTATED = "key.rotated"
    LEDGER_READ = "ledger.read"
    READ_LIST = "list.read"
    READ_LOG = "log.read"
    MESSAGE_ASKED = "message.asked"
    MESSAGE_SENT = "message.sent"
    MESSAGE_UNSENT = "message.unsent"
    MESSAGES_CHOSEN = "messages.chosen"
    MESSAGES_PAUSED = "messages.paused"
    MESSAGES_RESUMED = "messages.resumed"
    MESSAGES_STOPPED = "messages.stopped"
    OIRS_ANSWERED = "oirs.answered"
    OIRS_FILED = "oirs.filed"
    OIRS_MOVED = "oirs.moved"
    OIRS_READ = "oirs.read"
    OPINION_HANDED = "opinion.handed"
    OPERATOR_CHANGED = "operator.changed"
    OPERATOR_CREATED = "operator.created"
    OPERATOR_DISABLED = "operator.disabled"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 - a verb
    RIGHTS_ANSWERED = "rights.answered"
    RIGHTS_DECIDED = "rights.decided"
    RIGHTS_EXPORTED = "rights.exported"
    RIGHTS_EXTENDED = "rights.extended"
    RIGHTS_FILED = "rights.filed"
    RIGHTS_MOVED = "rights.moved"
    RIGHTS_READ = "rights.read"
    RIGHTS_WITHDRAWN = "rights.withdrawn"
    RULE_PUBLISHED = "rule.published"
    SEARCH_ALARM = "search.alarm"
    SEARCHED_DOCUMENT = "search.document"
    SEARCHED_NAME = "search.name"
    SESSION_ENDED = "session.ended"
    SIGN_IN = "sign.in"
    SIGN_IN_FAILED = "sign.in_failed"
    SIGN_OUT = "sign.out"
    SPACE_AGREED = "space.agreed"
    SPACE_ANSWERED = "space.answered"
    SPACE_ASKED = "space.asked"
    DURESS_ANSWERED = "space.duress_answered"
    DURESS_KEY_HANDED = "space.duress_key_handed"
    DURESS_KEY_USED = "space.duress_key_used"
    FROZEN = "space.frozen"
    KEY_FAILED = "space.key_failed"
    KEY_HANDED = "space.key_handed"
    KEY_USED = "space.key_used"
    SPACE_LEFT = "space.left"
    MODE_CHOSEN = "space.mode_chosen"
    SPACE_OPENED = "space.opened"
    UNFROZEN = "space.unfrozen"
    TEXT_CHANGED = "text.changed"
    TEXT_READ = "text.read"
    TRAINING_CHANGED = "training.changed"
    UNDERTAKING_SIGNED = "undertaking.signed"
    WAIVER_ENDED = "waiver.ended"
    WAIVER_GIVEN = "waiver.given"


# Repeating one of these within the hour is one line of her ledger.
READS = frozenset(
    {
        Verb.AGGRESSOR_MATCHED,
        Verb.BACKGROUND_READ,
        Verb.DOCUMENT_OPENED,
        Verb.LEDGER_READ,
        Verb.OIRS_READ,
        Verb.READ_FILE,
        Verb.READ_LIST,
        Verb.RIGHTS_READ,
        Verb.SEARCHED_DOCUMENT,
        Verb.SEARCHED_NAME,
    }
)

# Protective acts (safety.md 1.2, AB01, AB02): somebody may be reading her ledger over her
# shoulder, so it never tells that she called, froze, or has a second face to her key; nor that
# she named somebody who works here.
PROTECTIVE = frozenset(
    {
        Verb.CONFLICT_FOUND,
        Verb.DURESS_ANSWERED,
        Verb.DURESS_KEY_HANDED,
        Verb.DURESS_KEY_USED,
        Verb.FROZEN,
        Verb.KEY_FAILED,
        Verb.MESSAGES_STOPPED,
        Verb.UNFROZEN,
    }
)
