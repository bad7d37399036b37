"""Her own pages: what was agreed and nothing else, on pages that a cheap telephone can bring."""

import re

import pytest
from django.db import connection

from casework.access.context import acting, enter
from casework.access.principals import SurvivorPrincipal
from casework.audit.models import AuditEvent
from casework.referrals import actions as referrals
from casework.referrals.actions import ReferralFacts
from casework.survivors.actions import Identity, add_related, register
from casework.survivors.models import RelatedPerson, SafeContact
from casework.survivors.registry.actions import Answer, tell
from casework.territory.validity import chilean_day
from selfservice import agreeing, at_once, extract
from selfservice.choices import Group
from selfservice.models import Agreement
from tests.database import as_system
from tests.selfservice.conftest import HERS, NOW, UNKNOWN, phone
from tests.selfservice.test_door import type_key

pytestmark = pytest.mark.django_db
HOME = "/mi-espacio/"
PAGES = ("", "datos/", "gestiones/", "contacto/", "solicitudes/", "equipo/", "acceso/",
         "lecturas/", "al-salir/", "permisos/")  # fmt: skip
BODY = 18_000  # bytes of the page itself: with style and scripts it stays under 30 kB


@pytest.fixture
def file(her, own_centre_worker, as_principal, centres):
    """A file with everything that must never be shown beside what may."""
    as_principal(own_centre_worker)
    by = {"survivor": her, "by": own_centre_worker, "at": NOW}
    add_related(relation="child", name="Niñacanaria", **by)
    add_related(relation="former_partner", name="Otrocanario", is_aggressor=True, **by)
    facts = ReferralFacts(
        on_day=chilean_day(NOW), direction="out", urgency_id="medium", institution_id="MINSAL",
        contact="Contactocanario", reason="Motivocanario",
    )  # fmt: skip
    referrals.make_referral(facts=facts, centre_id=centres[0].pk, **by)
    return her


@pytest.fixture
def agreed(file, own_centre_worker, as_principal):
    def agree(*groups: str) -> None:
        as_principal(own_centre_worker)
        agreeing.agree(survivor=file, groups=groups, by=own_centre_worker, at=NOW)

    return agree


@pytest.fixture
def inside(key_in_hand, file):
    from casework.access.context import NOBODY

    enter(NOBODY)
    client = phone(HERS)
    type_key(client, key_in_hand)
    return client


CANARIES = ("Niñacanaria", "Otrocanario", "Contactocanario", "Motivocanario", "8765 4321",
            "87654321", "Paty")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_hers_tells_another_person_an_address_or_a_number(inside, agreed, path):
    agreed(*Group.values)
    page = inside.get(HOME + path).content.decode()
    assert [word for word in CANARIES if word in page] == []
    assert len(page.encode()) < BODY


def test_her_centre_is_named_nowhere_but_where_she_reads_who_read(inside, agreed):
    agreed(*Group.values)
    said = [path for path in PAGES if "Valdivia" in inside.get(HOME + path).content.decode()]
    assert said == ["lecturas/"]


def test_she_reads_what_was_agreed(inside, agreed):
    agreed(*Group.values)
    page = inside.get(f"{HOME}datos/").content.decode()
    assert "Ana María Soto Núñez" in page
    assert "44.444.444" not in page
    errands = inside.get(f"{HOME}gestiones/").content.decode()
    assert "Ministerio de Salud" in errands
    assert "Aún no hay respuesta" in errands
    assert "••• 21" in inside.get(f"{HOME}contacto/").content.decode()


@pytest.mark.parametrize("path", ["datos/", "gestiones/", "contacto/"])
def test_without_an_agreement_nothing_of_her_file_is_shown(inside, path):
    page = inside.get(HOME + path).content.decode()
    assert "Aquí no se muestra nada aún" in page
    assert "Soto" not in page
    assert "Salud" not in page


@pytest.mark.parametrize("group", Group.values)
def test_the_database_itself_gives_her_only_what_was_agreed(file, agreed, group):
    agreed(*(one for one in Group.values if one != group))
    with acting(SurvivorPrincipal(file.pk).context):
        given = {
            Group.LIFE: list(extract._life(chilean_day(NOW))),
            Group.FAMILY: list(extract._family()),
            Group.SINCE: list(extract._since()),
            Group.REFERRALS: extract.supports(),
            Group.CONTACT: extract.reaching(),
        }
    assert not given.get(Group(group))


def test_her_session_reads_no_safe_contact_but_through_what_was_agreed(file):
    with acting(SurvivorPrincipal(file.pk).context):
        assert not SafeContact.objects.exists()


def test_nobody_elses_extract_comes_out(file, agreed):
    agreed(*Group.values)
    from casework.identity.records import new_id

    with acting(SurvivorPrincipal(new_id()).context):
        assert extract.supports() == []
        assert extract.reaching() is None


def test_what_another_woman_agreed_to_shows_her_own_and_nothing_of_this_one(
    file, agreed, own_centre_worker, as_principal, centres
):
    agreed(*Group.values)
    by = {"by": own_centre_worker, "at": NOW}
    tell(survivor=file, answers={"occupation": Answer(("informal",))}, **by)
    other = register(
        identity=Identity(working_name="Otra"), contact=None, centre_id=centres[0].pk, **by
    )
    agreeing.agree(survivor=other, groups=Group.values, **by)
    with acting(SurvivorPrincipal(other.pk).context):
        assert list(extract._life(chilean_day(NOW))) == []
        assert list(extract._family()) == []
        assert extract.supports() == []
        assert extract.reaching() is None
        (first, last), agreements = extract._only("siivbg_my_since"), Agreement.objects.count()
    assert (first, last, agreements) == (NOW, NOW, 1)


def test_of_how_she_lives_only_what_is_safe_to_see_comes_out(file, agreed, own_centre_worker):
    by = {"by": own_centre_worker, "at": NOW}
    told = {"occupation": Answer(("informal",)), "mental-health": Answer(("unsaid",))}
    tell(survivor=file, answers=told, **by)
    agreed(*Group.values)
    with acting(SurvivorPrincipal(file.pk).context), connection.cursor() as cursor:
        cursor.execute("SELECT field FROM siivbg_my_life()")
        assert cursor.fetchall() == [("occupation",)]


def test_a_child_nobody_counts_any_more_and_the_aggressor_are_not_counted(file, agreed):
    agreed("family")
    with acting(SurvivorPrincipal(file.pk).context):
        assert extract._only("siivbg_my_family") == (1, 0)
    with as_system():
        RelatedPerson.objects.filter(relation="child").update(ended_at=NOW)
        RelatedPerson.objects.filter(is_aggressor=True).update(in_her_care=True)
    with acting(SurvivorPrincipal(file.pk).context):
        assert extract._only("siivbg_my_family") == (0, 0)


def test_what_was_agreed_before_shows_nothing_any_more(file, agreed):
    agreed("contact", "referrals")
    agreed("identity")
    with acting(SurvivorPrincipal(file.pk).context):
        assert extract.reaching() is None
        assert extract.supports() == []


def test_her_reading_is_in_her_ledger(inside):
    inside.get(f"{HOME}datos/")
    with as_system():
        assert AuditEvent.objects.filter(verb="file.read", actor_kind="survivor").count() == 1


def test_the_agreement_may_be_changed_and_the_last_one_counts(file, agreed):
    agreed("identity")
    agreed("referrals")
    with as_system():
        assert Agreement.objects.filter(ended_at=None).get().groups == ["referrals"]
        assert Agreement.objects.count() == 2


def test_only_known_parts_can_be_agreed(file, agreed):
    agreed("identity", "risk", "address")
    with as_system():
        assert Agreement.objects.get().groups == ["identity"]


@pytest.mark.parametrize("path", [path for path in PAGES[1:] if path != "al-salir/"])
def test_whoever_is_not_inside_is_sent_to_the_page_that_is_alike_for_all(key_in_hand, path):
    assert phone(HERS).get(HOME + path)["Location"] == HOME
    assert phone(UNKNOWN).get(HOME + path)["Location"] == HOME


def test_how_to_leave_is_the_same_page_for_everybody(key_in_hand, client):
    def words(browser) -> str:
        page = browser.get(f"{HOME}al-salir/").content.decode()
        return re.sub(r"\s+", " ", re.search(r"<main.*</main>", page, re.DOTALL)[0])

    assert words(phone(HERS)) == words(phone(UNKNOWN)) == words(client)
    assert "historial" in words(client)


@pytest.mark.parametrize("groups", [(), ("contact",), ("since", "life"), tuple(Group.values)])
def test_asked_at_once_or_one_by_one_it_is_the_same(file, agreed, own_centre_worker, groups):
    tell(survivor=file, answers={"occupation": Answer(("informal",))}, by=own_centre_worker, at=NOW)
    agreed(*groups)

    def read(groups):
        return extract.extract_of(file, groups, NOW), extract.supports(), extract.reaching()

    with acting(SurvivorPrincipal(file.pk).context):
        one_by_one = read(groups)
        with at_once.read() as found:
            assert set(found) == set(groups)
            assert read(found) == one_by_one
