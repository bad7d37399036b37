"""Writes one case of the demo forward in time, from its opening to today."""

from datetime import datetime, timedelta

from casework.access.principals import Staff
from casework.cases import act_actions, actions, details_actions, exit_actions, team_actions
from casework.cases.act_models import ContactTry, FollowUp, Session
from casework.cases.catalogue import ExitReason
from casework.cases.models import Case, CaseTeam
from casework.cases.refusals import DoNotContact
from casework.cases.stages import Stage
from casework.survivors.choices import Channel
from casework.survivors.models import SafeContact, Survivor
from casework.territory.models import Centre
from casework.territory.validity import CHILE

from .casework_words import NOTES, REASONS, SERVICES
from .women import World

WRITTEN_AGO = timedelta(hours=1)
RECEIVED = (Stage.ORIENTATION,)
ENTERED = (Stage.ORIENTATION, Stage.ENTRY)
DIAGNOSED = (*ENTERED, Stage.DIAGNOSIS)
AT_WORK = (*DIAGNOSED, Stage.INTERVENTION)


class Telling:
    """Writes one case forward in time, from its opening to today."""

    def __init__(self, world: World, case: Case, worker: Staff) -> None:
        self.world, self.case, self.worker = world, case, worker
        self.now = self.until = world.at - WRITTEN_AGO
        self.here = case.opened_at

    def later(self, share: float = 0.2) -> datetime:
        """Go on by a share of the time left."""
        self.here += (self.until - self.here) * share
        return self.here

    def through(self, stages: tuple[Stage, ...]) -> None:
        """Bring the case through stages; those it has passed already are skipped."""
        for stage in stages:
            if stage > self.case.stage:
                self.case = actions.move(
                    case=self.case, to=stage, by=self.worker, at=self.now, happened=self.later()
                )

    def sessions(self, count: int, *, missed: int = 0) -> None:
        """Write sessions, the last ones missed."""
        chance, kinds = self.world.chance, Session.Attendance
        gap = (self.until - self.here) / (count + 3)
        for number in range(count):
            absent = number >= count - missed
            self.here += gap
            act_actions.add_session(
                case=self.case, by=self.worker, at=self.now, happened=self.here,
                kind=chance.choice(Session.Kind.values),
                attendance=kinds.MISSED if absent else kinds.ATTENDED,
                minutes=chance.choice((45, 50, 60)), note=chance.choice(NOTES),
            )  # fmt: skip

    def tries(self, count: int, last: str = ContactTry.Result.NO_ANSWER) -> None:
        """Write tries to reach her over the channel she agreed to, if she agreed to one."""
        agreed = SafeContact.objects.filter(survivor_id=self.case.survivor_id, ended_at=None)
        contact = agreed.first()
        channel = contact.channel if contact else Channel.CALL
        for number in range(count):
            result = last if number == count - 1 else ContactTry.Result.NO_ANSWER
            try:
                act_actions.add_try(
                    case=self.case, by=self.worker, at=self.now, happened=self._allowed(contact),
                    channel=channel, result=result, confirmed=True,
                )  # fmt: skip
            except DoNotContact:
                return

    def _allowed(self, contact: SafeContact | None) -> datetime:
        """Give a moment a little later, inside the hours she agreed to."""
        moment = self.later(0.15)
        if contact is None or contact.from_hour is None:
            return moment
        hour = moment.astimezone(CHILE).replace(hour=contact.from_hour.hour, minute=30)
        if hour > self.now:
            hour -= timedelta(days=1)
        return max(hour, self.case.opened_at)

    def drop_out(self) -> None:
        """She stopped coming."""
        self.case = actions.drop_out(
            case=self.case, by=self.worker, at=self.now, happened=self.later(),
            reason=self.world.chance.choice(REASONS),
        )  # fmt: skip

    def return_(self) -> None:
        """She came back."""
        self.case = actions.return_(
            case=self.case, by=self.worker, at=self.now, happened=self.later()
        )

    def exit(self, reason: str, happened: datetime | None = None) -> None:
        """She left."""
        self.here = happened or self.later()
        self.case = exit_actions.exit_case(
            case=self.case, reason=ExitReason.objects.get(pk=reason), by=self.worker, at=self.now,
            happened=self.here, note=self.world.chance.choice(NOTES),
        )  # fmt: skip

    def follow_ups(self, *results: str) -> None:
        """Write the first follow-ups whose day has come; the others stay open or overdue."""
        rows = FollowUp.objects.filter(case=self.case, done_at=None).order_by("months")
        left = self.here
        for row, result in zip(rows.select_related("case"), results, strict=False):
            happened = left + timedelta(days=30 * row.months + 4)
            if happened < self.until:
                self.here = happened
                exit_actions.record_follow_up(
                    follow_up=row, result=result, by=self.worker, at=self.now, happened=happened
                )
        self.case.refresh_from_db()

    def close(self) -> None:
        """The last follow-up was done."""
        self.here = self.later(0.5)
        self.case = actions.move(
            case=self.case, to=Stage.CLOSED, by=self.worker, at=self.now, happened=self.here
        )

    def ask(self) -> None:
        """She asked for something that is not offered."""
        act_actions.add_request(
            case=self.case, service=self.world.chance.choice(SERVICES), by=self.worker,
            at=self.now, happened=self.later(0.1), given=self.world.chance.random() < 0.4,
        )  # fmt: skip


def telling(world: World, survivor: Survivor, centre: Centre, worker: Staff) -> Telling:
    """Begin to tell her open case in a centre."""
    case = Case.objects.select_related("survivor").get(
        survivor=survivor, centre=centre, closed_at=None
    )
    return Telling(world, case, worker)


def describe(tale: Telling) -> None:
    """Say the programme and the kind of work; a second person joins where there is one."""
    chance, now = tale.world.chance, tale.now
    details_actions.describe(
        case=tale.case, entry_route=tale.case.entry_route or "centre", programme="PAI",
        intervention_type=chance.choice(("psychosocial", "psychosociolegal", "orientation")),
        by=tale.worker, at=now,
    )  # fmt: skip
    others = team_actions.colleagues(tale.case.centre_id, now)
    other = others.exclude(operator_id=tale.worker.operator_id).first()
    if other and chance.random() < 0.5:
        team_actions.join_team(
            case=tale.case, operator_id=other.operator_id, role=CaseTeam.Role.SOCIAL_WORKER,
            by=tale.worker, at=now,
        )  # fmt: skip
