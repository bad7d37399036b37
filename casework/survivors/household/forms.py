"""The form of somebody close to her, with the least data (law DP-29)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import Relation
from .actions import Impossible

HOME = (("", _("Not known")), ("yes", _("Yes")), ("no", _("No")))


class RelatedForm(forms.Form):
    """Somebody close to her. No name is needed."""

    relation = forms.ChoiceField(
        label=_("Relation"), choices=[("", _("Choose")), *Relation.choices]
    )
    name = forms.CharField(
        label=_("Name or how she calls them"),
        max_length=80,
        required=False,
        help_text=_("Not needed. A first name is enough."),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, min_value=1900, max_value=2100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    lives_with_her = forms.ChoiceField(label=_("Lives with her"), choices=HOME, required=False)
    in_her_care = forms.BooleanField(label=_("Is in her care"), required=False)
    is_aggressor = forms.BooleanField(
        label=_("Is named as aggressor or accused"),
        required=False,
        help_text=_("This person will never be able to sign, receive or see anything of hers."),
    )

    def person(self) -> dict[str, Any]:
        """Give what the actions take, once valid."""
        home = {"yes": True, "no": False}.get(self.cleaned_data["lives_with_her"])
        return {**self.cleaned_data, "lives_with_her": home}

    def tell(self, problem: Impossible) -> None:
        """Say beside each field what cannot be so."""
        for slip in problem.slips:
            self.add_error(slip.field, str(slip.words))
