"""A tiny synthetic registry: two hundred invented women in thirty centres."""

import pytest
from django.core.cache import cache

from config.bench import people, places, scale
from tests.database import as_system

WOMEN = 200


@pytest.fixture(scope="module")
def registered(module_world: None) -> None:
    with as_system():
        scale.add(WOMEN, progress=lambda done, total, seconds: None)


@pytest.fixture
def registry(registered: None, db: None) -> None:
    cache.clear()


@pytest.fixture
def account(registry: None) -> people.Account:
    with as_system():
        return people.make_account()


@pytest.fixture
def ground(registry: None) -> places.Ground:
    from django.utils import timezone

    with as_system():
        return places.prepare(timezone.now())
