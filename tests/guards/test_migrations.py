"""One line of migrations for each app, complete."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

APPS = ("casework", "consent", "complaints", "selfservice", "portal")


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None, ignore_no_migrations=True)


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_one_last_migration(loader: MigrationLoader, app: str) -> None:
    if any(key[0] == app for key in loader.graph.nodes):
        assert len(loader.graph.leaf_nodes(app)) == 1


@pytest.mark.parametrize("app", APPS)
def test_migrations_follow_one_another_without_branches(loader: MigrationLoader, app: str) -> None:
    mine = [node for key, node in loader.graph.node_map.items() if key[0] == app]
    parents = {node.key[1]: [p.key for p in node.parents if p.key[0] == app] for node in mine}
    assert {name for name, before in parents.items() if len(before) > 1} == set()
    numbers = Counter(re.match(r"\d{4}", node.key[1])[0] for node in mine)  # type: ignore[index]
    assert set(numbers) == {f"{number:04}" for number in range(1, len(mine) + 1)}


def test_no_migration_is_missing(loader: MigrationLoader) -> None:
    with translation.override(None):  # migrations hold the English names of things
        now = ProjectState.from_apps(apps)
        changes = MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    described = {
        app: [operation.describe() for migration in found for operation in migration.operations]
        for app, found in changes.items()
        if app in APPS
    }
    assert described == {}
