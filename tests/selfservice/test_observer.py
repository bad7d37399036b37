"""An observer cannot tell whose visit it is; and would, if there were anything to tell (AB06)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.survivors import door_actions
from casework.survivors.choices import Mode
from config.bench.browser import Answer
from config.bench.observed import EACH, Visitor, sight
from config.bench.observer import SEEN, Sight, auc, judged, tells
from selfservice import asking
from tests.selfservice.conftest import HERS, NOW, UNKNOWN, phone

KINDS = ("key", "closed", "frozen", "duress")


class Watched:
    """The tests' browser, seen as the observer sees one."""

    def __init__(self, run) -> None:
        self.client = phone(run)

    def get(self, path: str) -> Answer:
        return self._seen(self.client.get(path))

    def post(self, path: str, **fields: str) -> Answer:
        return self._seen(self.client.post(path, fields))

    def _seen(self, response) -> Answer:
        cookies = {f"Set-{name}": one.OutputString() for name, one in response.cookies.items()}
        return Answer(response.status_code, dict(response.items()) | cookies, response.content)


@pytest.fixture
def number(her, own_centre_worker, as_principal):
    """Give what leaves her door in a state and gives the number typed there."""
    from casework.access.context import NOBODY, enter

    def prepare(kind: str) -> str:
        as_principal(own_centre_worker)
        by = {"survivor": her, "by": own_centre_worker, "at": NOW}
        typed = door_actions.hand_key(**by)
        if kind == "key":
            typed = "9 1111 1111 anexo 111 1111"
        elif kind == "closed":
            door_actions.choose_mode(mode=Mode.CLOSED, **by)
        elif kind == "frozen":
            door_actions.freeze(**by)
        else:
            typed = door_actions.hand_duress_key(**by)
        enter(NOBODY)
        return typed

    return prepare


def visits(number, kind: str) -> list[Sight]:
    from django.core.cache import cache

    made, typed = [], number(kind)
    for _time in range(EACH):
        for visitor in (Visitor(HERS, True, typed), Visitor(UNKNOWN, False)):
            made.append(sight(Watched(visitor.run), visitor))
    cache.clear()
    return made


@pytest.mark.django_db
def test_an_observer_cannot_tell_her_visit_from_anybodys(number):
    sight(Watched(UNKNOWN), Visitor(UNKNOWN, False))  # what a server remembers is remembered
    seen = [one for kind in KINDS for one in visits(number, kind)]
    found = judged(seen)
    assert {name: found[name] for name in (*SEEN, "together")} == dict.fromkeys(
        (*SEEN, "together"), 0.5
    )


@pytest.mark.django_db
def test_the_same_observer_notices_one_word_too_many(number, monkeypatch):
    real = asking.neutral_requests

    def leaking(present, at):
        from casework.identity.lookup import run_digest  # one question more, and one line

        shown = real(present, at)
        if run_digest(present.visitor.run) == run_digest(HERS):
            line = asking.Standing("1", "x", NOW, "x", "", may_go_back=False)
            return [*shown, line]
        return shown

    monkeypatch.setattr(asking, "neutral_requests", leaking)
    found = judged(visits(number, "key"))
    assert tells(found["sizes"])
    assert tells(found["together"])


@given(st.lists(st.integers(0, 9), min_size=1), st.lists(st.integers(0, 9), min_size=1))
def test_the_measure_is_the_share_of_pairs_in_order(yes, no):
    pairs = [(a > b) + (a == b) / 2 for a in yes for b in no]
    assert auc(yes, no) == pytest.approx(sum(pairs) / len(pairs))


@pytest.mark.parametrize(
    ("value", "said"), [(0.5, False), (0.529, False), (0.54, True), (0.46, True)]
)
def test_an_observer_who_is_always_wrong_tells_as_much_as_one_who_is_right(value, said):
    assert tells(value) is said
