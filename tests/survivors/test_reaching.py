"""When she may be reached: by the clock on her wall, also in the nights the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.access.context import acting
from casework.survivors import actions
from casework.survivors.forms import ContactForm
from casework.survivors.models import SafeContact
from casework.survivors.reaching import Against, Window, answer_for, may_contact, when
from casework.survivors.weekdays import in_words, understood
from casework.territory.validity import CHILE
from tests import people
from tests.registry.conftest import register

MINUTE = timedelta(minutes=1)
# In 2026 the clocks go back on 4 April at midnight and forward on 5 September at midnight.
BACK, FORWARD = datetime(2026, 4, 5, 3, tzinfo=UTC), datetime(2026, 9, 6, 4, tzinfo=UTC)
hours = st.none() | st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
windows = st.builds(Window, st.frozensets(st.integers(1, 7)), hours, hours).filter(
    lambda one: not (one.starts and one.ends) or one.starts < one.ends
)
near_changes = st.builds(
    lambda change, minutes: change + minutes * MINUTE,
    st.sampled_from((BACK, FORWARD, datetime(2026, 11, 23, 15, tzinfo=UTC))),
    st.integers(-3 * 24 * 60, 3 * 24 * 60),
)


def said(window: Window, moment: datetime) -> bool:
    """The rule as she would say it, in the words of the wall clock."""
    wall = moment.astimezone(CHILE)
    day_is_hers = not window.days or wall.isoweekday() in window.days
    clock = wall.strftime("%H:%M")
    after = window.starts is None or clock >= window.starts.strftime("%H:%M")
    before = window.ends is None or clock <= window.ends.strftime("%H:%M")
    return day_is_hers and after and before


@given(windows, near_changes)
def test_inside_is_what_the_wall_clock_says(window, moment):
    assert window.holds(moment) == said(window, moment)


@settings(max_examples=60, deadline=None)
@given(windows, near_changes)
@example(Window(frozenset({7}), time(0, 10), time(0, 50)), FORWARD - 30 * MINUTE)
@example(Window(frozenset({7}), time(0, 30), time(2)), FORWARD - 30 * MINUTE)
@example(Window(frozenset({6}), time(22), time(23, 30)), BACK - 15 * MINUTE)
@example(Window(frozenset({6}), time(23, 30), time(23, 45)), BACK - 10 * MINUTE)
def test_the_next_opening_is_the_first_minute_inside(window, moment):
    opens = window.opens(moment)
    ahead = (moment + step * MINUTE for step in range(8 * 24 * 60))
    assert opens == next((at for at in ahead if said(window, at)), opens)
    assert opens is None or said(window, opens)


def agreed(**more):
    values = {"channel": "call", "valid_until": date(2027, 1, 1), **more}
    return SafeContact(**values)


MONDAY = datetime(2026, 11, 23, 12, tzinfo=CHILE)


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (agreed(), "Now, at any hour"),
        (agreed(to_hour=time(18)), "Now, until 18:00"),
        (agreed(from_hour=time(18)), "After 18:00"),
        (agreed(weekdays=[2], from_hour=time(9)), "Not today. Tomorrow from 09:00"),
        (agreed(weekdays=[4]), "Not today. Thursday"),
        (agreed(weekdays=[1], to_hour=time(11)), "No longer today. Monday"),
    ],
)
def test_screens_say_in_words_when_she_may_be_reached(contact, words):
    with translation.override("en"):
        assert when(contact, MONDAY) == words


@pytest.mark.parametrize(
    ("contact", "channel", "code"),
    [
        (None, "call", Against.UNKNOWN),
        (agreed(channel="none"), "call", Against.REFUSED),
        (agreed(valid_until=date(2026, 11, 22)), "call", Against.EXPIRED),
        (agreed(weekdays=[2, 3]), "call", Against.DAY),
        (agreed(from_hour=time(14)), "call", Against.HOURS),
        (agreed(), "sms", Against.CHANNEL),
        (agreed(weekdays=[1], from_hour=time(9), to_hour=time(13)), "call", None),
    ],
)
def test_each_rule_has_its_reason(contact, channel, code):
    answer = answer_for(contact, channel, MONDAY)
    assert (answer.allowed, answer.code) == (code is None, code)
    assert answer.reason


def test_days_are_said_as_one_says_them():
    with translation.override("en"):
        assert in_words([1, 2, 3, 4, 5]) == "Monday to Friday"
        assert in_words([2, 4]) == "Tuesday and Thursday"
        assert in_words([6]) == "only Saturday"
        assert in_words([1, 3, 5]) == "Monday, Wednesday and Friday"
        assert in_words([]) == in_words(range(1, 8)) == ""


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("lunes a viernes", [1, 2, 3, 4, 5]), ("Martes y jueves", [2, 4]),
        ("solo sábados", [6]), ("los lunes, miércoles y viernes", [1, 3, 5]),
        ("martes, pero no el primero del mes", []), ("cuando él no está", []),
        ("viernes a lunes", []),
    ],
)  # fmt: skip
def test_free_words_bar_a_day_only_when_wholly_understood(words, days):
    assert understood(words) == days


@pytest.fixture
def ana(db):
    return people.own_centre_worker()


@pytest.mark.django_db
def test_her_contact_in_force_answers_and_her_page_says_so(ana):
    today = timezone.localdate().isoweekday()
    other = today % 7 + 1
    contact = actions.Contact(channel="call", value="+56 9 8765 4321", weekdays=(other,))
    her = register(ana, contact=contact)
    with acting(ana.staff.context):
        assert may_contact(her, "call", timezone.now()).code == Against.DAY
    client = people.login(Client(), ana)
    page = client.get(f"/gestion/sobrevivientes/{her.pk}/contacto/")
    with acting(ana.staff.context), translation.override("es"):
        agreed_to = SafeContact.objects.get(survivor=her, ended_at=None)
        assert page.context["when"] == when(agreed_to, timezone.now())
    assert page.content.decode().count(page.context["when"]) == 2  # the head and the page


@pytest.mark.django_db
def test_the_form_keeps_days_hours_and_her_words(ana):
    her, client = register(ana), people.login(Client(), ana)
    address = f"/gestion/sobrevivientes/{her.pk}/contacto/"
    sent = {"channel": "call", "value": "987654321", "weekdays": ["4", "2"], "from_hour": "09:00",
            "to_hour": "11:30", "note": "No mientras duermen los niños"}  # fmt: skip
    assert client.post(address, {**sent, "weekdays": ["8"]}).status_code == 422
    assert client.post(address, sent).status_code == 302
    form = client.get(address).context["form"]
    assert form.initial["weekdays"] == [2, 4]
    assert (form.initial["from_hour"], form.initial["note"]) == (time(9), sent["note"])


@pytest.mark.parametrize(("ends", "kept"), [("18:14", False), ("18:15", True), ("23:59", True)])
def test_hours_last_long_enough_for_a_message_to_leave_within_them(ends, kept):
    data = {"channel": "in_person", "from_hour": "18:00", "to_hour": ends}
    assert ContactForm(data).is_valid() is kept
