"""Fields of the courses' pages, without their pieces written into every migration."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.protocols.fields import CodesField, PiecesField

from .blocks import QuestionsBlock
from .exercises import all_of_them
from .kinds import topics


class TopicsField(CodesField):
    """Topics of the training plan, by letter."""

    options = staticmethod(topics)


class QuestionsField(PiecesField):
    """The bank of questions of a lesson."""

    pieces = QuestionsBlock


class ExerciseChoice(forms.Select):
    """The exercises there are in the training copy, and none."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        known = [(one.code, one.title) for one in all_of_them()]
        super().__init__(attrs, choices=[("", _("None")), *known])
