"""The two sides: a site that knows of its training copy, and the copy itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import clear_url_caches, set_urlconf

from config.settings.practice import of_copy

MEETING = {
    "PRACTICE_ORIGIN": "https://practica.example", "PRACTICE_SITE": "https://sitio.example",
    "PRACTICE_SECRET": "a secret that both sides know, of fifty letters or more",
}  # fmt: skip


def as_copy(meeting: dict[str, str] = MEETING) -> Any:
    """The settings of a process that is the copy, made as the process makes them."""
    names = ("MIDDLEWARE", "TLS", "CACHES", "BRAND", "CLAVE_UNICA", "MESSAGE_PROVIDERS", "FIRMAGOB")
    return override_settings(
        **meeting, **of_copy({**meeting, **{name: getattr(settings, name) for name in names}})
    )


@pytest.fixture
def site() -> Iterator[None]:
    with override_settings(**MEETING):
        yield


@pytest.fixture
def copy() -> Iterator[None]:
    with as_copy():
        clear_url_caches()
        set_urlconf(None)
        yield
    clear_url_caches()
