"""The words of the register of activities: subjects, purposes, grounds, times, origins.

Grounds are those the law states (law.md VG-01 to VG-03, DP-20, DP-52, art. 11 in DP-02); the years
of each time are for the ministry to set, and the words say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Purpose, Retention

Words = str | Promise


class Ground(StrEnum):
    """A legal ground that is not the one of the purpose."""

    OF_PURPOSE = ""
    CONSENT = "consent"
    RIGHTS = "rights"

    @staticmethod
    def words(ground: "Ground") -> Words:
        """Give the words of a ground; none for the one of the purpose."""
        return _GROUNDS.get(ground, "")


class Origin(StrEnum):
    """Where data come from."""

    HERSELF = "herself"
    TEAM = "team"
    STATE = "state"
    SYSTEM = "system"
    STAFF = "staff"

    @staticmethod
    def words(origin: "Origin") -> Words:
        """Give the words of an origin."""
        return _ORIGINS[origin]


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of the register. stays: nothing of it goes to anybody outside."""

    words: Words
    origin: Origin = Origin.TEAM
    ground: Ground = Ground.OF_PURPOSE
    stays: bool = False


_GROUNDS: Mapping[Ground, Words] = {
    Ground.CONSENT: _("Her consent, and Law 19.628 as changed by Law 21.719"),
    Ground.RIGHTS: _("Law 19.628 as changed by Law 21.719: rights of each person over her data"),
}
_ORIGINS: Mapping[Origin, Words] = {
    Origin.HERSELF: _("The woman herself"),
    Origin.TEAM: _("The woman herself and the team that attends her"),
    Origin.STATE: _("The woman herself, the service that refers her and State registries"),
    Origin.SYSTEM: _("The system itself, at each act"),
    Origin.STAFF: _("The person who works here and the body that employs them"),
}
PURPOSES: Mapping[Purpose, Words] = {
    Purpose.CARE: _("One file for each woman, so that she is attended and need not repeat herself"),
    Purpose.PRIORITY: _("Attending first whoever is in more danger"),
    Purpose.STATISTICS: _("Figures without names"),
    Purpose.OPERATION: _("Running the system safely: who may enter, and who did what"),
    Purpose.CONTENT: _("Publishing texts, with somebody who answers for each"),
}
BASES: Mapping[Purpose, Words] = {
    Purpose.CARE: _("Law 21.675, art. 26: integrated information system"),
    Purpose.PRIORITY: _("Law 21.675, art. 26: order by risk"),
    Purpose.STATISTICS: _("Law 21.675, art. 26: anonymous statistics"),
    Purpose.OPERATION: _("Law 19.628 as changed by Law 21.719, art. 14 quinquies: security"),
    Purpose.CONTENT: _("Law 19.628 as changed by Law 21.719, art. 14 ter: public information"),
}
RETENTIONS: Mapping[Retention, Words] = {
    Retention.CASE: _("As long as the file; the ministry has to set the years"),
    Retention.SESSION: _("Hours"),
    Retention.LOG: _("The period of the log; the ministry has to set the years"),
    Retention.STAFF: _("While the person works here, and then what the law says"),
    Retention.CATALOGUE: _("While in force, and then as history"),
}

# Where models live, and the subject they belong to; the longest that fits counts.
SUBJECTS: Mapping[str, Subject] = {
    "casework.survivors": Subject(_("Identity, contact, family and account"), Origin.STATE),
    "casework.episodes": Subject(_("What happened, and who did it")),
    "casework.episodes.vault_models": Subject(
        _("Background of whoever harms her"), Origin.STATE, stays=True
    ),
    "casework.risk": Subject(_("Level of risk")),
    "casework.cases": Subject(_("Attention: sessions, contacts and tasks")),
    "casework.cases.waiting": Subject(_("Waiting list")),
    "casework.plans": Subject(_("Plan of work and safety plan")),
    "casework.legal": Subject(
        _("Legal processes, protective measures and duties to report"), Origin.STATE
    ),
    "casework.referrals": Subject(_("Referrals to other services"), Origin.STATE),
    "casework.attachments": Subject(_("Papers and signed documents"), Origin.STATE),
    "casework.documents": Subject(_("Papers and signed documents"), Origin.STATE),
    "casework.messages": Subject(_("Messages and how she wants to be told"), stays=True),
    "consent.record_models": Subject(
        _("Permissions she gave, refused or withdrew"), Origin.HERSELF, Ground.CONSENT
    ),
    "complaints": Subject(
        _("Requests, complaints and opinions, and what was answered"), Origin.HERSELF,
        Ground.RIGHTS,
    ),
    "selfservice": Subject(_("Visits to her own space"), Origin.SYSTEM, stays=True),
    "casework.drafts": Subject(_("Forms begun and not sent yet"), stays=True),
    "casework.identity": Subject(_("Keys that lock each file"), Origin.SYSTEM, stays=True),
    "casework.access": Subject(
        _("Accounts, levels and permissions of those who work here"), Origin.STAFF, stays=True
    ),
    "casework.access.grant_models": Subject(
        _("Permissions of another centre to read one file"), Origin.STAFF, stays=True
    ),
    "casework.audit": Subject(_("Log of who saw or changed what"), Origin.SYSTEM, stays=True),
    "casework.survivors.export": Subject(
        _("Copies made of a file, and why"), Origin.SYSTEM, stays=True
    ),
    "casework.survivors.handover": Subject(
        _("Files that passed from one worker to another"), Origin.SYSTEM, stays=True
    ),
    "consent.text_models": Subject(_("Authors of published texts"), Origin.STAFF, stays=True),
    "portal": Subject(_("Authors of published texts"), Origin.STAFF, stays=True),
}  # fmt: skip
