"""An administrator writes which courses the path of each level has."""

from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework.access.gates import principal_of, staff_may
from casework.access.levels import Level, Right
from casework.territory.validity import chilean_day

from .. import paths as actions
from .. import queries
from ..forms import PathForm
from ..kinds import LEVEL_WORDS
from ..models import PathCourse
from .getters import tried


@staff_may(Right.MANAGE_OPERATORS)
@require_http_methods(["GET", "POST"])
def paths(request: HttpRequest) -> HttpResponse:
    """List the paths; a POST puts a course on one of them."""
    by, at = principal_of(request), timezone.now()
    courses = {one.code: one.title for one in queries.latest_versions()}
    form = PathForm(request.POST or None, courses=list(courses.items()))
    if form.is_valid():
        data = form.cleaned_data | {"level": Level(form.cleaned_data["level"])}
        tried(request, lambda: actions.put(by=by, at=at, **data), _("The course is on the path."))
        return redirect("training:paths")
    lines = PathCourse.objects.valid_on(chilean_day(at))
    context = {
        "form": form, "courses": bool(courses),
        "levels": [
            (LEVEL_WORDS[Level(level)], [(one, courses.get(one.course_code)) for one in some])
            for level, some in groupby(lines, key=lambda one: one.level)
        ],
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/training/paths.html", context, status=status)


@staff_may(Right.MANAGE_OPERATORS)
@require_POST
def end(request: HttpRequest, line: UUID) -> HttpResponse:
    """Take a course off a path."""
    found, by = get_object_or_404(PathCourse, pk=line), principal_of(request)
    tried(
        request, lambda: actions.end(line=found, by=by, at=timezone.now()),
        _("Today is its last day on the path."),
    )  # fmt: skip
    return redirect("training:paths")
