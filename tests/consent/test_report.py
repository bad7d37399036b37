"""The report of what is missing and incomplete, per centre (DP-28)."""

import pytest
from django.utils import timezone

from casework.survivors.actions import Identity, add_related, open_attention
from consent import report
from consent.text_actions import approve, new_version, send_to_review
from tests.consent.screens import answers, hers, on_paper, picture, registered, signature
from tests.database import as_system
from tests.survivors.conftest import NOW

pytestmark = pytest.mark.django_db
REPORT = "/gestion/autorizaciones/"


def counted(staff) -> dict[str, int]:
    return {name: number for name, number in report.counts(report.women(staff)).items() if number}


def test_a_woman_who_has_not_answered_is_missing(anas, text, as_paula):
    assert counted(as_paula) == {"all": 1, "missing": 1}


def test_whoever_said_no_has_answered(desk, anas, text, as_paula):
    """DP-22: a refusal is complete."""
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text, "no") | signature())
    assert counted(as_paula) == {"all": 1}


def test_an_earlier_version_is_told_apart(desk, anas, text, as_paula, editor, second_person):
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text) | signature())
    with as_system():
        following = new_version(text=text, by=editor, at=NOW)
        send_to_review(text=following, by=editor, at=NOW)
        approve(text=following, by=second_person, at=NOW)
    assert counted(as_paula) == {"all": 1, "outdated": 1}


def test_a_paper_without_scan_is_incomplete_until_signed_again(desk, anas, text, as_paula):
    paper = hers(anas, "autorizaciones/papel/")
    desk.post(paper, answers(text) | on_paper(scan_later="on"))
    assert counted(as_paula) == {"all": 1, "no_scan": 1}
    desk.post(paper, answers(text) | on_paper(scan=picture()))
    assert counted(as_paula) == {"all": 1}


def test_somebody_close_without_agreement_is_listed_and_an_aggressor_is_not(
    desk, anas, text, as_paula
):
    """DP-29."""
    desk.post(hers(anas, "autorizaciones/firmar/"), answers(text, "no") | signature())
    at = timezone.now()
    add_related(survivor=anas, relation="partner", is_aggressor=True, by=as_paula, at=at)
    assert counted(as_paula) == {"all": 1}
    child = add_related(survivor=anas, relation="child", by=as_paula, at=at)
    assert counted(as_paula) == {"all": 1, "related": 1}
    desk.post(hers(anas, f"cercanos/{child.pk}/"), {"given": "yes"})
    assert counted(as_paula) == {"all": 1}


def test_the_other_centre_counts_nobody(desk_there, anas, text):
    page = desk_there.get(REPORT)
    assert page.context["all"] == 0
    assert "Ana María" not in page.content.decode()


def test_a_grant_to_read_one_file_adds_nobody_to_the_report(anas, olga, text):
    from dataclasses import replace

    from casework.access.context import enter

    reader = replace(olga.staff, granted=frozenset({anas.pk}))
    enter(reader.context)
    assert report.counts(report.women(reader))["all"] == 0


def test_the_list_leads_to_her_tab_and_filters_by_problem(desk, anas, text):
    assert hers(anas) in desk.get(REPORT).content.decode()
    assert hers(anas) in desk.get(REPORT, {"pendiente": "missing"}).content.decode()
    assert hers(anas) not in desk.get(REPORT, {"pendiente": "no_scan"}).content.decode()


def test_many_women_cost_as_many_questions_as_one(
    desk, paula, anas, text, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        desk.get(REPORT)
    for number in range(6):
        registered(paula, Identity(working_name=f"Señora {number}"))
    with CaptureQueriesContext(connection) as many:
        page = desk.get(REPORT)
    assert page.context["all"] == 7
    assert len(many) <= len(one)


def test_a_woman_of_two_centres_is_in_both_reports(anas, text, olga, as_paula):
    from casework.access.context import enter

    there = olga.staff
    enter(there.context)
    open_attention(
        survivor_id=anas.pk, centre_id=olga.centre.pk, purpose="", by=there, at=timezone.now()
    )
    assert counted(there) == {"all": 1, "missing": 1}
    enter(as_paula.context)
    assert counted(as_paula) == {"all": 1, "missing": 1}
