"""Who meets in the tests of requests."""

import pytest

from casework.survivors import barring
from complaints.rights import port
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


@pytest.fixture(autouse=True)
def nothing_does_it_by_itself(monkeypatch):
    """Other rooms carry rights out; here each is said by hand unless the test registers one."""
    monkeypatch.setattr(port._registry, "fulfillers", {})
    monkeypatch.setattr(port._registry, "checks", [])
    monkeypatch.setattr(port._registry, "listeners", [])


@pytest.fixture
def named(monkeypatch):
    """Who asks was named by her."""
    monkeypatch.setattr(barring, "_checks", [lambda _id, run, _document: run is not None])
