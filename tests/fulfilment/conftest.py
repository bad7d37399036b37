"""Who meets in the tests of carrying requests out."""

import pytest

from casework.episodes import catalogue
from tests import people, women


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
