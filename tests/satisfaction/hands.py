"""Asking and answering as the people of the tests would."""

from datetime import timedelta

from django.utils import timezone

from casework.access.context import acting
from casework.territory.validity import chilean_day
from complaints.models import Opinion, OpinionInvitation
from complaints.satisfaction import actions
from complaints.satisfaction.choices import Moment, Topic
from complaints.satisfaction.rules import once
from tests.database import as_system

GRADES = {Topic.LIKING: 7, Topic.SOLVING: 5, Topic.CLARITY: 6}


def invited(worker, her, moment=Moment.ENTRY, days_ago=0):
    """She may be asked, since some days ago. worker: who asks, or her account."""
    staff, at = getattr(worker, "staff", worker), timezone.now()
    days = once(moment, chilean_day(at - timedelta(days=days_ago)))
    with acting(staff.context):
        actions.invite(survivor=her, centre_id=min(staff.case_centres), days=[days], at=at)
        return OpinionInvitation.objects.get(moment=moment, from_day=days.from_day)


def answers():
    """All that was answered, as nobody but the system sees it."""
    with as_system():
        return list(Opinion.objects.values("moment", "liking", "solving", "clarity"))


def answered(centre, moment, month, *grades):
    """Answers of a month, put there as the database would."""
    with as_system():
        for grade in grades:
            Opinion.objects.create(
                centre=centre, moment=moment, month=month, liking=grade, solving=grade,
                clarity=grade,
            )  # fmt: skip
