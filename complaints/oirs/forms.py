"""Forms of questions and complaints: short, and nobody has to say who she is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.attachments.forms import DocumentField
from casework.documents.uploads import CleanFile
from casework.territory.models import Centre
from complaints.rights.forms import long_text

from .choices import Kind, Way
from .filing import Writing

BY_HAND = [choice for choice in Way.choices if choice[0] not in (Way.SITE, Way.SPACE)]
CHOOSE = {"required": _("Choose what it is."), "invalid_choice": _("Choose what it is.")}
WORDS = 4000


class WriteForm(forms.Form):
    """What it is and its words. All that her own space asks for."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Kind.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    words = forms.CharField(
        label=_("Tell us in your words"), max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write something, even if it is short.")},
    )  # fmt: skip

    @classmethod
    def typed_in(cls, post: Any) -> dict[str, object]:
        """Give what was typed, no longer than its fields take, to be kept with the visit."""
        limits = {"kind": 12, "words": WORDS}
        return {name: str(post[name])[:cut] for name, cut in limits.items() if post.get(name)}


class PublicForm(WriteForm):
    """The same on the public site, with a name and a file only if she wants."""

    name = forms.CharField(
        label=_("Your name, if you want"), max_length=120, required=False,
        help_text=_("You need not say who you are. We answer all the same."),
    )  # fmt: skip
    paper = DocumentField(label=_("A file, if you want"), required=False)

    def papers(self) -> tuple[CleanFile, ...]:
        """What came with it."""
        paper = self.cleaned_data.get("paper")
        return (paper,) if paper else ()

    def writing(self, **more: Any) -> Writing:
        """Give it as filing takes it."""
        data = self.cleaned_data
        return Writing(
            kind=data["kind"], words=data["words"], name=data["name"], files=self.papers(),
            answer_address=data.get("answer_address", ""), **more,
        )  # fmt: skip


class CounterForm(PublicForm):
    """Written down by a worker: how it came, too."""

    way = forms.ChoiceField(label=_("How it came"), choices=BY_HAND, initial=Way.COUNTER)
    answer_address = forms.CharField(
        label=_("Where she wants the answer"), max_length=120, required=False,
        help_text=_("Only if she says that nobody else reads it. Without it: number and code."),
    )  # fmt: skip
    field_order = ("kind", "words", "way", "name", "answer_address", "paper")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The same fields, asked of the worker who types.
        words, name, paper = (self.fields[one] for one in ("words", "name", "paper"))
        words.label, name.label, paper.label = (
            _("In her words"), _("Name, if she gives it"), _("A file to go with it")
        )  # fmt: skip
        name.help_text = ""


class KnownForm(CounterForm):
    """The same for a woman attended here: she is answered by her safe way and in her space."""

    answer_address = None  # type: ignore[assignment]  # how a form drops a field it inherits


class CodeForm(forms.Form):
    """Number and code: what opens one thread without logging in."""

    use_required_attribute = False

    number = forms.CharField(
        label=_("Number"), max_length=16, error_messages={"required": _("Write the number.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Code"), max_length=20, error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip


class SayForm(forms.Form):
    """Something more, from who wrote."""

    use_required_attribute = False
    more = forms.CharField(
        label=_("Add something"), max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something, even if it is short.")},
    )  # fmt: skip
    paper = DocumentField(label=_("A file, if you want"), required=False)

    def papers(self) -> tuple[CleanFile, ...]:
        """What came with it."""
        paper = self.cleaned_data.get("paper")
        return (paper,) if paper else ()


class PaperForm(forms.Form):
    """A file alone: sent apart from the words, so that a line that drops takes none of them."""

    use_required_attribute = False
    paper = DocumentField(label=_("A file"))

    def papers(self) -> tuple[CleanFile, ...]:
        """What came."""
        return (self.cleaned_data["paper"],)


class ActForm(forms.Form):
    """Nothing to say."""


class WordsForm(ActForm):
    """Some words: for who wrote, or for the service itself."""

    words = long_text(_("In plain words"))


class NoteForm(ActForm):
    """Words for the service itself."""

    words = long_text(_("What the team should know"))


class FileForm(WordsForm):
    """Some words, and a file."""

    paper = DocumentField(label=_("A file to go with it"), required=False)


class RouteForm(ActForm):
    """Where it belongs to, and why."""

    to = forms.ModelChoiceField(label=_("Centre it belongs to"), queryset=Centre.objects.none())
    reason = long_text(_("Note for them"), required=False, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = Centre.objects.order_by("code")  # type: ignore[attr-defined]


class ExtendForm(ActForm):
    """How many days more, and why: she reads it."""

    days = forms.IntegerField(label=_("Working days more"), min_value=1, max_value=30)
    words = long_text(_("Why: she will read it"))
