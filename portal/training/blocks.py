"""Questions of a lesson's bank, as an editor writes them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .kinds import topics
from .questions import problem


class OptionBlock(blocks.StructBlock):
    """One answer to choose."""

    text = blocks.CharBlock(max_length=200, label=_("answer"))
    right = blocks.BooleanBlock(required=False, label=_("it is right"))


class QuestionBlock(blocks.StructBlock):
    """What every question has. A subclass adds how it is answered."""

    text = blocks.TextBlock(label=_("question"), max_length=600)
    explanation = blocks.TextBlock(
        label=_("explanation"), max_length=600,
        help_text=_("Read after the quiz, whatever was answered: why it is so."),
    )  # fmt: skip
    topic = blocks.ChoiceBlock(choices=topics, required=False, label=_("topic"))

    def clean(self, value: Any) -> Any:
        """Refuse a question nobody could answer rightly."""
        cleaned = super().clean(value)
        said = problem(self.name, self.get_prep_value(cleaned))
        if said:
            raise ValidationError(said)
        return cleaned


class OneBlock(QuestionBlock):
    """One answer is right."""

    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=8, label=_("answers"))

    class Meta:
        icon = "radio-full"
        label = _("Choose one")


class SeveralBlock(QuestionBlock):
    """Some answers are right: all of them, and none of the others."""

    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=8, label=_("answers"))

    class Meta:
        icon = "tick-inverse"
        label = _("Choose all that apply")


class TrueFalseBlock(QuestionBlock):
    """A sentence that is true or false."""

    true = blocks.BooleanBlock(required=False, label=_("it is true"))

    class Meta:
        icon = "help"
        label = _("True or false")


class NumberBlock(QuestionBlock):
    """A number: days of a deadline, for instance."""

    number = blocks.DecimalBlock(label=_("right number"))

    class Meta:
        icon = "order"
        label = _("A number")


class OrderBlock(QuestionBlock):
    """Things to put in order. They are written here in the right one."""

    items = blocks.ListBlock(
        blocks.CharBlock(max_length=200), min_num=3, max_num=7, label=_("in the right order")
    )

    class Meta:
        icon = "list-ol"
        label = _("Put in order")


class QuestionsBlock(blocks.StreamBlock):
    """The bank of a lesson."""

    one = OneBlock()
    several = SeveralBlock()
    true_false = TrueFalseBlock()
    number = NumberBlock()
    order = OrderBlock()
