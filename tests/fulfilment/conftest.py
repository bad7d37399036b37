"""Who meets in the tests of carrying requests out."""

import copy

import pytest

from casework.episodes import catalogue
from tests import people, women
from tests.quick_press import in_earnest

from . import golden


@pytest.fixture(autouse=True)
def fresh_lists():
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def worker(db):
    return people.own_centre_worker()


@pytest.fixture
def head(db):
    return people.head_of_centre()


@pytest.fixture
def her(worker):
    return women.registered(worker)


@pytest.fixture(scope="module")
def written(module_world):
    """Two workers, and her file with a canary in every corner; its papers say what they say."""
    team = golden.team()
    with in_earnest():
        return team, golden.her_file(team[0])


@pytest.fixture
def team(written, db):
    return copy.deepcopy(written[0])


@pytest.fixture
def full(written, db):
    return copy.deepcopy(written[1])
