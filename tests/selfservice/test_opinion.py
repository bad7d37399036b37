"""Three questions in her own space: answered, refused, and kept nowhere half-way (law OI-10)."""

import pytest

from complaints.satisfaction.choices import Moment
from selfservice import sessions
from tests.satisfaction.hands import answers, invited
from tests.selfservice.conftest import HERS, UNKNOWN, phone
from tests.selfservice.test_door import type_key

pytestmark = pytest.mark.django_db
PAGE = "/mi-espacio/opinion/"
MARKS = {"liking": "7", "solving": "6", "clarity": "5"}


@pytest.fixture
def mine(key_in_hand):
    client = phone(HERS)
    type_key(client, key_in_hand)
    return client


def test_in_her_space_she_answers_or_says_no(mine, her, own_centre_worker):
    first = invited(own_centre_worker, her, Moment.ENTRY, days_ago=2)
    page = mine.get(PAGE).content.decode()
    assert str(first.pk) in page
    assert mine.post(PAGE, {"which": first.pk, **MARKS}).status_code == 303
    assert len(answers()) == 1
    second = invited(own_centre_worker, her, Moment.EXIT)
    mine.post(PAGE, {"which": second.pk, "no": "1"})
    assert len(answers()) == 1
    assert 'name="which"' not in mine.get(PAGE).content.decode()


def test_what_is_not_whole_is_kept_nowhere(mine, her, own_centre_worker, monkeypatch):
    invitation = invited(own_centre_worker, her)
    monkeypatch.setattr(sessions, "keep_typed", lambda *given: pytest.fail("it was kept"))
    mine.post(PAGE, {"which": invitation.pk, "liking": "3"})
    page = mine.get(PAGE).content.decode()
    assert "checked" not in page
    assert answers() == []
    mine.post(PAGE, {"which": "no-id", **MARKS})
    mine.post(PAGE, {"which": invitation.pk, **MARKS, "liking": "8"})
    assert answers() == []


def test_a_visit_that_is_not_open_meets_nothing_of_it(key_in_hand):
    for run in (HERS, UNKNOWN):
        assert phone(run).get(PAGE).status_code == 302
        assert phone(run).post(PAGE, MARKS).status_code == 302
