"""What the files hold about her: titles, what she gave, what needs no reading, what stays out.

Never in a copy: addresses of shelters and centres, who the aggressor is, children's schools, names
of workers, criminal background, reserved papers of a prosecution (SE-01, SE-03, DP-15, DP-60).
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework import models as m
from casework.documents.models import AccessLevel
from casework.survivors import holdings as h
from casework.survivors.holdings import HERSELF, Holding

from ..rights.models import RightsRequest
from . import spoken
from .limit_models import Block, Objection

_STANDS = Q(withdrawn_at=None)
_NOW = Q(ended_at=None)
_NAMES = frozenset({"working_name", "given_names", "first_surname", "second_surname",
                    "social_name", "run", "document_value", "birth_date"})  # fmt: skip
_KEYS = dict.fromkeys(
    (
        "key_hash",
        "duress_hash",
        "failures",
        "next_try_at",
        "duress_at",
        "warn_team",
        "frozen_at",
        "unkeyed_at",
    ),
    h.SECURITY,
)


def _set(*names: str) -> frozenset[str]:
    return frozenset(names)


def register() -> None:
    """Say it all, when the product starts."""
    _about_her()
    _work_with_her()
    _law_and_others()
    _requests()
    _stays_out()
    h.add_logic(
        "risk", _("How risk is decided"),
        _("A person decides it after asking you, with the instrument named beside each result. The "
          "level says how soon the team looks again. No machine decides, and you can ask that "
          "another person looks again."),
    )  # fmt: skip
    h.add_logic(
        "waiting", _("How the order of a waiting list is decided"),
        _("Risk counts first, then what makes waiting harder, then the time you have waited. The "
          "head of the centre can move you up, and says why."),
    )  # fmt: skip


def _about_her() -> None:
    told = _set("document_type", "document_country", "comuna")
    h.hold(Holding(
        m.Survivor, _("Who you are"), 10, HERSELF, given=_NAMES | told, plain=_NAMES, person="id",
        withheld={"name_tokens": h.SECURITY, "merged_into": h.INNER},
    ))  # fmt: skip
    h.hold(Holding(
        m.SafeContact, _("How to reach you"), 20, HERSELF, plain=_set("value"), current=_NOW,
        given=_set("channel", "value", "from_hour", "to_hour", "weekdays", "note", "voicemail",
                   "words_to_say", "words_to_avoid"),
    ))  # fmt: skip
    h.hold(Holding(
        m.Datum, _("About you, with where it comes from"), 30, HERSELF, current=_NOW,
        given=_set("field", "value", "dated"), supplied=Q(source="herself"), spoken=spoken.DATUM,
    ))  # fmt: skip
    h.hold(Holding(
        m.Account, _("What you told"), 40, HERSELF, given=_set("kind", "words", "told_on"),
        current=~Q(kind="child"),
    ))  # fmt: skip
    h.hold(Holding(m.Door, _("Your own space"), 50, withheld=_KEYS))
    h.hold(Holding(m.Attention, _("When you were attended"), 60))
    h.hold(Holding(
        m.TrajectoryEvent, _("What happened, in order"), 70, current=_STANDS,
        withheld={"target_kind": h.INNER, "code": h.INNER, "detail": h.INNER},
    ))  # fmt: skip


def _work_with_her() -> None:
    facts = (
        "precision", "starts_on", "ends_on", "time_band", "place", "place_detail", "comuna",
        "forms", "medium", "context", "weapons", "strangulation", "death_threat",
        "children_present", "pregnant", "injuries", "complaint", "complaint_on",
    )  # fmt: skip
    h.hold(Holding(
        m.Episode, _("What you lived"), 80, HERSELF, current=_STANDS, given=frozenset(facts),
        supplied=Q(institution=None), spoken=spoken.EPISODE,
        withheld={"interview_reference": h.PROSECUTION, "relation": h.OTHERS},
    ))  # fmt: skip
    h.hold(Holding(m.RiskResult, _("Risk"), 90, current=_STANDS))
    for number, model in enumerate((m.Case, m.WaitingEntry, m.WaitingEvent, m.FollowUp), 100):
        h.hold(Holding(model, order=number, withheld={"place": h.PLACE}))
    h.hold(Holding(m.Session, _("Sessions"), 110, current=_STANDS))
    h.hold(Holding(m.ContactTry, _("Tries to reach you"), 111, current=_STANDS))
    h.hold(Holding(m.CaseMove, _("Stages of your case"), 112, current=_STANDS))
    h.hold(Holding(m.UnmetRequest, _("What you asked for"), 113, current=_STANDS))
    h.hold(Holding(m.Task, _("What the team has to do"), 114, withheld={"target_kind": h.INNER}))
    h.hold(Holding(m.PlanObjective, _("What you want to reach"), 121, current=Q(removed_at=None)))
    h.hold(Holding(m.PlanActivity, _("What is done for it"), 122, current=Q(removed_at=None)))
    h.hold(Holding(m.SafetyPlan, _("Your safety plan"), 125, HERSELF, current=_NOW))


def _law_and_others() -> None:
    h.hold(Holding(m.LegalProcess, _("Legal processes"), 130, plain=_set("rit", "ruc")))
    h.hold(Holding(m.Breach, _("When a measure was not kept"), 133, current=_STANDS))
    h.hold(Holding(
        m.ReportingDuty, _("Reports the law asks for"), 135,
        withheld={"verbatim": h.OTHERS, "other_reporter": h.OTHERS, "origin_kind": h.INNER},
    ))  # fmt: skip
    h.hold(Holding(m.Referral, _("Referrals"), 140))
    h.hold(Holding(
        m.Attachment, _("Your documents"), 150,
        current=_STANDS & Q(prosecution=False) & ~Q(access_level=AccessLevel.SECRET),
        withheld={"hold_reason": h.INNER, "target_kind": h.INNER},
    ))  # fmt: skip


def _requests() -> None:
    shown = ("letter", "insists_on", "route_by", "ground")
    h.hold(Holding(
        RightsRequest, _("What you asked about your data"), 170, HERSELF,
        plain=_set("asker_document"), given=_set("right", "wording", "filed_at"),
        withheld=dict.fromkeys(shown, h.SHOWN) | {"wanted": h.INNER, "lacks": h.INNER},
    ))  # fmt: skip
    h.hold(Holding(
        Objection, _("Uses you said no to"), 171, HERSELF, withheld={"request": h.INNER},
        spoken=spoken.OBJECTION,
    ))  # fmt: skip
    h.hold(Holding(Block, _("What you keep apart"), 172, HERSELF, withheld={"request": h.INNER}))


def _stays_out() -> None:
    h.leave_out(
        h.OTHERS, "casework.RelatedPerson", "casework.Aggressor", "casework.AggressorLink",
        "casework.BackgroundNote", "casework.BackgroundReading", "consent.RelatedAnswer",
    )  # fmt: skip
    h.leave_out(h.SECURITY, "casework.DataKey", "casework.Conflict", "selfservice.Visit")
    h.leave_out(h.SHOWN, "casework.StoredFile", "casework.SealedDocument", "casework.Grant",
                "casework.Export", "casework.ComplaintDraft")  # fmt: skip
    h.leave_out(h.HISTORY, "casework.EpisodeRevision")
    h.leave_out(h.INNER, "casework.CaseTeam", "casework.TaskMove", "casework.CaseProtocol",
                "casework.LegalDocument", "casework.Draft", "complaints.Erasure")  # fmt: skip
