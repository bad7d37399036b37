"""Migrating redraws what a step concerns: whoever refers to a changed model, and nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from config.management.commands import migrate
from config.migrating import LeanState

KINDS = (LeanState, ProjectState)  # what holds of ours holds of Django's


def drawn(kind: type[ProjectState]) -> ProjectState:
    """Six models: b refers to a, c to b, d has many of a, e is an a, f is another face of b."""
    made = kind()
    key = ("id", models.AutoField(primary_key=True))
    made.apps  # noqa: B018 - drawn from the start, as when migrating
    for name, fields, bases, options in (
        ("A", [key], (models.Model,), {}),
        ("B", [key, ("a", models.ForeignKey("x.A", models.CASCADE))], (models.Model,), {}),
        ("C", [key, ("b", models.ForeignKey("x.b", models.CASCADE))], (models.Model,), {}),
        ("D", [key, ("many", models.ManyToManyField("x.A"))], (models.Model,), {}),
        ("E", [("a_ptr", models.OneToOneField("x.A", models.CASCADE, parent_link=True,
                                              primary_key=True))], ("x.a",), {}),
        ("F", [], ("x.b",), {"proxy": True}),
        ("Z", [key], (models.Model,), {}),
    ):  # fmt: skip
        whole = {"indexes": [], "constraints": [], **options}
        made.add_model(ModelState("x", name, fields, whole, bases))
    return made


def relations(state: ProjectState) -> Iterator[tuple[str, Any]]:
    """Give every relation between models as drawn now."""
    for model in state.apps.get_models():
        for field in model._meta.get_fields(include_hidden=True):
            if field.is_relation:
                yield str(field), field.related_model


def is_whole(state: ProjectState) -> bool:
    """Say whether every relation leads to a model as it is drawn now, and not as it was."""
    now = set(state.apps.get_models(include_auto_created=True))
    return all(model in now for _name, model in relations(state))


def changed(state: ProjectState, name: str) -> set[str]:
    """Add a field to a model; give which models were drawn anew."""
    before = {model.__name__: model for model in state.apps.get_models()}
    field = models.ForeignKey("x.Z", models.CASCADE, null=True, related_name="+")
    state.add_field("x", name, "more", field, preserve_default=True)
    after = {model.__name__: model for model in state.apps.get_models()}
    assert "more" in {field.name for field in after[name.title()]._meta.get_fields()}
    return {name for name, model in after.items() if model is not before[name]}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["a", "b", "c", "d", "e"])
def test_no_relation_leads_to_a_model_as_it_was(kind: type[ProjectState], name: str) -> None:
    state = drawn(kind)
    assert is_whole(state)
    changed(state, name)
    assert is_whole(state)


@pytest.mark.parametrize("name", ["a", "b"])
def test_both_ways_end_with_the_same_relations(name: str) -> None:
    told = []
    for kind in KINDS:
        state = drawn(kind)
        changed(state, name)
        told.append(sorted((field, model.__name__) for field, model in relations(state)))
    assert told[0] == told[1]


def test_only_who_refers_to_a_model_is_drawn_anew() -> None:
    assert changed(drawn(LeanState), "a") == {"A", "B", "C", "D", "E", "F"}
    assert changed(drawn(LeanState), "b") == {"B", "C", "F"}
    assert changed(drawn(LeanState), "c") == {"C"}


def test_the_product_migrates_so() -> None:
    state = migrate.LeanExecutor._migrate_all_forwards(Idle(), ProjectState(), [], [], False, False)
    assert isinstance(state, LeanState)


class Idle(migrate.LeanExecutor):
    """With nothing to apply."""

    def __init__(self) -> None:
        self.progress_callback = None
