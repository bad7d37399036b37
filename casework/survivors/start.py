"""What this room gives to the whole when the product starts: words and addresses of its lines."""

from uuid import UUID

from django.db.models import Count, JSONField, Max, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.territory.validity import chilean_day

from . import head, masking, timeline
from .choices import Relation
from .essentials import Asked, Essential, Line, add_essential
from .household.rules import ADULT_AT
from .models import Attention, RelatedPerson

Kind = timeline.Kind


def register() -> None:
    """Join the registries of this room."""
    for kind in Attention.Kind:
        timeline.add_words(Kind.CONTACT, kind.value, _always(kind.label))
    timeline.add_words(Kind.ACCOUNT, "told", lambda _detail: gettext_lazy("She told her account"))
    timeline.add_words(Kind.ACCOUNT, "added", lambda _detail: gettext_lazy("She added to it"))
    timeline.add_words(
        Kind.ACCOUNT, "corrected", lambda _detail: gettext_lazy("Her account was put right")
    )
    timeline.add_words(
        Kind.ACCOUNT, "child", lambda _detail: gettext_lazy("Words of a child were written down")
    )
    timeline.add_address("account", _account, follows=True)
    add_essential(Essential("children", 60, children, children_line))
    head.register()
    masking.register()


def _always(words: str | Promise) -> timeline.Words:
    return lambda _detail: words


def _account(survivor_id: UUID, _entry: UUID) -> str:
    return reverse("survivors:account", args=[survivor_id])


def children() -> Subquery:
    """Count her children and the persons in her care, in one value for each woman."""
    close = RelatedPerson.objects.filter(survivor=OuterRef("pk"), ended_at=None)
    close = close.filter(Q(relation=Relation.CHILD) | Q(in_her_care=True)).order_by()
    counted = close.values("survivor").annotate(
        found=JSONObject(
            children=Count("pk", filter=Q(relation=Relation.CHILD)),
            care=Count("pk", filter=Q(in_her_care=True)),
            home=Count("pk", filter=Q(lives_with_her=True)),
            youngest=Max("birth_year"),
        )
    )
    return Subquery(counted.values("found"), output_field=JSONField())


def children_line(value: dict[str, int] | None, asked: Asked) -> Line | None:
    """Say how many children she has, how many persons are in her care, the youngest's age."""
    if not value:
        return None
    parts = []
    if value["children"]:
        parts.append(ngettext("%(n)d child", "%(n)d children", value["children"])
                     % {"n": value["children"]})  # fmt: skip
    if value["care"]:
        parts.append(_("%(n)d in her care") % {"n": value["care"]})
    if value["youngest"]:
        age = max(0, chilean_day(asked.at).year - value["youngest"])
        if age < ADULT_AT:
            parts.append(_("the youngest is about %(age)d") % {"age": age})
    url = f"{reverse('survivors:file', args=[asked.survivor_id])}#household"
    return Line(gettext_lazy("Children and care"), ", ".join(parts), icon="person", url=url)
