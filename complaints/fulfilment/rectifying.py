"""Putting right: the new value in force everywhere, the old one only in history (law 1.1, R)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.access.principals import Staff
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.documents import DocumentType, IdentityDocument
from casework.identity.run import InvalidRun, Run
from casework.survivors import actions as survivors
from casework.survivors.models import Survivor
from casework.survivors.registry import actions as registry
from casework.survivors.registry import catalogue
from casework.survivors.registry.rules import Refusal
from casework.territory.models import Comuna
from casework.territory.validity import chilean_day

from ..rights.choices import Asked, Paper
from ..rights.models import RightsRequest
from ..rights.port import CannotFulfil, Done, Fulfiller, Preview
from ..rights.states import FINAL, State
from . import recipients
from .addresses import work_page
from .change_models import Correction
from .copy_actions import CopyRefused
from .subjects import survivor_of

NAMES = ("working_name", "given_names", "first_surname", "second_surname", "social_name")
OTHER = "other"
PREPARED = (State.REVIEWING, State.DECIDED, *FINAL)
WORDS: dict[str, Promise] = {OTHER: gettext_lazy("Something else, put right on its own page")}


def choices(at: datetime) -> list[tuple[str, str]]:
    """Give what may be put right by itself, and the rest by hand."""
    columns = (*NAMES, "run", "birth_date", "comuna")
    named = {one.name: str(capfirst(one.verbose_name)) for one in Survivor._meta.concrete_fields}
    hers = [(name, named[name]) for name in columns]
    social = [(f"social-{asked.code}", asked.name)
              for asked in catalogue.in_force(chilean_day(at)).values()]  # fmt: skip
    return [*hers, *social, (OTHER, str(WORDS[OTHER]))]


@transaction.atomic
def propose(
    *, request: RightsRequest, field: str, text: str, by: Staff, at: datetime
) -> Correction:
    """Write down a value to be put right, checked now. Raises CopyRefused."""
    if request.right != Asked.RECTIFICATION:
        raise CopyRefused(_("There is nothing to put right in this request."))
    check_still_open(request)
    value = read(field, text.strip(), at)
    close(request, field, at)
    row = Correction(
        request=request, key_id=request.key_id, field=field, value=value, written_by=by.operator_id
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def drop(*, correction: Correction, at: datetime) -> None:
    """Take a proposal back. One that was carried out stays. Raises CopyRefused when prepared."""
    check_still_open(RightsRequest.objects.get(pk=correction.request_id))
    kept = Correction.objects.filter(pk=correction.pk, done_at=None).first()
    if kept is not None:
        kept.removed_at = at
        kept.save(update_fields=["removed_at"])


@transaction.atomic
def done_by_hand(*, correction: Correction, by: Staff, at: datetime) -> None:
    """Say that what has its own page was put right there. Raises CopyRefused for the others."""
    if correction.field != OTHER:
        raise CopyRefused(_("This is put right by itself, when it is decided."))
    kept = Correction.objects.filter(pk=correction.pk, done_at=None).first()
    if kept is not None:
        _done(kept, at)


def check_still_open(request: RightsRequest) -> None:
    """Raise CopyRefused once it was prepared: who decides must find what was prepared."""
    if request.state in PREPARED:
        raise CopyRefused(_("The answer is prepared. Send it back first to change this."))


def close(request: RightsRequest, field: str, at: datetime) -> None:
    """Take back what was written before for the same field."""
    for one in Correction.objects.filter(request=request, field=field, removed_at=None):
        one.removed_at = at
        one.save(update_fields=["removed_at"])


def _done(one: Correction, at: datetime) -> None:
    one.done_at = at
    one.save(update_fields=["done_at"])


def read(field: str, text: str, at: datetime) -> dict[str, Any]:
    """Give a value as it is kept. Raises CopyRefused with what to do."""
    if not text and field not in ("social_name", "second_surname"):
        raise CopyRefused(_("Write what it should say."))
    if field in NAMES or field == OTHER:
        return {"text": text}
    if field == "run":
        return {"text": str(_run(text))}
    if field == "birth_date":
        return {"text": _day(text, at).isoformat()}
    if field == "comuna":
        return _comuna(text)
    return _social(field.removeprefix("social-"), text, at)


def _run(text: str) -> Run:
    try:
        return Run.parse(text)
    except InvalidRun:
        raise CopyRefused(
            _("This RUN is not right. Check the numbers and the last digit.")
        ) from None


def _day(text: str, at: datetime) -> date:
    for parts in (text.split("-"), text.split("-")[::-1], text.split("/")[::-1]):
        try:
            found = date(*(int(one) for one in parts))
        except (TypeError, ValueError):
            continue
        if date(1900, 1, 1) <= found <= chilean_day(at):
            return found
    raise CopyRefused(_("Write the day as 31-12-1990."))


def _comuna(text: str) -> dict[str, Any]:
    found = Comuna.objects.filter(name__iexact=text).first()
    found = found or Comuna.objects.filter(pk=text).first()
    if found is None:
        raise CopyRefused(_("There is no comuna with this name."))
    return {"code": found.pk, "text": found.name}


def _social(code: str, text: str, at: datetime) -> dict[str, Any]:
    asked = catalogue.in_force(chilean_day(at)).get(code)
    if asked is None:
        raise CopyRefused(_("Choose what is to be put right."))
    names = {name.casefold(): key for key, name in asked.options}
    names |= {key: key for key, _name in asked.options}
    wanted = [one.strip().casefold() for one in text.split(",")]
    if any(one not in names for one in wanted):
        known = ", ".join(name for _key, name in asked.options)
        raise CopyRefused(_("Write one of: %(options)s.") % {"options": known})
    return {"codes": [names[one] for one in wanted], "text": text}


def pending(request: RightsRequest) -> list[Correction]:
    """Give what is to be put right in a request, in the order it was written."""
    return list(Correction.objects.filter(request=request, removed_at=None).order_by("created_at"))


def preview(request: RightsRequest, by: Staff, at: datetime) -> Preview:
    """Say what would change, and what stands in the way."""
    words, rows = dict(choices(at)), pending(request)
    lines = [_("“%(field)s” would say: %(value)s") % _as_said(one, words) for one in rows]
    obstacles = [] if rows else [_("Nobody wrote down yet what is to be put right.")]
    if any(one.field == OTHER and one.done_at is None for one in rows):
        obstacles.append(_("Something is still to be put right on its own page."))
    return Preview((*lines, *recipients.lines(request)), tuple(obstacles), work_page(request.pk))


def fulfil(request: RightsRequest, by: Staff, at: datetime) -> Done:
    """Put it right. Raises CannotFulfil when a value is somebody else's or no longer taken."""
    survivor = survivor_of(request)
    if survivor is None:
        raise CannotFulfil(_("There is nothing to put right in this request."))
    rows = [one for one in pending(request) if one.done_at is None and one.field != OTHER]
    try:
        _identity(survivor, {one.field: one.value for one in rows}, request, by, at)
        _answers(survivor, rows, by, at)
    except survivors.AlreadyRegistered:
        raise CannotFulfil(
            _("This document is in another record. Look at duplicates first.")
        ) from None
    except Refusal as refusal:
        raise CannotFulfil(str(refusal)) from None
    for one in rows:
        _done(one, at)
    words = dict(choices(at))
    lines = [
        _("“%(field)s” now says: %(value)s") % _as_said(one, words) for one in pending(request)
    ]
    record(
        Verb.CHANGED, by=by.actor, at=at, target=Target("survivor", str(survivor.pk)),
        subject=survivor.pk, purpose="correction", detail={"what": "rectified", "n": len(rows)},
    )  # fmt: skip
    return Done((*lines, *recipients.told_lines(request)))


def _as_said(one: Correction, words: dict[str, str]) -> dict[str, str]:
    return {"field": words.get(one.field, one.field), "value": one.value["text"] or "–"}


def _told(request: RightsRequest) -> registry.Told:
    """A paper that supports it is a document seen; else it is her word."""
    paper = request.papers.filter(kind__in=[Paper.SUPPORT, Paper.IDENTITY]).exists()
    return registry.Told("document" if paper else "herself")


def _identity(
    survivor: Survivor, values: dict[str, Any], request: RightsRequest, by: Staff, at: datetime
) -> None:
    changed: dict[str, Any] = {name: values[name]["text"] for name in NAMES if name in values}
    if "run" in values:
        changed |= {"run": Run.parse(values["run"]["text"]), "document": None}
    if "birth_date" in values:
        changed["birth_date"] = date.fromisoformat(values["birth_date"]["text"])
    if "comuna" in values:
        changed["comuna_code"] = values["comuna"]["code"]
    if changed:
        survivors.correct_identity(
            survivor=survivor, identity=replace(_as_it_stands(survivor), **changed), by=by, at=at,
            told=_told(request),
        )  # fmt: skip


def _as_it_stands(survivor: Survivor) -> survivors.Identity:
    document = None
    if survivor.document_value:
        document = IdentityDocument(
            DocumentType(survivor.document_type), survivor.document_value, survivor.document_country
        )
    return survivors.Identity(
        **{name: getattr(survivor, name) for name in NAMES},
        run=Run.parse(survivor.run) if survivor.run else None, document=document,
        birth_date=survivor.birth_date, comuna_code=survivor.comuna_id or "",
        entry_route=survivor.entry_route,
    )  # fmt: skip


def _answers(survivor: Survivor, rows: list[Correction], by: Staff, at: datetime) -> None:
    answers = {
        one.field.removeprefix("social-"): registry.Answer(tuple(one.value["codes"]))
        for one in rows if one.field.startswith("social-")
    }  # fmt: skip
    if answers:
        registry.tell(survivor=survivor, answers=answers, by=by, at=at)


RECTIFICATION = Fulfiller(preview, fulfil)
