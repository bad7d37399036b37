"""The acts on a request, as one table: where each is open, what it asks, what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff

from . import act_forms as forms
from . import actions, answer_actions, claim_actions, fixing_actions
from .models import RightsRequest
from .states import FINAL, OPEN, State

S = State
Run = Callable[[RightsRequest, Any, Staff, datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """slug: in the address. states: where it is open. main: the one that moves it forward."""

    slug: str
    label: str | Promise
    form: type[forms.ActForm]
    run: Run
    states: frozenset[str]
    done: str | Promise
    main: bool = False
    lead: str | Promise = ""
    when: Callable[[RightsRequest], bool] = lambda request: True

    def is_open(self, request: RightsRequest) -> bool:
        """Say whether it may be done now."""
        return request.state in self.states and self.when(request)


def _take(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return actions.take(request=request, by=by, at=at)


def _identify(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return actions.identify(request=request, by=by, at=at, **form.cleaned_data)


def _confirm(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return actions.confirm(request=request, by=by, at=at, **form.cleaned_data)


def _power(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return actions.check_power(request=request, by=by, at=at, **form.cleaned_data)


def _ask(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return fixing_actions.ask_to_complete(request=request, by=by, at=at, **form.cleaned_data)


def _wait_over(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    how = gettext("Nobody registered here has this RUN: there is nobody to ask.")
    return actions.confirm(request=request, how=how, by=by, at=at)


def _complete(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    wording = form.cleaned_data["wording"]
    return fixing_actions.complete(
        request=request, wording=wording, files=form.papers(), by=by, at=at
    )


def _extend(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return fixing_actions.extend(request=request, by=by, at=at, **form.cleaned_data)


def _prepare(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    answer = answer_actions.Answer(**form.cleaned_data)
    return answer_actions.prepare(request=request, answer=answer, by=by, at=at)


def _send_back(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return answer_actions.send_back(request=request, by=by, at=at, **form.cleaned_data)


def _decide(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return answer_actions.decide(request=request, by=by, at=at, **form.cleaned_data)


def _sent(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    proof = answer_actions.Proof(**form.cleaned_data)
    return answer_actions.note_sent(request=request, proof=proof, by=by, at=at)


def _withdraw(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return actions.withdraw(request=request, by=by, at=at, **form.cleaned_data)


def _transfer(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return actions.transfer(request=request, by=by, at=at, **form.cleaned_data)


def _claim(request: RightsRequest, form: Any, by: Staff, at: datetime) -> object:
    return claim_actions.record_claim(request=request, by=by, at=at, **form.cleaned_data)


def _on(*states: State) -> frozenset[str]:
    return frozenset(str(state) for state in states)


_BEFORE = _on(S.FILED, S.IDENTIFYING, S.HELD, S.WORKING)
_EARLY = _on(S.FILED, S.IDENTIFYING, S.COMPLETING, S.HELD, S.WORKING)
ACTS = (
    Act("tomar", _("Take it on"), forms.TakeForm, _take, _EARLY, _("It is yours now."), True,
        when=lambda request: request.assigned_to is None),
    Act("identificar", _("Write down how you made sure who asks"), forms.IdentifyForm, _identify,
        _on(S.IDENTIFYING), _("Saved."), True),
    Act("confirmar", _("Write down that she confirmed it"), forms.ConfirmForm, _confirm,
        _on(S.HELD), _("Saved. It can be prepared now."), True,
        _("Somebody could have forced her to ask. Reach her by her safe channel, alone, and ask "
          "whether she wants it."), lambda request: request.survivor_id is not None),
    Act("espera", _("Write down that the wait is over"), forms.TakeForm, _wait_over,
        _on(S.HELD), _("Saved. It can be prepared now."), True,
        _("Nobody registered here has this RUN: there is nobody to ask."),
        lambda request: request.survivor_id is None),
    Act("completar", _("Write down what she brought"), forms.CompleteForm, _complete,
        _on(S.COMPLETING), _("Saved. It goes on."), True,
        _("If she brings nothing, go on with what there is: it is never closed by itself.")),
    Act("preparar", _("Prepare the answer"), forms.PrepareForm, _prepare, _on(S.WORKING),
        _("Saved. Another person decides."), True),
    Act("decidir", _("Decide and seal the answer"), forms.DecideForm, _decide, _on(S.REVIEWING),
        _("Decided and sealed. It has to be sent."), True),
    Act("enviar", _("Write down that it was sent"), forms.SentForm, _sent, _on(S.DECIDED),
        _("Saved, with its proof."), True),
    Act("devolver", _("Send back to be prepared again"), forms.SendBackForm, _send_back,
        _on(S.REVIEWING), _("Sent back, with your reason.")),
    Act("revisar-papeles", _("Write down that you checked the papers"), forms.PowerForm, _power,
        _EARLY, _("Saved."), when=lambda request: bool(
            request.filer != "self" and request.power_checked_at is None)),
    Act("pedir", _("Ask her for what is missing"), forms.AskForm, _ask, _BEFORE,
        _("Saved. She has five working days."),
        lead=_("It is asked for once, kindly, and by her safe channel."),
        when=lambda request: request.fix_asked_at is None),
    Act("plazo", _("Take more time"), forms.ExtendForm, _extend, _EARLY | _on(S.REVIEWING),
        _("The deadline was extended and its notice sealed."),
        lead=_("Only once, before the time is over, and she is told why."),
        when=lambda request: request.extended_to is None),
    Act("retirar", _("She takes it back"), forms.WithdrawForm, _withdraw, _EARLY | _on(S.REVIEWING),
        _("Taken back.")),
    Act("traspasar", _("Pass it on to another institution"), forms.TransferForm, _transfer, _EARLY,
        _("Passed on. The time goes on running there.")),
    Act("reclamo", _("The Agency notified a complaint"), forms.ClaimForm, _claim,
        frozenset(map(str, OPEN | FINAL)), _("Saved: 30 days to answer the Agency.")),
)  # fmt: skip
BY_SLUG = {act.slug: act for act in ACTS}


def open_acts(request: RightsRequest) -> list[Act]:
    """Give the acts that may be done now, the main ones first."""
    return sorted((act for act in ACTS if act.is_open(request)), key=lambda act: not act.main)
