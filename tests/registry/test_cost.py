"""The pages of the register cost the same however much is known, at most twelve queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.access.context import acting
from casework.survivors.actions import add_related
from casework.survivors.registry import actions
from tests import people
from tests.registry.conftest import register

pytestmark = pytest.mark.django_db
MOST = 12
# What opens and closes the request and says who asks: the door's own, not the page's.
NOT_COUNTED = ("SAVEPOINT", "set_config", "BEGIN", "COMMIT")


def test_the_pages_of_a_full_file_cost_at_most_twelve_queries(ana):
    her, staff, at = register(ana), ana.staff, timezone.now()
    with acting(staff.context):
        for year in range(2010, 2020):
            add_related(survivor=her, relation="child", birth_year=year, by=staff, at=at)
        for code in ("housing", "income", "gender", "nationality", "migration", "pregnancy"):
            answer = actions.Answer(("unsaid",))
            actions.tell(survivor=her, answers={code: answer}, by=staff, at=at)
    register(ana), register(ana)
    client = people.login(Client(), ana)
    file = f"{her.pk}/"
    for address in ("", "duplicados/", file, f"{file}acogida/", f"{file}dato/housing/",
                    f"{file}relato/"):  # fmt: skip
        client.get(f"/gestion/sobrevivientes/{address}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/gestion/sobrevivientes/{address}").status_code == 200
        page = [one["sql"] for one in asked if not any(word in one["sql"] for word in NOT_COUNTED)]
        assert len(page) <= MOST, f"{address}: {len(page)}\n" + "\n".join(q[:140] for q in page)
