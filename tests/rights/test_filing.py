"""Filing: anybody, about any RUN, learning nothing (AB06, AB31; law DP-01 to DP-08)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from casework.access.context import NOBODY, acting
from casework.access.principals import SurvivorPrincipal
from casework.audit.models import AuditEvent
from casework.documents.models import SealedDocument
from casework.identity import vault
from casework.identity.models import DataKey
from casework.identity.run import Run
from complaints.models import RequestEvent, RightsRequest
from complaints.rights.choices import Asked, Filer, IdentityLevel, Regime, What
from complaints.rights.filing import Intake, Proxy
from complaints.rights.queries import my_requests
from complaints.rights.states import PublicState, State
from tests import people, women
from tests.database import as_system

from .hands import NOBODYS, at_the_counter, bar, from_outside, officer, row

pytestmark = pytest.mark.django_db


def visible(to):
    with acting(to.context):
        return list(RightsRequest.objects.visible_to(to))


def test_a_visit_that_is_not_open_files_and_learns_nothing(her):
    filed = from_outside()
    assert row(filed).survivor_id == her.pk
    with acting(NOBODY):
        assert RightsRequest.objects.count() == 0
        assert RequestEvent.objects.count() == 0
        assert DataKey.objects.filter(owner="request").count() == 0
        assert SealedDocument.objects.filter(pk=filed.receipt.pk).count() == 0
        with pytest.raises(vault.KeyUnavailable):
            vault.seal(row(filed).key_id, b"x", context="x")


def test_ab31_registered_or_not_the_same_is_asked_and_the_same_is_answered(her):
    known, unknown = [], []
    for run, said in ((women.RUN, known), (NOBODYS, unknown)):
        with CaptureQueriesContext(connection) as asked:
            filed = from_outside(run)
        said += [len(asked), filed.again, filed.receipt.title, len(filed.number)]
        said.append([query["sql"].split(" ")[0] for query in asked])
    assert known == unknown


def test_the_same_visit_lists_what_it_filed_and_nothing_else(worker, her):
    filed = from_outside()
    at_the_counter(worker.staff, right=Asked.PORTABILITY, survivor_id=her.pk)
    with acting(NOBODY):
        lines = my_requests(women.RUN)
        assert my_requests(NOBODYS) == []
    assert [(line.number, line.state) for line in lines] == [(filed.number, PublicState.IN_PROCESS)]
    assert (lines[0].right, lines[0].due_at) == (Asked.ACCESS, filed.due_at)


def test_a_request_that_matches_is_seen_by_her_team_and_by_no_other(worker, her):
    filed = from_outside()
    assert [one.number for one in visible(worker.staff)] == [filed.number]
    assert visible(people.other_centre_worker().staff) == []
    assert visible(people.administrator().staff) == []
    with acting(people.other_centre_worker("otra.ajena").staff.context):
        assert RightsRequest.objects.count() == 0  # the database by itself


def test_her_team_opens_what_was_sealed(worker, her):
    from_outside(wording="Quiero saber")
    with acting(worker.staff.context):
        found = RightsRequest.objects.get()
        assert (found.wording, found.asker_name) == ("Quiero saber", "Alguien")


def test_the_officer_sees_every_line_and_opens_only_what_matches_nobody(her):
    known, unknown = from_outside(), from_outside(NOBODYS)
    who = officer().staff
    assert {one.number for one in visible(who)} == {known.number, unknown.number}
    with acting(who.context):
        assert RightsRequest.objects.get(number=unknown.number).asker_name == "Alguien"
        with pytest.raises(vault.KeyUnavailable):
            _ = RightsRequest.objects.get(number=known.number).asker_name
        changed = RightsRequest.objects.filter(number=known.number).update(language="en")
        assert changed == 0


def test_an_administrator_outside_the_group_sees_no_request(her):
    from_outside(NOBODYS)
    with acting(people.administrator().staff.context):
        assert RightsRequest.objects.count() == 0


def test_the_group_without_the_level_opens_nothing(her):
    someone = people.own_centre_worker("ines.grupo")
    from django.contrib.auth.models import Group

    with as_system():
        someone.user.groups.add(Group.objects.get(name="Derechos de datos"))
    assert not someone.staff.context.answers


def test_she_sees_her_own_and_may_only_take_it_back(her):
    filed = from_outside()
    me = SurvivorPrincipal(her.pk)
    assert [one.number for one in visible(me)] == [filed.number]
    with acting(me.context):
        mine = RightsRequest.objects.get()
        assert mine.asker_name == "Alguien"
        with pytest.raises(ProgrammingError), transaction.atomic():
            RightsRequest.objects.filter(pk=mine.pk).update(state=State.ANSWERED)


def test_a_worker_who_is_the_aggressor_files_as_anybody_and_sees_nothing(her):
    him = people.own_centre_worker("hugo.propio")
    bar(her, him)
    filed = at_the_counter(him.staff, run=women.RUN)
    stranger = at_the_counter(him.staff, run=NOBODYS)
    assert row(filed).survivor_id == her.pk
    assert (filed.again, bool(filed.receipt)) == (stranger.again, bool(stranger.receipt))
    assert visible(him.staff) == []
    with acting(him.staff.context):
        assert RightsRequest.objects.count() == 0


def test_nobody_names_a_woman_of_another_centre(her):
    other = people.other_centre_worker()
    with pytest.raises(ProgrammingError):
        at_the_counter(other.staff, survivor_id=her.pk)


def test_a_counter_far_away_is_no_oracle(her):
    """A RUN asked about where she is not attended looks like one that is unknown (AB05)."""
    other = people.other_centre_worker()
    known, unknown = (
        at_the_counter(other.staff, run=women.RUN),
        at_the_counter(other.staff, run=NOBODYS),
    )
    assert visible(other.staff) == []
    assert (known.again, unknown.again) == (False, False)


def test_dp01_the_regime_is_fixed_at_filing_and_a_later_setting_changes_nothing(her):
    filed = from_outside(at=timezone.now())
    with override_settings(REGIMEN_21719_DESDE=date(2020, 1, 1)):
        newer = from_outside(NOBODYS, at=timezone.now())
    with override_settings(REGIMEN_21719_DESDE=date(2090, 1, 1)):
        older = from_outside(right=Asked.PORTABILITY)
    assert (row(newer).regime, row(older).regime) == (Regime.NEW, Regime.OLD)
    assert row(filed).due_at == filed.due_at


def test_the_beginning_of_a_request_never_changes(worker, her):
    from_outside()
    with acting(worker.staff.context), pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.update(due_at=timezone.now() + timedelta(days=90))


@pytest.mark.parametrize("statement", ["UPDATE", "DELETE FROM"])
def test_dp05_events_stay_as_written(worker, her, statement):
    from_outside()
    rest = " SET at = now()" if statement == "UPDATE" else ""
    with (
        acting(worker.staff.context),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{statement} complaints_requestevent{rest}")


def test_the_same_asked_again_opens_no_second_clock_unless_she_insists(her):
    first = from_outside()
    again = from_outside()
    assert (again.again, again.number) == (True, first.number)
    assert from_outside(insists=True).number != first.number
    assert from_outside(right=Asked.RECTIFICATION, wording="El apellido").again is False


def test_whoever_asks_for_her_does_not_learn_that_she_or_another_asked_before(worker, her):
    from_outside()
    him, sister = Proxy("Pedro Canario", run=NOBODYS), Proxy("Luz Canaria", run=Run(16_666_666))
    about = {"run": women.RUN, "filer": Filer.REPRESENTATIVE}
    his = at_the_counter(worker.staff, **about, proxy=him)
    assert not his.again  # hers is not his
    assert at_the_counter(worker.staff, **about, proxy=him).number == his.number
    assert not at_the_counter(worker.staff, **about, proxy=sister).again
    assert at_the_counter(worker.staff, run=women.RUN).again  # her own, told to herself


def test_a_voice_nobody_can_tell_does_not_learn_that_she_asked_before(worker, her):
    from_outside()
    assert at_the_counter(worker.staff, run=women.RUN).again
    assert not at_the_counter(worker.staff, run=women.RUN, identity=IdentityLevel.NONE).again


def test_what_protects_begins_at_once_and_what_could_be_forced_waits(worker, her):
    assert row(from_outside()).state == State.HELD
    assert row(from_outside(right=Asked.BLOCKING, wording="Miedo")).state == State.WORKING
    assert row(from_outside(right=Asked.RECTIFICATION, wording="x")).state == State.FILED
    alone = at_the_counter(worker.staff, right=Asked.PORTABILITY, survivor_id=her.pk, alone=True)
    assert (row(alone).state, row(alone).hold_until) == (State.FILED, None)


def test_the_key_outlives_her_file(worker, her):
    filed = from_outside(wording="Quiero saber")
    with as_system():
        for key in DataKey.objects.filter(survivor_id=her.pk):
            vault.destroy(key.pk, by=worker.staff.actor, at=timezone.now())
        assert RightsRequest.objects.get(number=filed.number).wording == "Quiero saber"


def test_it_follows_her_to_another_centre(worker, her):
    from_outside()
    with as_system():
        her.centre_ids = [*her.centre_ids, people.other_centre().pk]
        her.save(update_fields=["centre_ids"])
    assert len(visible(people.other_centre_worker().staff)) == 1


def test_the_log_tells_of_it_without_naming_anybody(her):
    filed = from_outside()
    with as_system():
        written = AuditEvent.objects.filter(verb="rights.filed").get()
    assert (written.actor_kind, written.subject) == ("anonymous", None)
    assert written.target_id == str(row(filed).pk)
    assert filed.number.replace("-", "") not in str(written.detail)


def test_a_representative_is_written_down_and_the_power_is_missed(worker, her):
    from complaints.rights.filing import Proxy

    filed = at_the_counter(
        worker.staff, survivor_id=her.pk, filer=Filer.REPRESENTATIVE, proxy=Proxy("Tomás Poder")
    )
    assert row(filed).lacks == ["power"]
    assert row(filed).state == State.HELD


def test_a_request_about_a_papers_number_finds_her_too(worker):
    from casework.identity.documents import DocumentType, IdentityDocument

    paper = IdentityDocument(DocumentType.PASSPORT, "AB123456", "PE")
    intake = Intake(right=Asked.ACCESS, name="Ella", document=paper)
    assert intake.document is paper
    filed = at_the_counter(worker.staff, document=paper)
    assert row(filed).survivor_id is None
    with as_system():
        assert [one.what for one in row(filed).events.all()] == [What.FILED]


def test_somebody_registered_after_she_asked_is_answered_by_her_team(worker):
    filed = from_outside()
    assert visible(worker.staff) == []
    her = women.registered(worker)
    assert [one.number for one in visible(worker.staff)] == [filed.number]
    assert row(filed).survivor_id == her.pk


@pytest.mark.parametrize(
    "table", ["complaints_requestevent", "complaints_requestfile", "complaints_sending"]
)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_dp05_what_proves_an_answer_is_changed_and_deleted_by_nobody(table, verb):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('siivbg_app', %s, %s)", [table, verb])
        assert cursor.fetchone() == (False,)
