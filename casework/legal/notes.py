"""How legal acts read in the trayecto and in the list of tasks, and where they open."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.cases.tasks import TaskKind, add_kind
from casework.survivors import timeline
from casework.survivors.timeline import Detail, Kind

from .choices import DutyState, HearingKind, HearingResult, Outcome, ReportedTo
from .names import name_of


def _label(choices: type[Outcome] | type[HearingKind] | type[HearingResult] | type[ReportedTo],
           code: object) -> str:  # fmt: skip
    return str(choices(str(code)).label) if code in choices.values else ""


def _process(detail: Detail) -> str:
    return _("Legal process begun: %(matter)s") % {"matter": name_of("matter", detail["matter"])}


def _ended(detail: Detail) -> str:
    return _("Legal process ended: %(how)s") % {"how": _label(Outcome, detail.get("outcome"))}


def _hearing(detail: Detail) -> str:
    words = _label(HearingKind, detail.get("kind"))
    result = _label(HearingResult, detail.get("result"))
    return f"{words}: {result}" if result else words


def _measure(detail: Detail) -> str:
    return _("Measure: %(kind)s") % {"kind": name_of("measure", detail["kind"])}


def _renewed(detail: Detail) -> str:
    days = int(detail.get("days") or 0)
    return ngettext("Measure renewed for %(n)d day", "Measure renewed for %(n)d days", days) % {
        "n": days
    }


def _reported(detail: Detail) -> str:
    state = detail.get("state")
    if state == DutyState.REPORTED:
        where = _label(ReportedTo, detail.get("to"))
        return _("Facts reported to: %(where)s") % {"where": where}
    if state == DutyState.EXEMPT:
        return _("Facts reported by somebody else")
    return _("Duty to report closed with a reason")


def _plain(words: Promise | str) -> Callable[[Detail], Promise | str]:
    return lambda _detail: words


WORDS: tuple[tuple[Kind, str, timeline.Words], ...] = (
    (Kind.LEGAL, "process", _process),
    (Kind.LEGAL, "process-ended", _ended),
    (Kind.LEGAL, "hearing", _hearing),
    (Kind.LEGAL, "duty", _plain(gettext_lazy("Duty to report: clock started"))),
    (Kind.LEGAL, "duty-closed", _reported),
    (Kind.LEGAL, "cif", _plain(gettext_lazy("File marked for the team of the circuit (CIF)"))),
    (Kind.MEASURE, "measure", _measure),
    (Kind.MEASURE, "measure-renewed", _renewed),
    (Kind.MEASURE, "measure-closed", _plain(gettext_lazy("Measure over"))),
    (Kind.MEASURE, "breach", _plain(gettext_lazy("Breach of a measure (desacato)"))),
)

TASKS = (
    ("measure-60", "measure", gettext_lazy("Decide whether to ask for the renewal of a measure")),
    ("measure-30", "measure", gettext_lazy("Ask for the renewal of a measure")),
    ("measure-10", "measure", gettext_lazy("Ask now for the renewal of a measure")),
    ("measure-expired", "measure", gettext_lazy("A measure expired: renew it or say why not")),
    ("measure-check", "measure", gettext_lazy("Check that the measure is being kept")),
    ("hearing-week", "hearing", gettext_lazy("Prepare her for the hearing")),
    ("hearing-day", "hearing", gettext_lazy("The hearing is tomorrow: confirm how she attends")),
    ("hearing-result", "hearing", gettext_lazy("Write down what came of the hearing")),
    ("duty-first", "duty", gettext_lazy("Duty to report: speak with her and decide")),
    ("duty-second", "duty", gettext_lazy("Duty to report: little time is left")),
    ("duty-due", "duty", gettext_lazy("Report the facts, or write down why not")),
    ("femicide-complaint", "duty", gettext_lazy("Femicide: ask the Service to file its complaint")),
    ("femicide-children", "duty", gettext_lazy("Femicide: ask for protection of the children")),
)


# They close by what is written on their own page: a decision, a renewal, a result.
BY_DOING = {
    "measure-expired", "measure-check", "hearing-result", "duty-first", "duty-second", "duty-due",
}  # fmt: skip


# Warnings of one thing (VG-16, SE-07): one of them stands in lists.
LADDERS = {
    **dict.fromkeys(("measure-60", "measure-30", "measure-10", "measure-expired"), "measure-end"),
    **dict.fromkeys(("duty-first", "duty-second", "duty-due"), "duty-clock"),
    **dict.fromkeys(("hearing-week", "hearing-day"), "hearing-coming"),
}


def _opens(name: str) -> Callable[[UUID, UUID], str]:
    return lambda survivor_id, target_id: reverse(name, args=[survivor_id, target_id])


ADDRESSES = {
    "process": _opens("legal:process"),
    "hearing": _opens("legal:hearing"),
    "measure": _opens("legal:measure"),
    "breach": _opens("legal:breach"),
    "duty": _opens("legal:duty"),
}


FOLLOWING = {"measure", "breach"}  # opened by every centre that attends her


def _task_address(target: str) -> Callable[[UUID, UUID | None], str]:
    def address(survivor_id: UUID, target_id: UUID | None) -> str:
        if target_id is None:
            return reverse("legal:list", args=[survivor_id])
        return ADDRESSES[target](survivor_id, target_id)

    return address


def register() -> None:
    """Give words and addresses to the trayecto and to tasks."""
    for kind, code, words in WORDS:
        timeline.add_words(kind, code, words)
    for target, address in ADDRESSES.items():
        timeline.add_address(target, address, follows=target in FOLLOWING)
    for code, target, task_words in TASKS:
        add_kind(
            TaskKind(
                code, task_words, _task_address(target), code in BY_DOING, LADDERS.get(code, "")
            )
        )
