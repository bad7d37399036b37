"""The form of an entry of her account."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import RelatedPerson
from .models import Account

LONGEST = 20_000


class AccountForm(forms.Form):
    """kinds: what the entry may be. earlier: entries a correction may name. close: children."""

    kind = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In her words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Write what she tells, as she tells it. Ask only what she wants to tell."),
    )
    told_on = forms.DateField(
        label=_("Told on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    about = forms.ChoiceField(label=_("Which entry it corrects"), required=False)
    child = forms.ChoiceField(
        label=_("Whose words"),
        required=False,
        help_text=_("Write exactly what the child says. Do not ask about facts or who did them."),
    )

    def __init__(
        self, *args: Any, kinds: list[Account.Kind], earlier: list[Account],
        close: list[RelatedPerson], **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self._choose("kind", [(kind.value, kind.label) for kind in kinds])
        self._choose("about", [("", _("Choose")), *((str(e.pk), _line(e)) for e in earlier)])
        self._choose("child", [("", _("Not named")), *((str(p.pk), _close(p)) for p in close)])
        self.earlier = {str(entry.pk): entry for entry in earlier}
        self.close = {str(person.pk): person for person in close}
        if not earlier:
            del self.fields["about"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_told_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["told_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """A correction says of what."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Account.Kind.CORRECTED and not cleaned.get("about"):
            self.add_error("about", _("Choose which entry it corrects."))
        return cleaned

    def entry(self) -> dict[str, Any]:
        """Give what `actions.write` takes, once valid."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "words": data["words"],
            "told_on": data["told_on"],
            "about": self.earlier.get(data.get("about", "")),
            "child": self.close.get(data.get("child", "")),
        }


def _line(entry: Account) -> str:
    return f"{entry.get_kind_display()} · {entry.told_on:%d-%m-%Y}"


def _close(person: RelatedPerson) -> str:
    return f"{person.get_relation_display()} {person.name}".strip()
