"""Joins the exercises of the training copy, which casework has, to the courses that ask."""

from collections.abc import Sequence

from casework.practice.exercises import all_of_them
from portal.training.exercises import Exercise


def exercises() -> Sequence[Exercise]:
    """Give the exercises; courses see neither the story nor the checks."""
    return tuple(all_of_them().values())
