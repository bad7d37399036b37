"""What her own space has to show: everything agreed, a question asked, a referral made."""

from django.utils import timezone

from casework.access.context import acting
from casework.referrals.actions import ReferralFacts, make_referral
from casework.territory.validity import chilean_day
from selfservice import agreeing, wish_actions
from selfservice.choices import Group, WishKind
from tests.journeys.world import World
from tests.women import space_of

ASKED = "Pregunta-Canaria"


def agree_and_ask(world: World) -> None:
    """Agree that her space shows all it may, refer her, and ask a question in her name."""
    her, by, at = world.her(), world.staff(), timezone.now()
    with acting(by.context):
        agreeing.agree(survivor=her, groups=Group.values, by=by, at=at)
        facts = ReferralFacts(
            on_day=chilean_day(at), direction="out", urgency_id="medium", institution_id="MINSAL"
        )
        make_referral(survivor=her, facts=facts, centre_id=min(by.case_centres), by=by, at=at)
    principal = space_of(her)
    with acting(principal.context):
        wish_actions.ask(kind=WishKind.QUESTION, survivor=her, by=principal, at=at, words=ASKED)
