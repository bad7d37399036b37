"""Fields of the courses' pages, without their pieces written into every migration."""

from portal.protocols.fields import CodesField, PiecesField

from .blocks import QuestionsBlock
from .kinds import topics


class TopicsField(CodesField):
    """Topics of the training plan, by letter."""

    options = staticmethod(topics)


class QuestionsField(PiecesField):
    """The bank of questions of a lesson."""

    pieces = QuestionsBlock
