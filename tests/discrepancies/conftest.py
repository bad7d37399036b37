"""Who meets in the tests of discrepancies."""

import pytest

from tests import people, women


@pytest.fixture
def worker():
    return people.own_centre_worker()


@pytest.fixture
def head():
    return people.head_of_centre()


@pytest.fixture
def her(worker):
    return women.registered(worker)
