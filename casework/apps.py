"""Django application: Casework."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Casework."""

    name = "casework"
    verbose_name = _("Casework")

    def ready(self) -> None:
        """Register what each feature gives to the whole."""
        from .access import checks, state_login  # noqa: F401 - checks register themselves
        from .attachments import tab
        from .cases import start as cases
        from .cases.work import start as work
        from .drafts import start as drafts
        from .episodes import start as episodes
        from .interop.checks import register_all
        from .legal import start as legal
        from .messages import start as messages
        from .plans import start as plans
        from .protocols import start as protocols
        from .referrals import start as referrals
        from .risk import start as risk
        from .survivors import start as survivors

        register_all()
        state_login.register()
        tab.add()
        rooms = (
            drafts, survivors, protocols, messages, cases, work, episodes, risk, plans, legal,
            referrals,
        )  # fmt: skip
        for room in rooms:
            room.register()
        _track_changes()


def _track_changes() -> None:
    """Have the field changes of what people change logged (design 7).

    All that is about a woman or a third person is hidden by the log itself; what is masked here
    is what stands for somebody without being classed so.
    """
    from .access.grant_models import Grant
    from .access.models import Assignment, Operator, Undertaking
    from .attachments.models import Attachment
    from .audit.changes import track
    from .cases.act_models import FollowUp
    from .cases.models import Case, CaseTeam
    from .cases.waiting.models import WaitingRule
    from .episodes.aggressor_models import Aggressor, AggressorLink
    from .episodes.models import Episode
    from .legal.duty_models import ReportingDuty
    from .legal.measure_models import Breach, ProtectiveMeasure
    from .legal.models import Hearing, LegalProcess
    from .messages.models import MessageOptIn, MessagePause
    from .referrals.models import Referral
    from .risk.models import Instrument, LevelClock, RiskResult
    from .sharing.models import RecipientClass, SharingPurpose
    from .survivors.models import Door, RelatedPerson, SafeContact, Survivor
    from .territory.models import Agreement, Centre, Executor

    track(Operator, masked=("run_masked",))
    track(Centre, masked=("address", "phone"))  # a shelter's are secret
    for model in (
        Aggressor, AggressorLink, Agreement, Assignment, Attachment, Case, CaseTeam, Door, Episode,
        Executor, FollowUp, Grant, Instrument, LevelClock, RecipientClass, RelatedPerson,
        RiskResult,
        MessageOptIn, MessagePause, SafeContact, SharingPurpose, Survivor, Undertaking, WaitingRule,
        Breach, Hearing, LegalProcess, ProtectiveMeasure, Referral, ReportingDuty,
    ):  # fmt: skip
        track(model)
