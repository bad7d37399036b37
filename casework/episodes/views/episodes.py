"""The tab of episodes: the list with its drawing, one episode, telling, correcting, undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casework.access.gates import reads_cases, staff_may
from casework.access.levels import Right
from casework.access.principals import Staff
from casework.drafts.keeping import let_go, open_form
from casework.identity import vault
from casework.survivors.models import Survivor
from casework.survivors.queries import related_to
from casework.survivors.views.getters import changeable, file_of, page, staff_of

from .. import actions, aggressor_actions, queries, screens
from ..aggressor_actions import Bond, Person
from ..forms import NEW, EpisodeForm
from ..models import Episode
from ..queries import Known

TAB = "episodes:list"
# What a person close to her is, in the words of the list of relations (domain.md 2.6).
CLOSE = {
    "partner": ("OTRA_INTIMA", True), "former_partner": ("OTRA_INTIMA", False),
    "child": ("PARIENTE_DIRECTO", None), "parent": ("PARIENTE_DIRECTO", None),
    "relative": ("PARIENTE_COLATERAL", None), "guardian": ("BAJO_CUIDADO", None),
    "cared_for": ("BAJO_CUIDADO", None),
}  # fmt: skip


@reads_cases
@require_GET
def episode_list(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Her episodes by date, how often and how grave, and who is named."""
    survivor, by = file_of(request, survivor_id), staff_of(request)
    known = queries.aggressors_with_others(survivor, by=by, at=timezone.now())
    narrow = screens.NarrowForm(request.GET or None, known=known)
    asked = narrow.asked()
    found = queries.episodes_of(survivor, by=by, asked=asked)
    context = page(
        request, survivor, TAB, rows=screens.rows(found, known), most=screens.most(),
        drawing=screens.drawing_of(found), narrow=narrow, narrowed=asked != queries.EVERYTHING,
        known=known,
    )  # fmt: skip
    return render(request, "episodes/list.html", context)


@reads_cases
@require_GET
def episode(request: HttpRequest, survivor_id: UUID, episode_id: UUID) -> HttpResponse:
    """One episode: what is known, who wrote it, what it said before."""
    survivor, by, at = file_of(request, survivor_id), staff_of(request), timezone.now()
    shown = _episode_of(survivor, episode_id, by)
    before = queries.revisions_of(shown, by=by)
    vault.unlock([survivor.key_id, *([shown.aggressor.key_id] if shown.aggressor else [])])
    names = queries.writers([shown.written_by, *(one.corrected_by for one in before)])
    who = str(shown.aggressor.name) if shown.aggressor else ""
    context = page(
        request, survivor, TAB, episode=shown, facts=screens.facts(shown, who),
        most=screens.most(), row=screens.rows([shown], [])[0],
        written_by=names.get(shown.written_by, ""),
        before=[(one, names.get(one.corrected_by, "")) for one in before],
        versions=screens.versions(shown, before, who),
        can_undo=actions.can_undo(shown, before[0] if before else None, by=by, at=at),
    )  # fmt: skip
    return render(request, "episodes/episode.html", context)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, survivor_id: UUID) -> HttpResponse:
    """Tell an episode: six questions, the rest if there is time."""
    survivor = changeable(request, survivor_id)
    form = _form(request, survivor, about=survivor.pk, initial={"comuna": survivor.comuna_id})
    if request.method == "POST" and form.is_valid():
        told = _keep(request, survivor, form, None)
        let_go(request, name="episodes-episode", about=survivor.pk)
        messages.success(request, _("Saved. You can undo it for 15 minutes."))
        return redirect("episodes:episode", survivor_id, told.pk)
    return _form_page(request, survivor, form)


@staff_may(Right.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, survivor_id: UUID, episode_id: UUID) -> HttpResponse:
    """Correct an episode; what it said before stays in its history."""
    survivor = changeable(request, survivor_id)
    shown = _episode_of(survivor, episode_id, staff_of(request))
    form = _form(request, survivor, about=shown.pk, initial=EpisodeForm.initial_of(shown),
                 version=str(shown.updated_at))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        _keep(request, survivor, form, shown)
        let_go(request, name="episodes-episode", about=shown.pk)
        messages.success(request, _("Corrected. What it said before is kept."))
        return redirect("episodes:episode", survivor_id, shown.pk)
    return _form_page(request, survivor, form, episode=shown)


@staff_may(Right.OPEN_CASES)
@require_POST
def undo(request: HttpRequest, survivor_id: UUID, episode_id: UUID) -> HttpResponse:
    """Undo one's last act on an episode, within minutes."""
    survivor, by = changeable(request, survivor_id), staff_of(request)
    shown = _episode_of(survivor, episode_id, by)
    try:
        held = actions.undo(survivor=survivor, episode=shown, by=by, at=timezone.now())
    except actions.TooLate:
        messages.error(
            request, _("Only who wrote it can undo it, and for 15 minutes. Correct it instead.")
        )
        return redirect("episodes:episode", survivor_id, episode_id)
    messages.success(request, _("Undone."))
    if held.withdrawn_at:
        return redirect(TAB, survivor_id)
    return redirect("episodes:episode", survivor_id, episode_id)


def _episode_of(survivor: Survivor, episode_id: UUID, by: Staff) -> Episode:
    found = queries.episode_of(survivor, episode_id, by=by)
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest, survivor: Survivor, *, about: UUID, initial: dict[str, Any],
    version: str = "",
) -> EpisodeForm:  # fmt: skip
    known = queries.aggressors_of(survivor, by=staff_of(request))
    linked = {one.link.related_id for one in known}
    close = [one for one in related_to(survivor) if one.is_aggressor and one.pk not in linked]
    return open_form(
        request, EpisodeForm, name="episodes-episode", about=about, initial=initial,
        version=version, survivor=survivor.pk, her=survivor, known=known, related=close,
    )  # fmt: skip


def _form_page(
    request: HttpRequest, survivor: Survivor, form: EpisodeForm, **more: Any
) -> HttpResponse:
    context = page(request, survivor, TAB, form=form, **more)
    return render(request, "episodes/form.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _keep(
    request: HttpRequest, survivor: Survivor, form: EpisodeForm, shown: Episode | None
) -> Episode:
    by, at = staff_of(request), timezone.now()
    told = form.told(_who(survivor, form, by))
    if shown is not None:
        return actions.correct(survivor=survivor, episode=shown, told=told, by=by, at=at)
    mine = sorted(by.case_centres & set(survivor.centre_ids))
    return actions.tell(survivor=survivor, told=told, centre_id=mine[0], by=by, at=at)


def _who(survivor: Survivor, form: EpisodeForm, by: Staff) -> Known | None:
    """Give who it was; somebody new, or only named among those close to her, gets his row."""
    data, chosen = form.cleaned_data, form.cleaned_data["who"]
    if chosen in form.known:
        return form.known[chosen]
    if chosen == NEW:
        person, bond = Person(data["new_name"]), Bond(data["new_relation"])
    elif chosen in form.related:
        close = form.related[chosen]
        relation, current = CLOSE.get(close.relation, ("CONOCIDO", None))
        person = Person(
            close.name or str(close.get_relation_display()), birth_year=close.birth_year
        )
        bond = Bond(relation, current=current, related_id=close.pk)
    else:
        return None
    made = aggressor_actions.name_aggressor(
        survivor=survivor, person=person, bond=bond, by=by, at=timezone.now()
    )
    return Known(made, made.links.get(ended_at=None))
