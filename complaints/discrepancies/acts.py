"""The acts on a discrepancy, as one table: where each is open, what it asks, what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access.principals import Staff

from . import actions
from .forms import BackForm, CloseForm, PassForm, ProposeForm
from .models import Discrepancy
from .states import State

S = State


@dataclass(frozen=True, slots=True)
class Act:
    """slug: in the address. states: where it is open. main: the one that moves it forward."""

    slug: str
    label: str | Promise
    form: type[forms.Form]
    run: Callable[[Discrepancy, Any, Staff, datetime], object]
    states: frozenset[State]
    done: str | Promise
    main: bool = False
    lead: str | Promise = ""
    withdrawn: bool = False

    def is_open(self, row: Discrepancy) -> bool:
        """Say whether it may be done now."""
        taken_back = row.request.state == "withdrawn"
        return row.state in self.states and taken_back == self.withdrawn


def _pass(row: Discrepancy, form: Any, by: Staff, at: datetime) -> object:
    return actions.pass_on(row=row, by=by, at=at, **form.cleaned_data)


def _back(row: Discrepancy, form: Any, by: Staff, at: datetime) -> object:
    return actions.source_answered(row=row, by=by, at=at, **form.cleaned_data)


def _propose(row: Discrepancy, form: Any, by: Staff, at: datetime) -> object:
    return actions.propose(row=row, proposal=form.proposal(), by=by, at=at)


def _close(row: Discrepancy, form: Any, by: Staff, at: datetime) -> object:
    return actions.close(row=row, by=by, at=at)


ACTS = (
    Act("proponer", _("Say how it ends"), ProposeForm, _propose,
        frozenset({S.OPEN, S.PASSED, S.BACK}), _("Saved. Another person decides."), True,
        _("Nothing changes yet: a second person decides, and then it is written everywhere.")),
    Act("respuesta", _("Write down what its source answered"), BackForm, _back,
        frozenset({S.PASSED}), _("Saved.")),
    Act("pasar", _("Ask the institution it comes from"), PassForm, _pass,
        frozenset({S.OPEN, S.BACK}),
        _("The letter is sealed: open it below and send it. Her time goes on here."),
        lead=_("A letter is sealed with the datum and nothing else about her. You send it.")),
    Act("cerrar", _("Close it: she took it back"), CloseForm, _close,
        frozenset({S.OPEN, S.PASSED, S.BACK, S.PROPOSED}), _("Closed. The datum stands as it was."),
        True, withdrawn=True),
)  # fmt: skip
BY_SLUG = {act.slug: act for act in ACTS}
