"""Every page of her file, and of the work around it, asks the database twelve things at most.

The table is the access matrix itself, so a new page is measured from its first day.
"""

import copy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from casework.territory import listed
from tests import people
from tests.access import matrix
from tests.access.matrix_files import Hers
from tests.access.test_matrix import make_world
from tests.pages import life
from tests.trayecto.counting import counted

pytestmark = pytest.mark.django_db
MOST = 12  # the door among them: session, account and grants, device, assignments, context
WORK = ("work:", "survivors:", "duties:", "centre-cases:", "consent:report", "staff:home", "oirs:",
        "rights:", "fulfilment:", "discrepancies:", "opinions:", "training:")  # fmt: skip


# Two pages that put together many small lists ask more than that, and may never ask more than this.
DEARER = {"rights:request": 19, "fulfilment:work": 22}


def is_work(row):
    return isinstance(row.make, Hers) or row.name.startswith(WORK)


def _again(client, url):
    """Give what a page asks the second time, and its answer."""
    client.get(url)
    with counted() as asked:
        answer = client.get(url)
    return asked, answer


def asked_by(row, world, her, cookies):
    """Give the statements of a page in a process that has answered it once, then undo all."""
    client = Client()
    client.cookies = copy.deepcopy(cookies)
    made = None if isinstance(row.make, Hers) else row.make(world)  # made once, for several rows
    with transaction.atomic():
        args = row.make.of(world, her) if isinstance(row.make, Hers) else made
        url = reverse(row.name, args=args)
        asked, answer = _again(client, url)
        if len(asked) > DEARER.get(row.name, MOST):  # a list kept for a minute may just have ended
            asked, answer = _again(client, url)
        transaction.set_rollback(True)
    listed.forget()
    assert answer.status_code == 200, row.name
    return asked


def costs_for(who, world, her):
    """Give what each page costs that this person opens and nobody was measured on before."""
    cookies = people.login(Client(), world.staff[who]).cookies
    seen_by_workers = who != "n6"
    pages = [
        row for row in matrix.ROWS
        if row.method == "get" and row.expected[who] == 200 and is_work(row)
        and not (seen_by_workers and row.expected["n6"] == 200)
    ]  # fmt: skip
    return {row.name: asked_by(row, world, her, cookies) for row in pages}


def test_no_page_of_a_full_life_asks_more_than_twelve_things():
    world = make_world()
    her = life.full(world)
    costs = costs_for("n6", world, her)
    assert len(costs) > 80
    costs |= costs_for("n5", world, her)
    dear = [name for name, asked in costs.items() if len(asked) > DEARER.get(name, MOST)]
    assert dear == [], "\n".join("\n".join([name, *costs[name]]) for name in dear)
