"""Who meets in the tests of opinions."""

import pytest

from tests import people, women


@pytest.fixture
def worker():
    return people.own_centre_worker()


@pytest.fixture
def her(worker):
    return women.registered(worker)
