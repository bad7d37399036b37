"""Migrations that redraw no more models than each step changes.

Django draws a model's relatives anew at every step, in both directions and theirs in turn: here
nearly everything is a relative of everything, and drawing took most of the time of a first start.
A model that changes concerns those that refer to it, and those that refer to them; a new one,
nobody yet. `tests/launch/test_migrating.py` compares.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import resolve_relation  # type: ignore[attr-defined]

Key = tuple[str, str]


class LeanState(ProjectState):
    """The models at a point of the migrations."""

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
        """Give which models are drawn anew when one changes. Never leaves any for later."""
        found: set[Key] = set()
        waiting = [(app_label, model_name)]
        referring = self._referring() if self._is_drawn(app_label, model_name) else {}
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += referring.get(key, ())
        return found

    def _is_drawn(self, app_label: str, model_name: str) -> bool:
        return model_name in self.apps.all_models[app_label]

    def _referring(self) -> dict[Key, set[Key]]:
        """Give who refers to each model, by a field or by descent."""
        found: dict[Key, set[Key]] = defaultdict(set)
        for key, model in self.models.items():
            for named in _named_by(model):
                found[resolve_relation(named, *key)].add(key)
        return found


def _named_by(model: ModelState) -> Iterator[Any]:
    for field in model.fields.values():
        if field.remote_field and field.remote_field.model:
            yield field.remote_field.model
            through = getattr(field.remote_field, "through", None)
            if through:
                yield through
    yield from (base for base in model.bases if isinstance(base, str))


class LeanExecutor(MigrationExecutor):
    """Goes forwards on a lean state; backwards as Django does."""

    def _migrate_all_forwards(self, state: ProjectState, *args: Any, **more: Any) -> ProjectState:
        lean = LeanState(state.models, state.real_apps)
        done: ProjectState = super()._migrate_all_forwards(lean, *args, **more)  # type: ignore[misc]
        return done
