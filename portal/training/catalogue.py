"""The public catalogue: courses that are given, and when they are given next."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from casework.access.levels import Level
from casework.territory.validity import chilean_day

from .edition_models import Edition
from .kinds import LEVEL_WORDS, levels, topic_words, topics
from .models import CourseVersion
from .publishing import newest

A_PAGE = 40  # a page of the catalogue stays light whatever there is to teach


class Narrow(forms.Form):
    """Level and topic: codes only, never words somebody typed."""

    nivel = forms.ChoiceField(label=_("For which level"), required=False)
    tema = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, asked: Any) -> None:
        super().__init__(asked)
        self.fields["nivel"].choices = [("", _("All")), *levels()]  # type: ignore[attr-defined]
        self.fields["tema"].choices = [("", _("All")), *topics()]  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return self.is_bound and self.is_valid() and any(self.cleaned_data.values())


def listed(asked: Mapping[str, str]) -> dict[str, Any]:
    """Give the form and the courses on the site that fit."""
    form = Narrow(asked or None)
    form.full_clean()
    wanted = form.cleaned_data if form.is_bound else {}
    rows = on_site()
    if wanted.get("tema"):
        rows = [one for one in rows if wanted["tema"] in one.topics]
    if wanted.get("nivel"):
        rows = [one for one in rows if not one.levels or wanted["nivel"] in one.levels]
    return {"form": form, "courses": Paginator(rows, A_PAGE).get_page(asked.get("pagina"))}


def on_site() -> list[CourseVersion]:
    """Give the newest version of each course on the site, by title."""
    live = Page.objects.live().values("pk")
    rows = CourseVersion.objects.filter(page_id__in=live).order_by("code", "-number")
    return sorted(rows.distinct("code").defer("outline"), key=lambda one: one.title)


def coming(code: str) -> list[Edition]:
    """Give the editions of a course that are not over, the next one first."""
    day = chilean_day(timezone.now())
    rows = Edition.objects.filter(version__code=code, cancelled_at=None, ends_on__gte=day)
    return list(rows.select_related("version", "region").order_by("starts_on"))


def of_course(page: Any) -> dict[str, Any]:
    """Give what its page says besides its words: its last version, topics, levels, editions."""
    version = newest(page.pk) if page.pk and page.live else None
    named = [str(LEVEL_WORDS[Level(code)]) for code in page.levels]
    return {
        "version": version, "topics": topic_words(page.topics), "levels": named,
        "editions": coming(page.code) if version else [],
    }  # fmt: skip
