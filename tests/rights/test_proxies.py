"""Whoever asks for another, and whoever asks about nobody here (DP-12, DP-44, AB31, AB32)."""

from zoneinfo import ZoneInfo

import pytest

from casework.access.context import acting
from casework.cases.models import Case
from casework.documents.uploads import CleanFile
from casework.models import ExitReason
from casework.survivors.actions import add_related
from complaints.rights import (
    actions,
    answer_actions,
    heir_actions,
    proxies,
)
from complaints.rights.actions import RightsRefused
from complaints.rights.choices import Asked, Filer, Outcome
from complaints.rights.filing import Proxy
from complaints.rights.states import State
from tests.database import as_system

from .hands import NOBODYS, at_the_counter, officer, row
from .steps import decided, for_her, ground, now, prepared

CHILE = ZoneInfo("America/Santiago")
REASON = "Falta el informe de otra institución."
POWER = CleanFile(b"%PDF-1.4 poder", "application/pdf", "pdf", "poder.pdf", scanned=False)


pytestmark = pytest.mark.django_db


def test_a_power_is_looked_at_by_a_person_before_anything_is_granted(worker, her):
    request = for_her(worker, her, files=(("power", POWER),))
    with pytest.raises(RightsRefused):
        prepared(worker, request)
    with acting(worker.staff.context):
        actions.check_power(request=request, what="Ante notario, la cubre.", by=worker.staff,
                            at=now())  # fmt: skip
    assert prepared(worker, request).state == State.REVIEWING


def test_without_any_paper_there_is_nothing_to_check(worker, her):
    request = for_her(worker, her)
    with acting(worker.staff.context), pytest.raises(RightsRefused):
        actions.check_power(request=request, what="Un gato.", by=worker.staff, at=now())


def test_ab32_somebody_she_named_gets_the_answer_of_a_stranger_and_no_other(
    worker, head, her, named
):
    request = for_her(worker, her, files=(("power", POWER),))
    with acting(worker.staff.context):
        assert proxies.standing(request) == proxies.Standing.BARRED
        with pytest.raises(RightsRefused):
            actions.check_power(request=request, what="Ante notario.", by=worker.staff, at=now())
    for outcome, cause in ((Outcome.GRANTED, None), (Outcome.REFUSED, ground())):
        with pytest.raises(RightsRefused):
            prepared(worker, request, outcome, cause, "Respuesta")
    nothing = ground(answer_actions.NOTHING)
    his = decided(head, prepared(worker, request, Outcome.REFUSED, nothing, "Nada."))
    first, second = officer(), officer("otra.datos")
    his_paper = {"filer": Filer.REPRESENTATIVE, "proxy": Proxy("Tomás Poder", "12.345.678-5")}
    stranger = row(
        at_the_counter(
            worker.staff, run=NOBODYS, right=Asked.RECTIFICATION, wording="x", **his_paper
        )
    )
    theirs = decided(second, prepared(first, stranger, Outcome.REFUSED, nothing, "Nada."))
    with as_system():
        one, other = his.letter.context, theirs.letter.context
        assert one["sections"] == other["sections"]


def test_dp12_an_heir_whom_she_forbade_is_refused(worker, her):
    with acting(worker.staff.context):
        heir_actions.say(survivor=her, allowed=True, by=worker.staff, at=now())
        heir_actions.say(survivor=her, allowed=False, by=worker.staff, at=now())
        assert heir_actions.wish_of(her).allowed is False
    request = for_her(worker, her, filer=Filer.HEIR, files=(("power", POWER),))
    without_case(her)
    with acting(worker.staff.context):
        assert proxies.standing(request) == proxies.Standing.FORBIDDEN
    with pytest.raises(RightsRefused):
        prepared(worker, request)


def without_case(her):
    with as_system():
        Case.objects.filter(survivor=her).update(
            stage="closed", closed_at=now(), exited_at=now(), exit_reason=ExitReason.objects.first()
        )


def test_dp12_nobody_inherits_from_a_woman_who_is_being_attended(worker, head, her):
    request = for_her(worker, her, filer=Filer.HEIR, files=(("power", POWER),))
    with acting(worker.staff.context):
        assert proxies.standing(request) == proxies.Standing.ALIVE
        with pytest.raises(RightsRefused):
            actions.check_power(request=request, what="Posesión efectiva.", by=worker.staff,
                                at=now())  # fmt: skip
    for outcome, cause in ((Outcome.GRANTED, None), (Outcome.REFUSED, ground())):
        with pytest.raises(RightsRefused):
            prepared(worker, request, outcome, cause, "Respuesta")
    nothing = ground(answer_actions.NOTHING)
    assert prepared(worker, request, Outcome.REFUSED, nothing, "Nada.").state == State.REVIEWING


def test_dp12_an_heir_of_whom_nobody_attends_shows_papers(worker, her):
    request = for_her(worker, her, filer=Filer.HEIR, files=(("power", POWER),))
    without_case(her)
    with pytest.raises(RightsRefused):
        prepared(worker, request)
    with acting(worker.staff.context):
        actions.check_power(request=request, what="Posesión efectiva.", by=worker.staff, at=now())
    assert prepared(worker, request).state == State.REVIEWING


def test_nobody_here_is_answered_only_that_nothing_can_be_given(worker):
    request = row(at_the_counter(worker.staff, run=NOBODYS))
    first, second = officer(), officer("otra.datos")
    with acting(first.staff.context):
        actions.confirm(request=request, how="Aquí no hay nadie con este RUN.", by=first.staff,
                        at=request.hold_until)  # fmt: skip
    with pytest.raises(RightsRefused):
        prepared(first, request)
    nothing = ground(answer_actions.NOTHING)
    answered = decided(second, prepared(first, request, Outcome.REFUSED, nothing, "Nada."))
    assert answered.state == State.DECIDED


def test_ab03_somebody_called_like_whom_she_named_is_looked_at_by_the_head(worker, head, her):
    with acting(worker.staff.context):
        add_related(survivor=her, relation="partner", name="Tomas Podér", is_aggressor=True,
                    by=worker.staff, at=now())  # fmt: skip
    request = for_her(worker, her, files=(("power", POWER),))
    words = {"request": request, "what": "Ante notario, la cubre.", "at": now()}
    with acting(worker.staff.context):
        assert proxies.standing(request) == proxies.Standing.ALIKE
        with pytest.raises(RightsRefused):
            actions.check_power(by=worker.staff, **words)
    with pytest.raises(RightsRefused):
        prepared(worker, request)
    with acting(head.staff.context):
        checked = actions.check_power(by=head.staff, **words)
        assert proxies.standing(checked) == proxies.Standing.FREE
