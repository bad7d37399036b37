"""Every page of the day's work costs at most twelve queries, whatever its length."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import people
from tests.work.test_screens import attended

pytestmark = pytest.mark.django_db
MOST = 12
# What opens and closes the request, and says who asks: the door's own, not the page's.
NOT_COUNTED = ("SAVEPOINT", "set_config", "BEGIN", "COMMIT")


@pytest.mark.parametrize(
    "address",
    ["mi-dia/", "casos/", "casos/?riesgo=ALTO&atraso=1", "tareas/", "lista-de-espera/",
     "mi-centro/"],
)  # fmt: skip
def test_a_page_costs_at_most_twelve_queries(address):
    head = people.head_of_centre()
    for number in range(3):
        attended(head, f"Ella{number}", due=-number, level="ALTO")
    client = people.login(Client(), head)
    client.get(f"/gestion/{address}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/gestion/{address}").status_code == 200
    page = [one["sql"] for one in asked if not any(word in one["sql"] for word in NOT_COUNTED)]
    assert len(page) <= MOST, "\n".join(sql[:160] for sql in page)
