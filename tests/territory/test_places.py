"""The reference data of the territory, as the application sees it after the migrations."""

import csv
from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction

from casework.territory.models import Comuna, ComunaAlias, Province, Region

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[2] / "casework/territory/data"


def test_there_are_16_regions_56_provinces_and_346_comunas() -> None:
    assert Region.objects.count() == 16
    assert Province.objects.count() == 56
    assert Comuna.objects.count() == 346
